import dataclasses
import tomllib

import pytest

from marsad.evaluation.compare.parties import DATA, Parties, Party, meet
from marsad.exchange.events.row import EventRow
from marsad.ledger.actors.register import ActorRegister
from marsad.ledger.actors.sides import sides

ROW = EventRow("a", "2016-03-01", "2016-03-01", 1, "A", "", "SY", 36.2, 37.1, 1, (), "", "", 3, 5, 7)


@pytest.fixture(scope="module")
def parties():
    return Parties(ActorRegister.shipped().entries)


def party(*known, whole=True):
    return Party(frozenset(known), whole)


@pytest.mark.parametrize(
    ("side_a", "side_b", "found"),
    [
        ("Government of Syria", "Syrian insurgents", party("sy-government", "sy-opposition")),
        ("IS", "SDF", party("is", "sdf")),
        ("QSD: Syrian Democratic Forces", "Islamic State (Syria)", party("sdf", "is")),
        ("Islamic State", "Civilians (Syria)", party("is")),
        ("Ahrar al-Sham; Rahman Corps", "IS", party("sy-opposition", "is")),
        ("A band of four", "SDF", party("sdf", whole=False)),
        ("", "", party()),
    ],
)
def test_the_sides_that_names_mean(parties, side_a, side_b, found):
    assert parties.of(dataclasses.replace(ROW, side_a=side_a, side_b=side_b)) == found


def test_a_name_means_who_bore_it_on_the_day(parties):
    row = dataclasses.replace(ROW, side_a="Government of Syria", first="2025-06-01", last="2025-06-01")
    assert parties.of(row).sides == {"sy-transitional"}


def test_every_name_of_the_table_leads_to_a_side_of_the_register():
    told = tomllib.loads(DATA.read_text("utf-8"))["party"]
    assert {one["side"] for one in told} <= sides().keys()
    names = [name for one in told for name in one["names"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("here", "there", "share"),
    [
        (party("is", "sdf"), party("sdf", "is"), 1.0),
        (party("is"), party("sdf", "is"), 1.0),
        (party("sy-government", "is"), party("sdf", "is"), 0.5),
        (party("sy-government"), party("sdf", "is"), 0.0),
        (party("sy-government", whole=False), party("sdf", "is"), None),
        (party(), party("sdf", "is"), None),
        (party("ru"), party("sy-government"), 1.0),
    ],
)
def test_how_far_the_sides_are_the_same_or_allies(here, there, share):
    assert meet(here, there, "2016-03-01") == share
