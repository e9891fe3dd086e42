"""Places, actors and sources found by their names."""

import pytest

from marsad.web.search import names
from marsad.web.search.names import ACTORS, PLACES, SOURCES, Directory, Named
from marsad.web.search.query import parsed

FEW = Directory(
    [
        Named(PLACES, "p1", ("حلب", "Aleppo"), (1, 0)),
        Named(PLACES, "p2", ("ريف حلب الشمالي", "Northern Aleppo countryside"), (4, 0)),
        Named(PLACES, "p3", ("الباب", "Al-Bab"), (2, -60_000)),
        Named(ACTORS, "a1", ("الجيش الحر", "Free Army"), (2, -100_000)),
        Named(SOURCES, "s1", ("حلب اليوم",), (6, 0)),
    ]
)


def ids(found):
    return [one.id for one in found]


def test_a_name_is_found_by_its_words_the_very_name_first():
    assert ids(FEW.search(parsed("حلب"))) == ["p1", "p2", "s1"]
    assert ids(FEW.search(parsed("ALEPPO northern"))) == ["p2"]
    assert ids(FEW.search(parsed("باب"))) == ["p3"]


def test_phrases_unwanted_words_and_exact_ones_count_in_names_too():
    assert ids(FEW.search(parsed('"حلب الشمالي"'))) == ["p2"]
    assert ids(FEW.search(parsed("حلب -اليوم"))) == ["p1", "p2"]
    assert ids(FEW.search(parsed("باب", exact=True))) == []
    assert FEW.search(parsed("لا شيء")) == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [("حل", "p1"), ("ale", "p1"), ("البا", "p3"), ("با", "p3"), ("الجيش ال", "a1"), ("جيش الح", "a1"), ("al-b", "p3")],
)
def test_a_beginning_suggests_names(typed, first):
    assert ids(one for one, _ in FEW.beginning(typed, 5))[0] == first


def test_no_kind_crowds_out_the_others():
    crowd = Directory(
        [Named(ACTORS, f"a{n}", (f"سرايا {n}",), (0, 0)) for n in range(9)] + [Named(PLACES, "p", ("سراقب",), (5, 0))]
    )
    assert "p" in ids(one for one, _ in crowd.beginning("سرا", 4))
    assert len(crowd.beginning("سرا", 4)) == 4
    assert len(crowd.beginning("سرايا", 4)) == 4


def test_what_begins_with_nothing_suggests_nothing():
    assert FEW.beginning("", 5) == []
    assert FEW.beginning("زززز", 5) == []


def test_a_misspelt_name_is_guessed():
    assert FEW.like("حلبب") == ["حلب"]
    assert FEW.like("Alepo") == ["Aleppo"]
    assert FEW.like("شيء مختلف تماما") == []
    assert FEW.like("ح") == []


def test_the_registers_are_all_in():
    kinds = {one.kind for one, _ in names.everyone().beginning("ا", 8)}
    assert kinds <= {PLACES, ACTORS, SOURCES}
    assert "Saraqib" in {name for one in names.places().search(parsed("سراقب")) for name in one.names}
    assert names.actors().search(parsed("الجيش السوري الحر"))
    assert any(one.kind == SOURCES for one, _ in names.everyone().beginning("المرصد السوري", 8))
