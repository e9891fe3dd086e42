from datetime import date

import numpy as np
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from marsad.ledger.ledger import Ledger
from marsad.model import Report
from marsad.web.browse.registers import registers
from marsad.web.columns import keeping, reading, touched
from marsad.web.columns.keeping import table
from marsad.web.columns.table import BOUNDS, CODES, NONE, SPELLINGS, SPOTS, UNDATED, ordered
from marsad.web.ledger import models
from marsad.web.ledger.incidents import KINDS

TEXT = "قصف الطيران الروسي مدينة سراقب بريف إدلب ما أدى إلى مقتل ثلاثة مدنيين وإصابة خمسة.\n"


def days(numbers):
    return [None if one == UNDATED else date.fromordinal(one) for one in numbers.tolist()]


def words(codes):
    return [CODES.value(one) for one in codes.tolist()]


def told(found):
    """All that a table says, for comparing."""
    numbers, rows = found.rows.number.tolist(), found.rows
    parts = {
        kind: sorted((numbers[row], CODES.value(value)) for row, value in zip(part.row, part.value, strict=True))
        for kind, part in found.facets.items()
    }
    deeds = found.deeds
    names = [SPELLINGS.value(one) for one in deeds.name.tolist()]
    acts = zip(
        deeds.row, deeds.claim, words(deeds.party), deeds.target, words(deeds.type), names, deeds.report, strict=True
    )
    voices = zip(
        found.voices.row,
        words(found.voices.party),
        words(found.voices.origin),
        found.voices.outlet.tolist(),
        strict=True,
    )
    return (
        [
            (n, key, *rest)
            for n, key, *rest in zip(numbers, rows.key, words(rows.type), rows.tolls.tolist(), strict=True)
        ],
        parts,
        sorted((numbers[row], int(claim), party, bool(target), *rest) for row, claim, party, target, *rest in acts),
        sorted(zip((numbers[row] for row in found.tellings.row), found.tellings.report.tolist(), strict=True)),
        sorted((numbers[row], *rest) for row, *rest in voices),
    )


def test_rows_are_those_of_the_ledger_the_newest_first(ledger):
    rows = table().rows
    known = sorted(models.Incident.objects.all(), key=lambda one: (one.first or date.min, one.pk), reverse=True)
    assert rows.number.tolist() == [one.pk for one in known]
    assert [key.decode() for key in rows.key] == [one.key for one in known]
    assert days(rows.first) == [one.first for one in known]
    assert days(rows.last) == [one.last for one in known]
    for name in ("type", "grade", "country", "governorate", "place", "precision"):
        assert words(getattr(rows, name)) == [getattr(one, name) for one in known], name
    assert rows.disputed.tolist() == [one.disputed for one in known]
    where = [None if one.lat is None else (one.place, one.lat, one.lon) for one in known]
    assert [SPOTS.value(one) for one in rows.spot.tolist()] == where
    for n, (kind, bound) in enumerate((kind, bound) for kind in KINDS for bound in BOUNDS):
        column = [getattr(one, f"{kind}_{bound}") for one in known]
        assert [None if one == NONE else one for one in rows.tolls[:, n].tolist()] == column


def test_facets_and_deeds_are_those_of_the_ledger(ledger):
    _, facets, deeds, tellings, voices = told(table())
    for kind, found in facets.items():
        rows = models.Facet.objects.filter(kind=kind).values_list("incident", "value")
        assert found == sorted(rows), kind
    rows = models.Party.objects.filter(role__in=("initiator", "target")).exclude(incident=None)
    known = rows.values_list("incident", "claim", "party", "role", "type", "name", "report")
    assert deeds == sorted((n, claim, party, role == "target", *rest) for n, claim, party, role, *rest in known)
    claims = models.Claim.objects.exclude(incident=None)
    assert tellings == sorted(set(claims.values_list("incident", "report")))
    rows = models.Party.objects.filter(role__in=("source", "outlet")).exclude(incident=None)
    passed = {}
    for incident, claim, origin, party, role in rows.values_list("incident", "claim", "claim__origin", "party", "role"):
        if party != origin:
            known = passed.setdefault((claim, party), [incident, party, origin, False])
            known[3] |= role == "outlet"
    assert voices == sorted(map(tuple, passed.values()))


