import csv
import dataclasses
from pathlib import Path

import pytest

from marsad.exchange.tables.ged import GED
from marsad.exchange.tables.ged_names import COUNTRY_IDS, priogrid, region
from marsad.model import ClaimType
from marsad.model.incident import Site

SHARED = Path(__file__).parents[4] / "shared" / "reference" / "ged-syria-2016-spring.csv"


def row(told):
    return dict(zip(GED.header, next(iter(GED.rows([told]))), strict=True))


def test_an_air_strike(told):
    found = row(told)
    assert (found["type_of_violence"], found["side_a"], found["conflict_name"]) == (
        1,
        "Syrian government forces",
        "Syrian government forces - Lawā’ al Fatḩ",
    )
    assert (found["low"], found["best"], found["high"]) == (5, 5, 7)
    assert (found["where_prec"], found["date_prec"], found["event_clarity"]) == (1, 1, 1)
    assert (found["country"], found["country_id"], found["region"], found["adm_1"]) == (
        "Syria",
        652,
        "Middle East",
        "Idlib",
    )
    assert found["geom_wkt"] == "POINT (36.8 35.86)"
    assert found["number_of_sources"] == 2
    assert found["source_original"].startswith("Activists; ")
    assert found["relid"].startswith("652-2016-")


def test_the_dead_by_side(told):
    found = row(told)
    assert (found["deaths_a"], found["deaths_b"], found["deaths_civilians"], found["deaths_unknown"]) == (
        None,
        None,
        5,
        0,
    )


@pytest.mark.parametrize(
    ("initiators", "targets", "violence", "side_a"),
    [
        (("x-1",), ("sy-regime",), 1, "Syrian government forces"),
        (("x-1",), ("civilians",), 3, "Lawā’ al Fatḩ"),
        (("x-1",), ("x-1",), 2, "Lawā’ al Fatḩ"),
        ((), ("civilians",), None, None),
        (("civilians",), ("sy-regime",), None, "Syrian government forces"),
        (("sy-regime",), ("sy-regime",), None, "Syrian government forces"),
    ],
)
def test_who_fights_whom(tell, versions, initiators, targets, violence, side_a):
    found = row(tell(initiators=versions(*initiators), targets=versions(*targets)))
    assert (found["type_of_violence"], found["side_a"]) == (violence, side_a)


def test_people_who_do_not_fight_are_civilians(tell, versions):
    assert row(tell(targets=versions("civilians")))["side_b"] == "Civilians"
    found = row(tell(type=ClaimType.VIOLENCE_AGAINST_CIVILIANS, targets=()))
    assert (found["side_b"], found["type_of_violence"]) == ("Civilians", 3)


def test_the_numbers_of_states(told):
    assert (row(told)["gwnoa"], row(told)["gwnob"]) == (652, None)


def test_nowhere_and_never(tell):
    found = row(tell(site=None, first=None, last=None, date_precision=None, casualties=()))
    assert found["relid"].startswith("XXX-0000-")
    assert [found[n] for n in ("where_prec", "latitude", "country", "year", "best", "event_clarity")] == [None] * 6


def test_only_the_governorate_or_the_country_is_known(tell, told):
    governorate = dataclasses.replace(told.incident.site, place=None, lat=None, lon=None, precision=None)
    assert (row(tell(site=governorate))["where_prec"], row(tell(site=governorate))["latitude"]) == (4, 35.86)
    assert row(tell(site=dataclasses.replace(governorate, governorate=None)))["where_prec"] == 6
    assert row(tell(site=Site(None, "x", None, None, None, None, None, "FR")))["region"] is None


def test_what_is_told_of_a_month_is_less_clear(tell):
    assert row(tell(date_precision=4))["event_clarity"] == 2


def test_the_cells_of_prio_grid():
    assert priogrid(36.890952, 38.353471) == 182597
    assert priogrid(-90, -180) == 1
    assert priogrid(90, 180) == 720 * 360


def test_regions():
    assert region("SD") == "Africa"
    assert region(None) is None


@pytest.mark.skipif(not SHARED.exists(), reason=f"no GED table at {SHARED}")
def test_columns_and_cells_are_those_of_a_real_table():
    with SHARED.open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert set(rows[0]) <= set(GED.header)
    assert all(priogrid(float(r["latitude"]), float(r["longitude"])) == int(r["priogrid_gid"]) for r in rows)
    assert {r["country_id"] for r in rows} == {str(COUNTRY_IDS["SY"])}
