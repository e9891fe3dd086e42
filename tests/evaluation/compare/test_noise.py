"""How many pairs matching finds again in a noisy copy of a real table (docs/how-to/compare-with-ged.md)."""

import dataclasses
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from marsad.evaluation.compare.matching import match
from marsad.evaluation.compare.parties import Parties
from marsad.exchange.events.reading import read_events
from marsad.exchange.events.row import EventRow
from marsad.ledger.actors.register import ActorRegister

GED = Path(__file__).parents[4] / "shared" / "reference" / "ged-syria-2016-spring.csv"
SPREAD = {1: 0.01, 2: 0.06, 4: 0.15, 5: 0.15}  # degrees that a point is displaced by, by where_prec
SHARE = 0.4  # of the table's events that are here too; as many here are not in it


@pytest.fixture(scope="module")
def table():
    if not GED.exists():
        pytest.skip(f"no GED table at {GED}")
    return [row for row in read_events(GED) if isinstance(row, EventRow)]


def moved(row, days):
    first, last = (date.fromisoformat(day) + timedelta(days) for day in (row.first, row.last))
    return dataclasses.replace(row, first=first.isoformat(), last=last.isoformat())


def noisy(row, name, rng):
    """The row as a ledger may have it: its day, point, toll and sides right, wrong, vague or missing."""
    if rng.random() < 0.12:
        row = moved(row, rng.choice((-1, 1)))
    where = rng.choice((2, 4, 5)) if rng.random() < 0.2 else 1
    spread = max(SPREAD[where], SPREAD.get(row.where_prec, 0.15))
    changes = {"id": name, "where_prec": where}
    changes |= {"lat": row.lat + rng.gauss(0, spread), "lon": row.lon + rng.gauss(0, spread)}
    lot = rng.random()
    if lot < 0.3:
        changes |= {"low": None, "best": None, "high": None}
    elif lot < 0.5:
        least = max(1, row.best // 2)
        changes |= {"low": least, "best": least, "high": None}
    elif lot < 0.65:
        other = max(1, round(row.best * rng.choice((0.5, 0.7, 1.5, 2))))
        changes |= {"low": other, "best": other, "high": other}
    changes |= {"side_a": "" if rng.random() < 0.25 else row.side_a}
    changes |= {"side_b": "" if rng.random() < 0.4 else row.side_b}
    return dataclasses.replace(row, **changes)


@pytest.mark.no_cover
def test_pairs_of_a_noisy_copy_are_found_again(table):
    rng, here, truth = random.Random(0), [], {}
    for row in table:
        if rng.random() < SHARE:
            truth[f"h{row.id}"] = row.id
            here.append(noisy(row, f"h{row.id}", rng))
    for row in rng.sample(table, round(SHARE * len(table))):  # elsewhere in the same war, on another day
        place = rng.choice(table)
        other = dataclasses.replace(row, lat=place.lat, lon=place.lon, low=place.low, best=place.best, high=place.high)
        here.append(noisy(moved(other, rng.choice((-9, -5, -3, 3, 5, 9))), f"x{row.id}", rng))
    found = match(here, table, Parties(ActorRegister.shipped().entries).of)
    right = sum(truth.get(pair.here.id) == pair.there.id for pair in found)
    assert right / len(found) > 0.68
    assert right / len(truth) > 0.72
