"""What is compared of two tellings."""

from __future__ import annotations

import pytest

from marsad.coder.coreference import comparisons, pair_chances
from marsad.coder.pairing import Comparison
from marsad.coder.pipeline import tellings

TWICE = "قصفت قوات النظام بلدة سراقب أمس وقتل ثلاثة مدنيين. وأدى القصف على البلدة إلى مقتل ثلاثة مدنيين."
THRICE = "قصفت القوات البلدة. وقصفت المدينة. وهاجمت القرية. وتواصل القصف."


@pytest.fixture
def said(values):
    """How the ``n``-th earlier telling of a comparison compares with the later, by what the values are called."""

    def of(compared: Comparison, n: int = 0) -> dict[str, str]:
        return values(compared.words(n)[0]) | values(compared.fields(n)[0])

    return of


@pytest.fixture
def every(said):
    """The same of every pair of tellings of a text."""

    def of(analysis) -> list[dict[str, str]]:
        found = comparisons(analysis, tellings(analysis))
        return [said(compared, n) for compared in found for n in range(len(compared.earlier))]

    return of


def test_what_speaks_for_a_retelling(analysed, said) -> None:
    analysis = analysed(TWICE)
    found = tellings(analysis)
    first, later = found[0], next(t for t in found if t.trigger.hit.reading.pro == "ال")
    compared = Comparison(analysis, [first], later)
    told = said(compared)
    assert (told["first"], told["second"], told["kind"]) == ("shelling", "shelling", "same")
    assert (told["first_lemma"], told["second_lemma"], told["lemma"]) == ("قصف", "قصف", "same")
    assert (told["article"], told["later"], told["gap"], told["person"]) == ("bare", "def", "1", "msg")
    assert told["counts"] == "equal"
    facts = compared.facts(0)
    assert facts == compared.words(0) + compared.fields(0)
    assert len(facts) == len(set(facts))
    chances = pair_chances(analysis, found)
    assert chances[first.trigger.n, later.trigger.n] == pytest.approx(0.8808, abs=1e-3)


def test_words_beside_the_triggers_and_between_them_are_facts_of_their_own(analysed, values) -> None:
    analysis = analysed("قصفت القوات البلدة وجددت هجوما آخر. وهاجمت الفصائل القرية.")
    found = tellings(analysis)
    near, far = (Comparison(analysis, [found[n]], found[n + 1]).words(0) for n in (0, 1))
    marks = [values(fact) for fact in near if fact[0].name == "mark"]
    assert marks == [{"mark": "another", "kind": "other"}]
    middle = [values(fact)["word"] for fact in near if fact[0].name == "middle"]
    assert middle == ["القوات", "البلده", "وجددت"]
    assert not [fact for fact in far if fact[0].name == "middle"]


@pytest.mark.parametrize(
    ("places", "expected"),
    [(([], []), "none"), ((["x"], []), "first_only"), (([], ["x"]), "second_only"), ((["x"], ["x"]), "shared")],
)
def test_how_two_tellings_agree_on_their_places(analysed, said, places, expected: str) -> None:
    analysis = analysed(TWICE)
    first, later = tellings(analysis)[:2]
    first.places, later.places = ([frozenset([name]) for name in given] for given in places)
    assert said(Comparison(analysis, [first], later))["place"] == expected


def test_other_names_and_counts_are_noted(analysed, said, every) -> None:
    analysis = analysed("قصفت القوات البلدة وقتل ثلاثة مدنيين. وقتل خمسة جنود في هجومها الثاني. وانسحبت.")
    found = tellings(analysis)
    found[0].places, found[-1].places = [frozenset("x")], [frozenset("y")]
    assert said(Comparison(analysis, found[:1], found[-1]))["place"] == "apart"
    assert {"differ", "missing"} <= {told["counts"] for told in every(analysis)}
    assert {"yes", "no"} == {told["owned"] for told in every(analysis)}


def test_triggers_side_by_side_and_in_one_sentence(analysed, every) -> None:
    side_by_side, linked, joined = every(analysed("بدأ قصف هجوم، وهجوم القوات على البلدة."))
    assert [told["beside"] for told in (side_by_side, linked, joined)] == ["yes", "no", "no"]
    assert [told["linked"] for told in (side_by_side, linked, joined)] == ["no", "yes", "yes"]
    assert joined["forms"] == "noun noun"
    assert (joined["cls"], joined["other"]) == ("ground_attack", "ground_attack")


