"""Fields of the register's tables are checked where they are read."""

from __future__ import annotations

import pytest

from marsad.ledger.actors.dates import turns, within
from marsad.ledger.actors.tables import RegisterError, Table


def test_a_switch_is_true_or_false() -> None:
    assert Table("words.toml: head 1", {"part": True}).switch("part")
    assert not Table("words.toml: head 1", {}).switch("part")
    with pytest.raises(RegisterError, match="head 1: field 'part'"):
        Table("words.toml: head 1", {"part": "yes"}).switch("part")


def test_a_month_holds_all_its_days() -> None:
    assert within("2014-09-01", "2014-09", "2014-09")
    assert within("2014-09-30", "2014-09", "2014-09")
    assert not within("2014-10-01", "2014-09", "2014-09")
    assert within(None, "2014-09", None)


def test_days_on_either_side_of_a_turn_are_told_apart() -> None:
    first, last = turns("2014-09", "2015")
    assert "2014-08-31" < first < "2014-09-01"
    assert "2015-12-31" < last < "2016-01-01"
    assert turns(None, None) == ()
