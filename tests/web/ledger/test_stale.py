"""A ledger whose claims were linked by other rules says so, and takes nothing more until it is rebuilt."""

import pytest

from marsad.ledger.checking import findings
from marsad.ledger.ledger import StaleError
from marsad.ledger.linking.version import version
from marsad.web.ledger import models


@pytest.fixture
def full(ledger, world):
    ledger.add_many(world[:3])
    return ledger


@pytest.fixture
def older(full):
    full.store.set_linking("another")
    return full


def test_the_first_report_notes_the_version(ledger, world):
    assert ledger.store.linking() is None
    assert not ledger.stale()
    ledger.add(*world[0])
    assert ledger.store.linking() == version()
    assert not ledger.stale()


@pytest.mark.parametrize(
    "change",
    [
        lambda ledger, world, desk, judge: ledger.add(*world[3]),
        lambda ledger, world, desk, judge: ledger.recode([world[0][1]]),
        lambda ledger, world, desk, judge: ledger.remove(["r1"]),
        lambda ledger, world, desk, judge: judge(desk.reject(next(ledger.store.entries.all()).id)),
    ],
)
def test_nothing_is_changed_before_a_rebuild(older, world, desk, judge, change):
    with pytest.raises(StaleError, match="run marsad ledger rebuild"):
        change(older, world, desk, judge)
    older.rebuild()
    change(older, world, desk, judge)


def test_a_check_tells_it(older):
    assert any("another version" in one for one in findings(older))
    older.rebuild()
    assert list(findings(older)) == []


def test_a_ledger_of_before_versions_were_noted_is_older(full):
    models.Change.objects.using(full.store.alias).update(linking="")
    assert full.stale()


def test_other_numbers_for_the_keys_make_another_version(full, monkeypatch):
    monkeypatch.setattr("marsad.web.ledger.sql.FILING", "/0")
    assert full.stale()


def test_it_can_still_be_read(older):
    assert len(list(older.store.entries.all())) == 4
