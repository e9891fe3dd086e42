"""Copies in PostgreSQL are those that SQLite makes."""

import pytest
from django.db import connections, models

from marsad.ledger.opening import open_store
from marsad.model import MarsadError
from marsad.web.bench import copying, streaming
from marsad.web.bench.filling import fill
from marsad.web.bench.reports import Archive
from marsad.web.bench.store import filled_database
from marsad.web.ledger import models as ledger
from marsad.web.search import index, retrieving
from marsad.web.search.models import Document
from marsad.web.search.query import parsed

COPIES = 2


@pytest.fixture(scope="module")
def archive():
    return Archive.of(1, 200, 400)


@pytest.fixture(scope="module")
def aliases(archive, tmp_path_factory, postgresql_url):
    """The same reports copied in SQLite and in PostgreSQL."""
    addresses = f"sqlite:///{tmp_path_factory.mktemp('pages') / 'store.sqlite3'}", postgresql_url()
    stores = [open_store(address) for address in addresses]
    for store, copy in zip(stores, (copying.copy, streaming.copy), strict=True):
        fill(store, archive, 1)
        copy(store.alias, COPIES, archive.days, len(archive))
    yield [store.alias for store in stores]
    for store in stores:
        store.close()


@pytest.mark.parametrize("table", copying.TABLES, ids=lambda table: table.__name__)
def test_rows_are_the_same_in_either_database(aliases, table):
    columns = [field.attname for field in table._meta.concrete_fields if not isinstance(field, models.BinaryField)]
    ours, others = (
        sorted(table._default_manager.using(alias).values_list(*columns), key=repr) for alias in reversed(aliases)
    )
    assert ours == others


def test_nothing_refers_to_what_is_not_there(aliases):
    """The constraints were made anew, and hold."""
    with connections[aliases[1]].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated AND confrelid IN"
            " ('ledger_report'::regclass, 'ledger_claim'::regclass, 'ledger_sketch'::regclass)"
        )
        assert cursor.fetchone()[0] >= 8


def test_indexes_are_those_of_the_migrations(aliases, postgresql_url):
    assert _indexes(aliases[1]) == _indexes(open_store(postgresql_url()).alias)


def _indexes(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")
        return sorted(sql for (sql,) in cursor.fetchall())


def test_all_can_be_searched_for(aliases):
    alias = aliases[1]
    assert list(index.faults(alias)) == []
    text = ledger.Report.objects.using(alias).order_by("pk").values_list("text", flat=True)[0]
    word = max(text.split(), key=len).strip(".")
    found = [retrieving.count(parsed(word), index.REPORTS, alias=one).count for one in aliases]
    assert found[0] == found[1] >= 1 + COPIES


def test_what_is_added_gets_numbers_of_its_own(aliases):
    alias = aliases[1]
    last = max(ledger.Claim.objects.using(alias).values_list("pk", flat=True))
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('ledger_claim', 'id'))")
        assert cursor.fetchone()[0] > last
        cursor.execute("SELECT following FROM marsad_search_counter")
        taken = {pk & (1 << index.COUNT) - 1 for pk in Document.objects.using(alias).values_list("pk", flat=True)}
        assert cursor.fetchone()[0] > max(taken)


def test_a_database_is_filled_once(postgresql_url, monkeypatch):
    monkeypatch.setattr("marsad.web.bench.store._MADE", 200)
    address, told = postgresql_url(), []
    filled_database(address, 400, 800, told.append)
    assert told
    again = []
    filled_database(address, 400, 800, again.append)
    assert not again
    with pytest.raises(MarsadError, match="holds 400 reports and 800 claims"):
        filled_database(address, 600, 1200)


def test_what_was_interrupted_goes_on(postgresql_url, monkeypatch):
    monkeypatch.setattr("marsad.web.bench.store._MADE", 200)
    address = postgresql_url()
    with monkeypatch.context() as patch:
        patch.setattr(streaming, "_search", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            filled_database(address, 400, 800)
    told = []
    filled_database(address, 400, 800, told.append)
    assert not any("making" in step for step in told)
    alias = open_store(address).alias
    assert ledger.Report.objects.using(alias).count() == 400
    assert list(index.faults(alias)) == []
