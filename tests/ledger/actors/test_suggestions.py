"""Which unknown names may be one."""

from __future__ import annotations

import random

import pytest

from marsad.ledger.actors.register import ActorRegister
from marsad.ledger.actors.suggestions import Seen, Suggestion, seen_in, suggestions, with_parents
from marsad.ledger.entry import Entry
from marsad.model import Claim, ClaimType, Mention
from marsad.model.actor import Actor, ActorKind, Parentage
from marsad.model.incident import Site


def unknown(name: str) -> Actor:
    return Actor(f"x-{name}", (name,), (), ActorKind.UNKNOWN, provisional=True)


def known(id: str, *names: str) -> Actor:
    return Actor(id, names, (), ActorKind.REBELS)


def only(*actors: Actor, seen: dict[str, Seen] | None = None) -> Suggestion:
    (found,) = suggestions(actors, seen)
    return found


def test_the_same_words_in_another_order() -> None:
    found = only(unknown("لواء شهداء الصقر"), known("a", "لواء الصقر شهداء"))
    assert (found.other, found.reasons) == ("a", ("same words",))


def test_the_same_name_behind_another_head() -> None:
    assert only(unknown("تنظيم الشهاب"), known("a", "حركة الشهاب")).reasons == ("other head",)
    assert only(unknown("كتيبة صقور الشهاب"), known("a", "لواء صقور الشهاب")).reasons == ("same words",)


def test_a_slip_of_the_pen() -> None:
    assert only(unknown("كتيبة عباد الصحراء"), known("a", "كتيبة عباد الصحرا")).reasons == ("spelling",)


def test_numbers_are_never_slips() -> None:
    assert suggestions([unknown("لواء صقور الشهاب 33"), unknown("لواء صقور الشهاب 35")]) == ()


def test_a_short_form() -> None:
    assert only(unknown("فلان العلاني"), known("a", "فلان محمد العلاني")).reasons == ("short form",)


def test_half_a_name_is_no_short_form() -> None:
    assert suggestions([unknown("عبد الرحمن"), known("a", "عبد الرحمن العلاني")]) == ()


def test_initials_need_support() -> None:
    pair = unknown("ححت"), known("a", "حركة حماة التلال")
    assert suggestions(pair) == ()
    seen = {"x-ححت": Seen(places=frozenset({"SY-HL"})), "a": Seen(places=frozenset({"SY-HL"}))}
    assert only(*pair, seen=seen).reasons == ("initials", "same places")


def test_what_two_share_raises_the_score() -> None:
    pair = unknown("تنظيم الشهاب"), known("a", "حركة الشهاب")
    shared = Seen(frozenset({"fsa"}), frozenset({"SY-HL"}), frozenset({"is"}))
    found = only(*pair, seen={"x-تنظيم الشهاب": shared, "a": shared})
    assert found.reasons == ("other head", "same parent", "same opponents", "same places")
    assert found.score > only(*pair).score


def test_two_registered_actors_are_never_suggested() -> None:
    assert suggestions([known("a", "لواء الصقر شهداء"), known("b", "لواء شهداء الصقر")]) == ()


def test_the_likeliest_of_several_names_counts() -> None:
    assert only(unknown("لواء الصقر شهداء"), known("a", "لواء شهداء الصقور", "لواء شهداء الصقر")).reasons == (
        "same words",
    )


def test_any_order_gives_the_same(register: ActorRegister) -> None:
    actors = [*register, *map(unknown, ["تنظيم الشباب", "ميليشيا فاطميون", "فلان العلاني", "فلان محمد العلاني"])]
    expected = suggestions(actors)
    assert expected
    random.Random(5).shuffle(actors)
    assert suggestions(actors) == expected


def test_a_name_is_compared_with_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def count(*_: object) -> None:
        nonlocal compared
        compared += 1

    monkeypatch.setattr("marsad.ledger.actors.suggestions._compare", count)
    letters = "بتجحدرسشصطعفقك"
    names = [f"كتيبة {a}{b}{c}ا{d}" for a in letters for b in letters for c in letters for d in "لمن"]
    suggestions(map(unknown, names))
    assert 0 < compared <= 2 * len(names)  # all pairs would be four thousand a name


def test_what_entries_show_of_their_actors() -> None:
    claim = Claim(ClaimType.SHELLING, Mention("قصف", 0, 3))
    here = Site("p", "", None, None, None, None, "SY-HL", "SY")
    wide = Site(None, "", None, None, None, None, None, "IQ")
    entry = Entry("e", "r", "o", None, claim, (here, wide, None), (), ("a",), ("b", "a"))
    shown = seen_in([entry])
    assert shown == {
        "a": Seen(frozenset(), frozenset({"SY-HL", "IQ"}), frozenset({"b"})),
        "b": Seen(frozenset(), frozenset({"SY-HL", "IQ"}), frozenset({"a"})),
    }
    told = {"a": (Parentage("fsa", None, None),), "c": (Parentage("is", None, None),)}
    assert {id: one.parents for id, one in with_parents(shown, told).items()} == {
        "a": frozenset({"fsa"}),
        "b": frozenset(),
    }
