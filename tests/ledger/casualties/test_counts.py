"""What a claim counts, and what it does not."""

from __future__ import annotations

import pytest

from marsad.ledger.casualties.counts import counts_of


def kinds(entry):
    return [(str(c.kind), c.group.key, c.low, c.high) for c in counts_of(entry)]


def test_losses_excluded_are_nought_killed_and_injured(entry, count):
    assert kinds(entry("A", count("0", kind="none_reported"))) == [("killed", "", 0, 0), ("injured", "", 0, 0)]


def test_no_others_were_hurt_is_no_nought(entry, count):
    assert kinds(entry("A", count("1"), count("0", kind="none_reported", at=90))) == [("killed", "", 1, 1)]


def test_losses_excluded_stand_beside_other_kinds(entry, count):
    told = entry("A", count("4", kind="captured"), count("0", kind="none_reported", at=90))
    assert [kind for kind, *_ in kinds(told)] == ["captured", "killed", "injured"]


def test_losses_unknown_are_not_nought(entry, count):
    assert kinds(entry("A", count("-", kind="none_reported"))) == [("none_reported", "", None, None)]


def test_losses_excluded_of_civilians_say_nothing_of_others(entry, count):
    told = entry("A", count("0", "المدنيين", civilian=True, kind="none_reported"))
    assert {group for _, group, _, _ in kinds(told)} == {"civilians"}


def test_what_is_planned_has_no_dead(entry, count):
    assert kinds(entry("A", count("5"), factuality="planned")) == []


def test_the_dead_that_are_denied_are_not_counted(entry, count):
    assert kinds(entry("A", count("32"), factuality="denied")) == []


def test_a_denial_may_exclude_losses(entry, count):
    told = entry("A", count("32"), count("0", kind="none_reported", at=90), factuality="denied")
    assert kinds(told) == [("killed", "", 0, 0), ("injured", "", 0, 0)]


@pytest.mark.parametrize("factuality", ["stated", "alleged", "likely"])
def test_what_is_told_with_reserve_counts(entry, count, factuality):
    assert kinds(entry("A", count("5"), factuality=factuality)) == [("killed", "", 5, 5)]


def test_the_order_of_the_coding_does_not_matter(entry, count):
    counts = [count("5"), count("3", "نساء", civilian=True, at=30), count("2", "أطفال", civilian=True, at=38)]
    assert counts_of(entry("A", *counts)) == counts_of(entry("A", *reversed(counts)))


def test_counts_with_little_between_them_stand_in_one_list(entry, count):
    first, second = count("1", "ضابط", civilian=False), count("2", "جنود", civilian=False, at=6 + 3)
    far = count("3", "شرطيين", civilian=False, at=200)
    assert [c.chain for c in counts_of(entry("A", first, second, far))] == [1, 1, 2]
