import json
from datetime import date

import pytest

from marsad.ledger.store import Query
from marsad.model.types import ClaimType
from marsad.web.browse.filters import Filters
from marsad.web.browse.map import mapdata
from marsad.web.browse.map.mapdata import Picture, Placed, Rest, Spot, families_of, picture, told
from marsad.web.browse.queries import select

MANY = 10_000


def shown(filters=Filters(), single=MANY, places=MANY):  # noqa: B008
    return mapdata._picture(filters, single, places)


def by_place(found):
    counts = {}
    for one in found.placed:
        spot = found.spots[one.spot]
        key = (spot.lat, spot.lon, one.type)
        counts[key] = counts.get(key, 0) + 1
    for more in found.rest:
        spot = found.spots[more.spot]
        for kind, count in more.types.items():
            key = (spot.lat, spot.lon, kind)
            counts[key] = counts.get(key, 0) + count
    return counts


def test_every_incident_with_a_point_is_shown(ledger):
    found = picture(Filters())
    located = [i for i in ledger.store.incidents.find(Query()) if i.site and i.site.lat is not None]
    assert {one.key for one in found.placed} == {i.id for i in located}
    assert (found.total, found.located, found.left) == (select(Filters()).count(), len(located), 0)


def test_how_vague_a_place_is_stays_told(ledger):
    found = picture(Filters())
    sites = {i.id: i.site for i in ledger.store.incidents.find(Query())}
    for one in found.placed:
        spot, site = found.spots[one.spot], sites[one.key]
        assert (spot.lat, spot.lon, spot.precision, spot.radius_km) == (
            site.lat,
            site.lon,
            site.precision,
            site.radius_km,
        )


@pytest.mark.parametrize("single", [0, 1, 20, 100])
def test_none_is_lost_or_told_twice_when_they_are_too_many(ledger, single):
    found = shown(single=single)
    assert len(found.placed) == single
    assert by_place(found) == by_place(picture(Filters()))


def test_the_gravest_are_told_by_themselves(ledger):
    kept = shown(single=5)
    every = sorted((one.killed or 0 for one in picture(Filters()).placed), reverse=True)
    assert sorted((one.killed or 0 for one in kept.placed), reverse=True) == every[:5]


def test_the_killed_of_the_rest_are_not_counted_twice(ledger):
    killed = sum(one.killed or 0 for one in picture(Filters()).placed)
    found = shown(single=5)
    assert sum(one.killed or 0 for one in found.placed) + sum(more.killed for more in found.rest) == killed


def test_what_is_left_out_is_told(ledger):
    found = shown(single=0, places=3)
    assert len(found.rest) == 3
    assert sum(sum(more.types.values()) for more in found.rest) + found.left == found.located
    assert found.left > 0


def test_filters_hold(ledger):
    assert {one.type for one in picture(Filters(type=(ClaimType.SHELLING,))).placed} <= {
        i.type for i in ledger.store.incidents.find(Query()) if "shelling" in {v.value for v in i.types}
    }


def test_the_script_reads_short_rows():
    spot = Spot("SY", "", 35.0, 38.5, "country", 243.0)
    near = Spot(None, "20 كم غرب الرقة", 35.9, 38.8, "near", 7.04)
    town = Spot("gn:170063", "", 36.2, 37.16, "town", 11.5)
    one = Placed(1, "k1", "shelling", date(2016, 3, 1), date(2016, 3, 3), 4, True)
    other = Placed(2, "k2", "siege", None, None, None, False)
    table = told(Picture(9, 8, (spot, near, town), (one, other), (Rest(0, {"air_strike": 6}, 2),), 0))
    shelling, siege, strike = (
        mapdata.TYPES.index(kind) for kind in (ClaimType.SHELLING, ClaimType.SIEGE, ClaimType.AIR_STRIKE)
    )
    assert table["start"] == "2016-03-01"
    assert table["types"][shelling] == ["shelling", "artillery"]
    assert [row[4] for row in table["spots"]] == [-243.0, 7.0, 0]
    assert table["spots"][1][1] == "20 كم غرب الرقة"
    assert table["incidents"] == [[1, "k1", shelling, 0, 2, 4, 1], [2, "k2", siege, None, 0, None, 0]]
    assert table["rest"] == [[0, 2, {strike: 6}]]
    assert (table["total"], table["located"], table["left"]) == (9, 8, 0)


def test_a_map_of_nothing():
    table = told(Picture(0, 0, (), (), (), 0))
    assert table["start"] is None
    assert json.dumps(table)


def test_types_are_put_together_by_family():
    assert families_of({"shelling": 2, "chemical_attack": 1, "siege": 1}) == {"artillery": 3, "control": 1}
