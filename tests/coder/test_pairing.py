"""What is compared of two tellings."""

from __future__ import annotations

import pytest

from marsad.coder.coreference import pair_chances, pairs
from marsad.coder.facts import names
from marsad.coder.pairing import pair_facts
from marsad.coder.pipeline import tellings

TWICE = "قصفت قوات النظام بلدة سراقب أمس وقتل ثلاثة مدنيين. وأدى القصف على البلدة إلى مقتل ثلاثة مدنيين."


def test_what_speaks_for_a_retelling(analysed) -> None:
    analysis = analysed(TWICE)
    found = tellings(analysis)
    first, later = found[0], next(t for t in found if t.trigger.hit.reading.pro == "ال")
    features = names(pair_facts(analysis, first, later))
    assert "types/first+second=shelling | shelling" in features
    assert "types/lemma+later+gap=same | def | 1" in features
    assert "agreeing/counts+kind=equal | same" in features
    assert len(features) == len(set(features))
    chances = pair_chances(analysis, found)
    assert chances[first.trigger.n, later.trigger.n] == pytest.approx(0.8808, abs=1e-3)


@pytest.mark.parametrize(
    ("places", "expected"),
    [(([], []), "none"), ((["x"], []), "first_only"), (([], ["x"]), "second_only"), ((["x"], ["x"]), "shared")],
)
def test_how_two_tellings_agree_on_their_places(analysed, places, expected: str) -> None:
    analysis = analysed(TWICE)
    first, later = tellings(analysis)[:2]
    first.places, later.places = ([frozenset([name]) for name in given] for given in places)
    assert f"roles/place={expected}" in names(pair_facts(analysis, first, later))


def test_other_names_and_counts_are_noted(analysed) -> None:
    analysis = analysed("قصفت القوات البلدة وقتل ثلاثة مدنيين. وقتل خمسة جنود في هجومها الثاني. وانسحبت.")
    found = tellings(analysis)
    found[0].places, found[-1].places = [frozenset("x")], [frozenset("y")]
    assert "roles/place=apart" in names(pair_facts(analysis, found[0], found[-1]))
    every = [f for a, b in pairs(found) for f in names(pair_facts(analysis, a, b))]
    assert any(f.startswith("agreeing/counts+kind=differ") for f in every)
    assert any(f.startswith("agreeing/counts+kind=missing") for f in every)
    assert any(f.startswith("apart/owned+kind+gap=yes") for f in every)


def test_triggers_side_by_side_and_in_one_sentence(analysed) -> None:
    analysis = analysed("بدأ قصف هجوم، وهجوم القوات على البلدة.")
    found = tellings(analysis)
    every = [f for a, b in pairs(found) for f in names(pair_facts(analysis, a, b))]
    assert any(f.startswith("same_sentence/beside+cls+other=yes") for f in every)
    assert any(f.startswith("same_sentence/linked+cls+other=yes") for f in every)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([], [], "none"),
        (["إدلب"], ["إدلب"], "equal"),
        (["إدلب"], ["حلب", "إدلب"], "listed"),
        (["إدلب"], ["جبل إدلب"], "finer"),
        (["جبل إدلب"], ["إدلب"], "coarser"),
        (["شمال إدلب"], ["جنوب إدلب"], "akin"),
        (["إدلب"], ["حلب"], "apart"),
    ],
)
def test_how_the_places_of_one_telling_fit_into_those_of_another(analysed, first, second, expected: str) -> None:
    analysis = analysed(TWICE)
    one, other = tellings(analysis)[:2]
    one.places, other.places = ([frozenset(name.split()) for name in given] for given in (first, second))
    assert f"where/fit={expected}" in names(pair_facts(analysis, one, other))


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("قصفت المدفعية البلدة وقتل ثلاثة. وقصفت المدفعية القرية وقتل ثلاثة.", "against/weapons+kind=same | same"),
        ("قصفت المدفعية البلدة وقتل ثلاثة. وقصفت الطائرات القرية وقتل خمسة.", "against/weapons+kind=other | same"),
        ("قصفت المدفعية البلدة وقتل ثلاثة. وقصفت المدفعية القرية وقتل ثلاثة.", "against/tolls+kind=equal | same"),
        ("قصفت المدفعية البلدة وقتل ثلاثة. وقصفت الطائرات القرية وقتل خمسة.", "against/tolls+kind=differ | same"),
        ("قصفت المدفعية البلدة وقتل ثلاثة. وتجدد القصف.", "against/tolls+kind=first | same"),
        ("قصفت القوات بلدة سراقب. وقصفت القوات مدينة حلب.", "where/spots+kind=other | same"),
    ],
)
def test_other_means_tolls_and_spots_are_noted(analysed, text: str, feature: str) -> None:
    analysis = analysed(text)
    every = [f for a, b in pairs(tellings(analysis)) for f in names(pair_facts(analysis, a, b))]
    assert feature in every


def test_sides_that_change_places_and_paragraphs_between_are_noted(analysed) -> None:
    analysis = analysed("قصفت القوات البلدة.\nوفي حلب قصف الجيش المدينة.")
    first, later = tellings(analysis)[:2]
    first.initiators, later.targets = [frozenset("x")], [frozenset("x")]
    found = names(pair_facts(analysis, first, later))
    assert "against/crossed+kind=yes | same" in found
    assert "against/paragraph+kind+lead=1 | same | lead" in found
    assert "paragraph_opens/first+kind=وفي | same" in found
