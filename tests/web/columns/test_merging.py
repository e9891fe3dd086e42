"""What is let into a table is where it would be if all were put into order anew."""

from dataclasses import fields

import numpy as np
import pytest

from marsad.web.columns.merging import merged
from marsad.web.columns.table import UNDATED, Deeds, Facets, Rows, Tellings, Voices, ordered

KINDS = ("place", "actor")


def read(numbers, random):
    """Made-up incidents of these numbers, with what belongs to them, as they are read."""
    count = len(numbers)

    def small(most):
        return random.integers(0, most, count).astype(np.int32)

    first = np.where(random.random(count) < 0.1, UNDATED, random.integers(730_000, 730_020, count)).astype(np.int32)
    rows = Rows(
        number=np.array(numbers, np.int64),
        key=np.array([f"{n:020x}" for n in numbers], "S20"),
        first=first,
        last=first + 1,
        type=small(5),
        grade=small(4),
        disputed=small(2).astype(bool),
        country=small(3),
        governorate=small(9),
        place=small(50),
        spot=small(50),
        precision=small(4),
        radius=random.random(count),
        tolls=random.integers(-1, 9, (count, 20)).astype(np.int32),
    )
    facets = {kind: Facets(*named(numbers, random, 1)) for kind in KINDS}
    return rows, facets, deeds(numbers, random), Tellings(*named(numbers, random, 1)), voices(numbers, random)


def named(numbers, random, more):
    """Each incident some times, with so many columns of words."""
    rows = np.repeat(np.array(numbers, np.int64), random.integers(0, 4, len(numbers)))
    return (rows, *(random.integers(0, 30, len(rows)).astype(np.int32) for _ in range(more)))


def deeds(numbers, random):
    rows, party, target, kind, name, claim, report = named(numbers, random, 6)
    return Deeds(rows, party, target > 15, kind, name, claim.astype(np.int64), report)


def voices(numbers, random):
    rows, party, origin, outlet = named(numbers, random, 3)
    return Voices(rows, party, origin, outlet > 15)


def told(table):
    """All that a table says, things of incidents in an order of their own."""
    rows = [getattr(table.rows, field.name).tolist() for field in fields(table.rows)]
    parts = [*(table.facets[kind] for kind in KINDS), table.deeds, table.tellings, table.voices]
    return rows, [
        sorted(zip(*(getattr(part, field.name).tolist() for field in fields(part)), strict=True)) for part in parts
    ]


@pytest.mark.parametrize("seed", range(12))
def test_the_table_is_the_same_as_if_all_were_read(seed):
    random = np.random.default_rng(seed)
    there = sorted(random.choice(400, 200 if seed else 0, replace=False).tolist())
    written = random.choice(500, random.integers(0, 60), replace=False).tolist()
    left = [number for number in written if random.random() < 0.8]  # the others were removed
    before, fresh = ordered(*read(there, random)), read(left, random)
    kept = [number for number in there if number not in written]
    found = merged(before, written, fresh)
    assert told(found) == told(ordered(*joined(taken(before, kept), fresh)))
    for kind in KINDS:
        assert np.all(np.diff(found.facets[kind].value) >= 0)
    assert np.all(np.diff(found.deeds.party) >= 0)
    dtypes = [[getattr(part, f.name).dtype for f in fields(part)] for part in (found.rows, found.deeds)]
    assert dtypes == [[getattr(part, f.name).dtype for f in fields(part)] for part in (before.rows, before.deeds)]


def taken(table, numbers):
    """Some incidents of a table as they were read."""
    known = table.rows.number

    def part(found):
        return found.taken(np.isin(known[found.row], numbers)).at(known[found.row][np.isin(known[found.row], numbers)])

    rows = table.rows.taken(np.isin(known, numbers))
    return (
        rows,
        {kind: part(found) for kind, found in table.facets.items()},
        part(table.deeds),
        part(table.tellings),
        part(table.voices),
    )


def joined(one, other):
    (rows, facets, *parts), (more, their_facets, *others) = one, other
    both = {kind: Facets.joined([facets[kind], their_facets[kind]]) for kind in KINDS}
    return (
        Rows.joined([rows, more]),
        both,
        *(part.joined([part, other]) for part, other in zip(parts, others, strict=True)),
    )


def test_what_names_no_incident_is_left_out():
    random = np.random.default_rng(1)
    rows, facets, *others = read([1, 2, 3], random)
    stray = Facets(np.array([9], np.int64), np.array([99], np.int32))
    found = merged(ordered(*read([4], random)), [], (rows, {**facets, "place": stray}, *others))
    assert len(found) == 4
    assert found.facets["place"].row.max(initial=0) < 4
    assert 99 not in found.facets["place"].value