def same_as_read_whole():
    assert told(table()) == told(ordered(*reading.whole()))


def add(ledger, coder, id="columns-1", text=TEXT):
    report = Report(id, "", text, published="2016-03-03", outlet="شبكة شام")
    ledger.add(report, coder(report), "tests")


@pytest.fixture
def coder():
    from marsad import code

    return code


def test_what_is_added_is_there_at_once(ledger, coder):
    before = len(table())
    add(ledger, coder)
    same_as_read_whole()
    assert len(table()) > before


def test_where_somebody_watches_what_is_added_is_there_when_it_is_taken_up(ledger, coder, monkeypatch):
    before = table()
    monkeypatch.setattr(keeping._KEPT, "watched", True)
    add(ledger, coder)
    assert table() is before
    found = keeping.refresh()
    assert table() is found
    assert len(found) > len(before)


def test_what_is_removed_is_gone_at_once(ledger, coder):
    before = told(table())
    add(ledger, coder)
    table()
    ledger.remove(["columns-1"])
    same_as_read_whole()
    assert told(table()) == before


def test_what_a_report_says_otherwise_is_told_otherwise(ledger, coder):
    add(ledger, coder)
    table()
    add(ledger, coder, text=TEXT.replace("ثلاثة مدنيين", "سبعة مدنيين"))
    same_as_read_whole()


def test_a_ledger_that_is_rebuilt_is_read_anew(ledger, coder):
    add(ledger, coder)
    before = [row[1:] for row in told(table())[0]]
    ledger.rebuild()
    same_as_read_whole()
    assert sorted(row[1:] for row in told(table())[0]) == sorted(before)


def test_what_is_rolled_back_is_gone(ledger, coder):
    before = told(table())
    with transaction.atomic():
        add(ledger, coder)
        table()
        transaction.set_rollback(True)
    assert told(table()) == before
    add(ledger, coder, "columns-2", TEXT.replace("ثلاثة", "أربعة"))
    same_as_read_whole()


def test_only_what_was_written_is_read_again(ledger, coder):
    kept = table()
    add(ledger, coder)
    with CaptureQueriesContext(connection) as asked:
        table()
    assert not [one["sql"] for one in asked if "ledger_incident" in one["sql"] and "WHERE" not in one["sql"]]
    with CaptureQueriesContext(connection) as asked:
        assert table() is not kept
    assert len(asked) == 1  # the version


def test_an_empty_ledger_is_an_empty_table(ledger):
    ledger.store.clear()
    keeping.forget()
    found = table()
    assert len(found) == 0
    assert found.rows.tolls.shape == (0, len(KINDS) * len(BOUNDS))
    assert np.array_equal(found.deeds.row, [])


def test_what_was_written_while_the_rows_were_read_waits_for_them(ledger):
    rows, *parts = reading.whole()
    found = ordered(rows.taken(rows.number != rows.number[0]), *parts)
    assert len(found) == len(rows.number) - 1
    for part in (*found.facets.values(), found.deeds, found.tellings, found.voices):
        assert part.row.max(initial=0) < len(found)
    gone = int(rows.number[0])
    kept, *_ = told(found)
    assert gone not in [number for number, *_ in kept]
    assert {number for number, _ in told(found)[1]["type"]} == {number for number, *_ in kept}


def test_either_database_is_read_whole_and_in_part(store, coder):
    ledger = Ledger(store, registers())
    add(ledger, coder)
    rows, facets, deeds, *parts = reading.whole(store.alias)
    known = models.Incident.objects.using(store.alias)
    assert sorted(rows.number.tolist()) == sorted(known.values_list("pk", flat=True))
    assert dict(zip(rows.number.tolist(), days(rows.first), strict=True)) == dict(known.values_list("pk", "first"))
    assert len(deeds.row)
    some = reading.some(rows.number.tolist(), store.alias)
    assert told(ordered(rows, facets, deeds, *parts)) == told(ordered(*some))
    assert touched.since(touched.last(store.alias), store.alias) == set()
