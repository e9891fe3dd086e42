import dataclasses

import pytest

from marsad.evaluation.compare.places import within
from marsad.exchange.events.row import EventRow
from marsad.ledger.sites import Sites
from marsad.places.library import load

ROW = EventRow("a", "2016-03-01", "2016-03-01", 1, "A", "", "SY", 36.2, 37.16, 1, (), "", "", 3, 5, 7)  # in Aleppo
NOWHERE = dataclasses.replace(ROW, lat=None, lon=None)


@pytest.fixture(scope="module")
def gazetteer():
    return load(("embedded",))


@pytest.fixture(scope="module")
def sites(gazetteer):
    return Sites(gazetteer)


@pytest.mark.parametrize(
    ("place", "row", "inside"),
    [
        ("SY", ROW, True),
        ("IQ", ROW, False),
        ("SY-HL", ROW, True),
        ("SY-ID", ROW, False),
        ("SY-HL", NOWHERE, False),
        ("SY-HL", dataclasses.replace(ROW, lat=30.0, lon=48.0), False),
    ],
)
def test_in_a_country_or_a_governorate(gazetteer, sites, place, row, inside):
    assert within(gazetteer.get(place), sites)(row) is inside


def test_far_out_at_sea_is_in_no_governorate(gazetteer, sites):
    assert not within(gazetteer.get("SY-HL"), sites)(dataclasses.replace(ROW, lat=0.0, lon=0.0))


def test_in_a_town_by_its_reach(gazetteer, sites):
    aleppo = next(place for place in gazetteer.find("حلب") if place.cls == "city")
    held = within(aleppo, sites)
    assert held(ROW)
    assert not held(dataclasses.replace(ROW, lat=36.9))
    assert not held(NOWHERE)
