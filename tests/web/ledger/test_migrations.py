from dataclasses import replace

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from marsad.ledger.store import Query
from marsad.ledger.wire import dumps
from marsad.web.ledger import models
from marsad.web.ledger.incidents import SqlIncidents, _columns

OLD = [("ledger", "0002_facet")]
NEW = [("ledger", "0003_small_incidents")]
KEPT = ("key", "type", "first", "last", "country", "governorate", "place", "lat", "lon", "grade", "disputed")
COUNTS = ("claims_told", "killed_low", "killed_best", "killed_high")


@pytest.fixture
def told(observatory):
    """Incidents of the samples; one of them admitted by a side, one told of more than a month."""
    found = list(observatory.store.incidents.find(Query()))
    owned = replace(found[0].certainty, against_interest=("sy-government",))
    return [replace(found[0], certainty=owned), replace(found[1], date_precision=5), *found[2:]]


@pytest.fixture
def old(store, told):
    """The database as it was, with incidents in it; gives its name."""
    executor = MigrationExecutor(connections[store.alias])
    executor.migrate(OLD)
    rows = executor.loader.project_state(OLD).apps.get_model("ledger", "Incident")
    for one in told:
        columns = _columns(one)
        kept = {name: columns[name] for name in (*KEPT, *COUNTS)}
        rows.objects.using(store.alias).create(document=dumps(one), **kept)
    return store.alias


def migrate(alias, to):
    executor = MigrationExecutor(connections[alias])
    executor.migrate(to)


def test_documents_and_counts_are_carried_over(old, told):
    migrate(old, NEW)
    assert SqlIncidents(old).get([one.id for one in told]) == {one.id: one for one in told}
    for one in told:
        row = models.Incident.objects.using(old).values().get(key=one.id)
        assert {name: row[name] for name in _columns(one)} == _columns(one)


def test_who_admits_what_becomes_a_facet(old, told):
    migrate(old, NEW)
    found = models.Facet.objects.using(old).filter(kind="admits", incident__key=told[0].id)
    assert list(found.values_list("value", flat=True)) == ["sy-government"]


def test_the_way_back_gives_the_documents_back(old, told):
    migrate(old, NEW)
    executor = MigrationExecutor(connections[old])
    executor.migrate(OLD)
    rows = executor.loader.project_state(OLD).apps.get_model("ledger", "Incident").objects.using(old)
    assert dict(rows.values_list("key", "document")) == {one.id: dumps(one) for one in told}
    migrate(old, NEW)
