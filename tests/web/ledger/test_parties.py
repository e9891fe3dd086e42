"""Parties bear what their claims do, whatever happens to these."""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F

from marsad.web.ledger import models

BEFORE = [("ledger", "0003_small_incidents")]


def told(alias):
    """The parties as they bear it themselves, and as their claims have it."""
    rows = models.Party.objects.using(alias).annotate(
        of_report=F("claim__report"), of_type=F("claim__type"), of_incident=F("claim__incident")
    )
    own = list(rows.order_by("pk").values_list("pk", "report", "type", "incident"))
    return own, list(rows.order_by("pk").values_list("pk", "of_report", "of_type", "of_incident"))


def assert_in_step(store):
    own, of_claims = told(store.alias)
    assert own == of_claims
    assert any(incident for *_, incident in own)


def test_they_do_once_reports_are_added(ledger, world):
    ledger.add_many(world)
    assert_in_step(ledger.store)


def test_they_do_when_an_incident_grows(ledger, world):
    for one in world:
        ledger.add(*one)
    assert_in_step(ledger.store)


def test_they_do_when_a_report_goes_and_its_incident_with_it(ledger, world):
    ledger.add_many(world)
    ledger.remove(["r1", "r3"])
    assert_in_step(ledger.store)


def test_an_incident_that_goes_is_left_by_its_parties(ledger, world):
    ledger.add_many(world)
    ledger.store.incidents.remove(list(models.Incident.objects.using(ledger.store.alias).values_list("key", flat=True)))
    own, of_claims = told(ledger.store.alias)
    assert own == of_claims
    assert own
    assert not any(incident for *_, incident in own)


def test_they_do_when_a_report_changes(ledger, world, writer):
    ledger.add_many(world)
    ledger.add(*writer("r1").tell("air_strike", "خان شيخون", killed=2).coded)
    assert_in_step(ledger.store)


def test_those_of_an_older_database_do_once_it_is_brought_up(ledger, world):
    ledger.add_many(world)
    alias = ledger.store.alias
    before, _ = told(alias)
    connection = connections[alias]
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("ledger")
    MigrationExecutor(connection).migrate(BEFORE)
    MigrationExecutor(connection).migrate(newest)
    assert told(alias)[0] == before
    assert_in_step(ledger.store)