def test_of_triggers_of_two_sentences_what_holds_within_one_is_not_told(analysed, every) -> None:
    (told,) = every(analysed("قصفت القوات البلدة. وتواصل القصف."))
    assert {told[name] for name in ("forms", "linked", "cls", "other", "beside")} == {"-"}


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
def test_how_the_places_of_one_telling_fit_into_those_of_another(analysed, said, first, second, expected: str) -> None:
    analysis = analysed(TWICE)
    one, other = tellings(analysis)[:2]
    one.places, other.places = ([frozenset(name.split()) for name in given] for given in (first, second))
    assert said(Comparison(analysis, [one], other))["fit"] == expected


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("قصفت المدفعية البلدة وقتل ثلاثة. وقصفت المدفعية القرية وقتل ثلاثة.", "weapons", "same"),
        ("قصفت المدفعية البلدة وقتل ثلاثة. وقصفت الطائرات القرية وقتل خمسة.", "weapons", "other"),
        ("قصفت المدفعية البلدة وقتل ثلاثة. وقصفت المدفعية القرية وقتل ثلاثة.", "tolls", "equal"),
        ("قصفت المدفعية البلدة وقتل ثلاثة. وقصفت الطائرات القرية وقتل خمسة.", "tolls", "differ"),
        ("قصفت المدفعية البلدة وقتل ثلاثة. وتجدد القصف.", "tolls", "first"),
        ("قصفت القوات بلدة سراقب. وقصفت القوات مدينة حلب.", "spots", "other"),
    ],
)
def test_other_means_tolls_and_spots_are_noted(analysed, every, text: str, name: str, value: str) -> None:
    assert value in {told[name] for told in every(analysed(text)) if told["kind"] == "same"}


def test_sides_that_change_places_and_paragraphs_between_are_noted(analysed, said) -> None:
    analysis = analysed("قصفت القوات البلدة.\nوفي حلب قصف الجيش المدينة.")
    first, later = tellings(analysis)[:2]
    first.initiators, later.targets = [frozenset("x")], [frozenset("x")]
    told = said(Comparison(analysis, [first], later))
    assert (told["crossed"], told["kind"], told["lead"]) == ("yes", "same", "lead")
    assert (told["paragraph"], told["opening"]) == ("1", "وفي")


def test_in_one_paragraph_no_opening_is_told(analysed, every) -> None:
    (told,) = every(analysed("قصفت القوات البلدة. وتواصل القصف."))
    assert (told["paragraph"], told["opening"]) == ("0", "-")


def test_the_nearest_with_the_word_is_kin_and_others_that_have_it_are_told(analysed, said) -> None:
    analysis = analysed(THRICE)
    found = tellings(analysis)
    assert [t.trigger.lemma for t in found] == ["قصف", "قصف", "هجوم", "قصف"]

    def kin(later: int) -> list[str]:
        compared = Comparison(analysis, found[:later], found[later])
        return [said(compared, n)["kin"] for n in range(later)]

    # What they share; whether it is the nearest that does; whether another has the word.
    assert kin(1) == ["word yes no"]
    assert kin(2) == ["none no no", "none no no"]
    assert kin(3) == ["word no yes", "word yes yes", "none no yes"]


def test_what_shares_only_the_type_is_kin_by_it(analysed, said) -> None:
    analysis = analysed("هاجمت القوات البلدة. وهاجمت المدينة. واعتقلت رجلاً. وتواصل القصف.")
    found = tellings(analysis)
    for telling in (found[0], found[1], found[3]):
        telling.trigger.judge({"shelling": 1.0})
    compared = Comparison(analysis, found[:3], found[3])
    assert [said(compared, n)["kin"] for n in range(3)] == ["type no no", "type yes no", "none no no"]


@pytest.mark.parametrize(("role", "name"), [("places", "placed"), ("initiators", "done")])
def test_who_else_shares_a_name_with_the_later_one_is_told(analysed, said, role: str, name: str) -> None:
    analysis = analysed(THRICE)
    *earlier, later = tellings(analysis)

    def shared(*given: str) -> list[str]:
        for telling, words in zip((*earlier, later), given, strict=True):
            setattr(telling, role, [frozenset([word]) for word in words.split()])
        compared = Comparison(analysis, earlier, later)
        return [said(compared, n)[name] for n in range(len(earlier))]

    # Whether this one shares it; how many of the others do.
    assert shared("إدلب", "حلب", "حماة", "درعا") == ["no 0", "no 0", "no 0"]
    assert shared("إدلب", "حلب", "", "إدلب") == ["yes 0", "no 1", "no 1"]
    assert shared("إدلب", "حلب إدلب", "حماة", "إدلب") == ["yes 1", "yes 1", "no 2+"]
    assert shared("إدلب", "إدلب", "إدلب", "إدلب") == ["yes 2+"] * 3
    assert shared("إدلب", "إدلب", "", "") == ["-"] * 3
