from datetime import date

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.test.utils import CaptureQueriesContext

from marsad.ledger.store import Query
from marsad.ledger.sums import sums
from marsad.model.types import CasualtyKind
from marsad.web.browse.filters import Filters
from marsad.web.browse.numbers.series import Series, Tally
from marsad.web.browse.numbers.spans import Unit
from marsad.web.browse.queries import select
from marsad.web.columns.touched import touch
from marsad.web.ledger import models
from marsad.web.ledger.changes import changed

KILLED = CasualtyKind.KILLED


@pytest.fixture
def rows(ledger):
    """Gives a table of incidents of the test's own."""
    models.Incident.objects.all().delete()

    def make(key, low=None, best=None, high=None, first="2016-03-01", **more):
        told = {"type": "shelling", "last": first, "grade": "fair", "disputed": False, "claims_told": 1, **more}
        told |= {"killed_low": low, "killed_best": best, "killed_high": high, "killed_most": high or best or low}
        made = models.Incident.objects.create(key=key, first=first, **told)
        models.Facet.objects.create(incident=made, kind="type", value=made.type)
        touch(DEFAULT_DB_ALIAS, [made.pk])
        changed(DEFAULT_DB_ALIAS)

    return make


def test_sums_are_those_of_the_ledger(ledger):
    told = next(s for s in sums(ledger.store.incidents.find(Query())) if s.kind is KILLED and s.civilian is None)
    found = Series(Filters(), KILLED).total()
    assert (found.low, found.best, found.high) == (told.low, told.best, told.high)
    assert (found.counted, found.uncounted) == (told.counted, told.uncounted)
    assert (found.open_low, found.open_high) == (told.open_low, told.open_high)


def test_what_nobody_counted_adds_nothing_and_is_told_of(rows):
    rows("a", 3, 5, 7)
    rows("b")
    found = Series(Filters(), KILLED).total()
    assert found == Tally(incidents=2, counted=1, low=3, best=5, high=7)
    assert found.uncounted == 1


def test_an_open_end_counts_with_the_largest_figure_known(rows):
    rows("a", 2, 4, None)
    rows("b", None, None, 20)
    found = Series(Filters(), KILLED).total()
    assert found == Tally(incidents=2, counted=2, low=2, best=4, high=24, open_low=1, open_high=1)


def test_none_killed_is_a_count(rows):
    rows("a", 0, 0, 0)
    found = Series(Filters(), KILLED).total()
    assert (found.counted, found.high) == (1, 0)


def test_incidents_are_put_to_their_first_day(rows):
    rows("a")
    rows("b", first=None)
    rows("c", first="2016-02-01", last="2016-03-01")
    found = Series(Filters(), KILLED)
    counts = {period.first: tally.incidents for period, tally in found.by_period(Unit.DAY).items()}
    assert counts == {date(2016, 2, 1): 1, date(2016, 3, 1): 1}
    assert found.undated().incidents == 1
    assert found.days() == (date(2016, 2, 1), date(2016, 3, 1))


def test_what_began_before_the_days_asked_for_counts_on_the_first_of_them(rows):
    rows("a", first="2012-01-01", last="2016-03-05")
    found = Series(Filters(first="2016-03-01"), KILLED)
    assert [period.first for period in found.by_period(Unit.MONTH)] == [date(2016, 3, 1)]
    assert found.days() == (date(2016, 3, 1), date(2016, 3, 1))


def test_periods_hold_every_incident_that_has_a_day(ledger):
    found = Series(Filters(), KILLED)
    for unit in Unit:
        dated = sum(tally.incidents for tally in found.by_period(unit).values())
        assert dated + found.undated().incidents == found.total().incidents


def test_of_nothing_nothing_is_known(ledger):
    found = Series(Filters(first="1950-01-01", last="1950-01-02"), KILLED)
    assert found.total() == Tally()
    assert found.days() is None
    assert found.by_period(Unit.DAY) == {}
    assert found.by_area() == ("place", {})
    assert found.actors(5) == ()


def test_another_kind_is_asked_of_the_same_incidents(ledger):
    found = Series(Filters(place=("SY",)), KILLED)
    assert found.of(KILLED) == found


def test_each_incident_has_one_type(ledger):
    found = Series(Filters(), KILLED).by_type()
    assert sum(tally.incidents for tally in found.values()) == models.Incident.objects.count()


def test_areas_are_told_apart_by_the_widest_that_can(rows):
    rows("a", country="SY", governorate="SY-HL", place="gn:170063")
    rows("b", country="SY", governorate="SY-HL")
    rows("c")
    level, found = Series(Filters(), KILLED).by_area()
    assert level == "place"
    assert {place: tally.incidents for place, tally in found.items()} == {"gn:170063": 1, None: 2}
    rows("d", country="SY", governorate="SY-ID")
    level, found = Series(Filters(), KILLED).by_area()
    assert level == "governorate"
    assert {place: tally.incidents for place, tally in found.items()} == {"SY-HL": 2, "SY-ID": 1, None: 1}
    rows("e", country="IQ")
    assert Series(Filters(), KILLED).by_area()[0] == "country"


def test_actors_are_counted_by_the_incidents_that_name_them(ledger):
    most = Series(Filters(), KILLED).actors(5)
    found = Series(Filters(), KILLED).by_actor(most)
    assert list(found) == list(most)
    for actor, tally in found.items():
        assert tally.incidents == select(Filters(actor=(actor,))).count()


def test_actors_of_the_filters_alone_are_counted(ledger):
    (most,) = Series(Filters(), KILLED).actors(1)
    found = Series(Filters(actor=(most,)), KILLED).actors(40)
    assert most in found
    assert len(found) < len(Series(Filters(), KILLED).actors(1000))


@pytest.mark.parametrize("filters", [Filters(), Filters(place=("SY",)), Filters(first="2015-01-01", last="2016-01-01")])
def test_each_breakdown_has_the_incidents_of_the_filters(ledger, filters):
    count = select(filters).count()
    assert count
    assert Series(filters, KILLED).total().incidents == count
    assert sum(tally.incidents for tally in Series(filters, KILLED).by_area()[1].values()) == count


def test_what_was_asked_once_is_not_asked_again_until_the_ledger_changes(ledger, rows):
    rows("a", 1, 1, 1)
    assert Series(Filters(), KILLED).total().high == 1
    with CaptureQueriesContext(connection) as asked:
        Series(Filters(), KILLED).total()
    assert len(asked) == 1  # the ledger's version
    rows("b", 2, 2, 2)
    assert Series(Filters(), KILLED).total().high == 3
