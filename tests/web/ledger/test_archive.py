"""An archive goes from either kind of database into either: the incidents are the same."""

import pytest

from marsad.exchange.archive import archive, fingerprint, restore
from marsad.ledger.ledger import Ledger
from marsad.model.judgement import Undo
from marsad.web.ledger.store import open_store


@pytest.fixture
def other(tmp_path, ledger_file, registers):
    """A ledger in a file of SQLite."""
    store = open_store(ledger_file(tmp_path / "other.sqlite3"))
    yield Ledger(store, registers)
    store.close()


@pytest.fixture
def told(desk, judge):
    """Judges a ledger's claims, and takes one judgement back."""

    def say(ledger):
        first, second, *_, last = (entry.id for entry in ledger.store.entries.all())
        judge(Undo(judge(desk.reject(first)).id))
        judge(desk.merge([second, last]))

    return say


def test_out_of_either_database(ledger, other, world, told, tmp_path):
    ledger.add_many(world)
    told(ledger)
    kept = archive(ledger, tmp_path / "a.zip")
    assert kept.judgements == 3
    assert restore(other, tmp_path / "a.zip") == kept
    assert fingerprint(other.store) == fingerprint(ledger.store) == kept.incidents


def test_into_either_database(ledger, other, world, tmp_path):
    other.add_many(world)
    kept = archive(other, tmp_path / "a.zip")
    assert restore(ledger, tmp_path / "a.zip") == kept
    assert fingerprint(ledger.store) == kept.incidents
