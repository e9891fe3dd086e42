"""Group words fold into kinds of people."""

from __future__ import annotations

import pytest

from marsad.ledger.casualties.groups import (
    CIVILIANS,
    DATA,
    EVERYBODY,
    FIGHTERS,
    PEOPLE,
    Group,
    deciding,
    group_of,
    named,
)
from marsad.lexicon.compile import read_entries

AXES = {"age", "work", "kin", "body", "rank", "whole"}


@pytest.mark.parametrize("kind", read_entries(DATA), ids=lambda kind: kind.lemma)
def test_examples_of_every_kind(kind):
    def found(phrase):
        known = deciding(phrase)
        return known is not None and known.sense.lemma == kind.lemma

    assert [phrase for phrase in kind.matches if not found(phrase)] == []
    assert [phrase for phrase in kind.rejects if found(phrase)] == []


@pytest.mark.parametrize("kind", read_entries(DATA), ids=lambda kind: kind.lemma)
def test_every_kind_has_a_place_in_the_tree(kind):
    assert kind.cls in {"people", CIVILIANS, FIGHTERS}
    assert len(kind.flags & AXES) == 1


@pytest.mark.parametrize(
    ("words", "civilian", "group"),
    [
        ("ثلاثة أطفال", True, Group("children", CIVILIANS, "age")),
        ("المدنيين", True, Group(CIVILIANS, PEOPLE, "whole")),
        ("السكان النازحين", True, Group("displaced", CIVILIANS, "work")),
        ("مسلحين", False, Group(FIGHTERS, PEOPLE, "whole")),
        ("شبان", None, Group("men", PEOPLE, "age")),
        ("شبان", True, Group("men", CIVILIANS, "age")),
        ("الطرفين", None, EVERYBODY),
        ("الطرفين", False, Group(FIGHTERS, PEOPLE, "whole")),
        ("الجنود الأمريكيين", False, Group("امريكي", FIGHTERS, "body")),
        ("جنديين أمريكيين", False, Group("امريكي", FIGHTERS, "body")),
        ("جنديين اثنين", False, Group("soldiers", FIGHTERS, "body")),
        ("عناصر حزب الله", False, Group("حزب الله", FIGHTERS, "body")),
        ("لواء التوحيد", False, Group("لواء توحيد", FIGHTERS, "body")),
        ("المسلحين الحوثيين", False, Group("حوثي", FIGHTERS, "body")),
        ("حوثيين", False, Group("حوثي", FIGHTERS, "body")),
        ("فلسطينيين", None, Group("فلسطيني", PEOPLE, "other")),
        ("«بستانيا»", True, Group("بستاني", CIVILIANS, "other")),
        ("عائلات", True, Group("families", None, "households")),
        ("...", None, EVERYBODY),
    ],
)
def test_kinds(words, civilian, group):
    assert named(words, civilian) == group


def test_whoever_fights_for_a_body_is_no_civilian_and_children_are():
    assert named("جنود", False).civilian is False
    assert named("أطفال", True).civilian is True
    assert named("مدنيين", True).civilian is True
    assert EVERYBODY.civilian is None
    assert named("شبان").civilian is None


def test_a_count_without_a_group_goes_by_whether_they_were_civilians(count, entry):
    told = entry("A")
    assert group_of(count("5"), told) == EVERYBODY
    assert group_of(count("5", civilian=True), told).key == CIVILIANS
    assert group_of(count("5", civilian=False), told).key == FIGHTERS


def test_fighters_of_an_actor_of_the_claim_bear_its_id(count, entry):
    told = entry("A", targets=("قوات النظام",))
    assert group_of(count("5", "قوات النظام"), told) == Group("actor قوات النظام", FIGHTERS, "body")


def test_fighters_of_an_actor_that_is_known_bear_its_id(count, entry):
    def knows(name, told):
        return "houthi" if "حوثي" in name else None

    told = entry("A", targets=("المسلحين الحوثيين",))
    assert group_of(count("5", "مسلحا حوثيا", civilian=False), told, knows) == Group("houthi", FIGHTERS, "body")
    assert group_of(count("5", "الحوثي"), told, knows).key == "houthi"
    assert group_of(count("5", "أطفال الحوثي", civilian=True), told, knows).key == "children"
    assert group_of(count("5", "جنود", civilian=False), told, knows).key == "soldiers"


def test_civilians_that_a_claim_names_as_its_target_stay_civilians(count, entry):
    told = entry("A", targets=("مدنيين",))
    assert group_of(count("5", "مدنيين", civilian=True), told).key == CIVILIANS


def test_members_of_a_family_are_no_families(count, entry):
    told = entry("A")
    assert group_of(count("5", "عائلة", civilian=True, text="5 أفراد من عائلة"), told).key == CIVILIANS
    assert group_of(count("5", "عائلة", civilian=True, text="5 عائلات"), told).key == "families"
