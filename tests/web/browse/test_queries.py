from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marsad.model import ClaimType
from marsad.model.incident import Grade
from marsad.web.browse import queries
from marsad.web.browse.choosing import choose
from marsad.web.browse.filters import FilterError, Filters
from marsad.web.ledger import models

ALL = Filters()


@pytest.fixture
def known(strike, tell):
    """The shelling of Saraqib; a protest in Taiz without a day; a denied strike on Aleppo in May."""
    protest = tell("تظاهر الأهالي في تعز.", "تظاهر", "protest", by=["الأهالي"], day=None)
    denied = tell(
        "نفت وزارة الدفاع الروسية غارة على حلب.", "غارة", "air_strike", source=["وزارة الدفاع الروسية"],
        factuality="denied", day="2016-05-01",
    )  # fmt: skip
    return strike.id, tell.incident(protest).id, tell.incident(denied).id


def found(known, **filters):
    """Which of the three fit, by their place in the list; the database and the columns in memory find the same."""
    keys = set(queries.select(Filters(**filters)).values_list("key", flat=True))
    assert {key.decode() for key in choose(Filters(**filters)).of("key")} == keys
    return [n for n, key in enumerate(known) if key in keys]


@pytest.mark.parametrize(
    ("filters", "fitting"),
    [
        ({}, [0, 1, 2]),
        ({"first": "2016-03-03", "last": "2016-03-03"}, [0]),
        ({"first": "2016-03-04"}, [2]),
        ({"last": "2016-03-02"}, []),
        ({"place": ("SY-ID",)}, [0]),
        ({"place": ("SY",)}, [0]),
        ({"place": ("SY-HL",)}, []),
        ({"actor": ("sy-army",)}, [0]),
        ({"source": ("sohr",)}, [0]),
        ({"type": (ClaimType.SHELLING, ClaimType.PROTEST)}, [0, 1]),
        ({"grade": (Grade.FAIR,)}, [0]),
        ({"disputed": True}, [0]),
        ({"words": "تظاهر"}, [1]),
        ({"type": (ClaimType.SHELLING,), "place": ("SY-ID",), "disputed": True}, [0]),
        ({"type": (ClaimType.PROTEST,), "place": ("SY-ID",)}, []),
    ],
)
def test_filters(known, filters, fitting):
    assert found(known, **filters) == fitting


def everything(size, filters=ALL):
    after, keys = None, []
    while True:
        page = queries.page(filters, after, size)
        keys += [incident.id for incident in page.incidents]
        after = page.after
        if after is None:
            return keys


def in_order(filters=ALL):
    rows = queries.select(filters).values_list("first", "pk", "key")
    return [key for _, _, key in sorted(rows, key=lambda row: (row[0] or date.min, row[1]), reverse=True)]


@pytest.mark.parametrize("size", [1, 7, 30, 1000])
def test_pages_give_each_incident_once_the_latest_first(known, size):
    assert everything(size) == in_order()


@pytest.mark.parametrize(
    "filters",
    [
        Filters(place=("SY",)),
        Filters(place=("SY", "YE"), type=(ClaimType.SHELLING, ClaimType.AIR_STRIKE)),
        Filters(first="2014-01-01", last="2016-12-31"),
        Filters(grade=(Grade.WEAK,)),
        Filters(source=("sohr",), disputed=True),
    ],
)
def test_pages_of_filters_too(known, filters):
    assert everything(3, filters) == in_order(filters)


def test_those_without_a_day_come_last(known):
    assert everything(30)[-1] == known[1]


@pytest.mark.parametrize("key", ["", "x", "2016-03-03", "2016-13-01.1", "2016-03-03.x", ".", "1.2.3"])
def test_a_key_of_no_page(ledger, key):
    if not key:
        assert queries.page(Filters(), key).incidents
        return
    with pytest.raises(FilterError, match="no key of a page"):
        queries.page(Filters(), key)


def test_a_key_beyond_all_numbers(ledger):
    assert (
        queries.page(Filters(), f"0001-01-01.{10**30}").incidents == queries.page(Filters(), "0001-01-01.1").incidents
    )


def test_what_is_added_between_two_pages_shifts_nothing(known, tell):
    first = queries.page(Filters(), size=5)
    before = queries.page(Filters(), first.after, 5)
    tell("قصفت قوات النظام حلب.", "قصفت", day="2030-01-01")
    assert queries.page(Filters(), first.after, 5) == before


def test_counts_pass_over_their_own_filter(known):
    filters = Filters(type=(ClaimType.SHELLING,), place=("SY-ID",))
    types = {one.value: one.count for one in queries.counts(filters, "type", 100)}
    assert types["shelling"] == queries.select(filters).count()
    assert set(types) == set(queries.select(filters.with_(type=())).values_list("type", flat=True))


def test_counts_are_those_of_the_filter_alone(known):
    for one in queries.counts(Filters(), "place", 5):
        assert one.count == queries.select(Filters(place=(one.value,))).count()


def test_counts_begin_with_the_commonest(ledger):
    counted = [one.count for one in queries.counts(Filters(), "actor")]
    assert counted == sorted(counted, reverse=True)
    assert len(counted) == 12


def test_certainties_are_counted(known):
    counted = {one.value: one.count for one in queries.tallies(Filters(grade=(Grade.FAIR,)))["grade"]}
    assert sum(counted.values()) == models.Incident.objects.count()


def test_governorates_are_counted(strike):
    counted = {one.value: one.count for one in queries.governorates(Filters(), 1000)}
    assert counted["SY-ID"] == queries.select(Filters(place=("SY-ID",))).count()


def test_days_of_the_whole(known):
    assert queries.days(Filters(place=("SY-ID",), type=(ClaimType.SHELLING,), source=("white-helmets",))) == (
        date(2016, 3, 3),
        date(2016, 3, 3),
    )
    assert queries.days(Filters(last="1900-01-01")) is None


def test_an_incident_by_its_own_id_and_by_its_claims(strike):
    for claim in strike.claims:
        assert queries.incident(claim) == strike
    assert queries.incident("0" * 20) is None


def test_a_page_asks_the_database_a_fixed_number_of_times(known):
    queries.total(Filters())
    with CaptureQueriesContext(connection) as few:
        queries.page(Filters(place=("SY",)), size=2)
    with CaptureQueriesContext(connection) as many:
        queries.page(Filters(place=("SY",)), size=100)
    assert len(few) == len(many) == 2
