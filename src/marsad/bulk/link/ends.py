"""Where linking begins and ends: reports into what follows from each, and clusters into incidents."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from marsad.bulk.folder import Folder
from marsad.bulk.link.grid import places
from marsad.bulk.link.plan import Plan, registers
from marsad.bulk.link.rows import sketch_row
from marsad.bulk.link.spill import Out, Row, Spill, bucket_of, pack
from marsad.bulk.linked import CLAIMS, INCIDENTS, REPORTS, claims_file, incidents_file, reports_file, table
from marsad.bulk.parts import coded
from marsad.ledger.context import context
from marsad.ledger.derived import Deriver
from marsad.ledger.entry import Entry
from marsad.ledger.incidents import build
from marsad.ledger.linking.links import Sketch
from marsad.ledger.wire import dumps, loads


def count(plan: Plan, spill: Spill, part: int, out: Out) -> None:
    """Tell where each report stands: an id may come again, as archives overlap."""
    for place, (report, _) in enumerate(coded(Folder(plan.coded), plan.parts[part])):
        out.put("ids", bucket_of(report.id, plan.buckets), (report.id, part, place))


def repeat(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Of reports with one id the last counts, as when they are put into a ledger one after another."""
    last: dict[str, tuple[int, int]] = {}
    for report, part, place in spill.rows("ids", bucket):
        before = last.get(report)
        last[report] = max(before, (part, place)) if before else (part, place)
        if before:
            gone = min(before, (part, place))
            out.put("dropped", gone[0], (gone[1],))


def derive(plan: Plan, spill: Spill, part: int, out: Out) -> None:
    """What follows from each report of a part, with its claims sent to their cells and its text to its bands."""
    dropped = {place for (place,) in spill.rows("dropped", part)}
    for place, (report, coding) in enumerate(coded(Folder(plan.coded), plan.parts[part])):
        if place in dropped:
            continue
        found = _deriver().derive(report, coding)
        entries = [(entry.id, dumps(entry)) for entry in found.entries]
        sketches = [sketch_row(sketch) for sketch in found.sketches]
        told = (place, report.id, report.published, found.text.signature.to_bytes(), found.credit, entries, sketches)
        rest = ([dumps(tell) for tell in found.tells], [tuple(one) for one in found.belongings])
        out.put("derived", part, (*told, *rest))
        for band in found.text.signature.bands():
            out.put("bands", bucket_of(band, plan.buckets), (band, part, place))
        for sketch, row in zip(found.sketches, sketches, strict=True):
            deal(plan, sketch, row, part, out)


def deal(plan: Plan, sketch: Sketch, row: Row, part: int, out: Out) -> None:
    """Send a claim to its cells, telling each whether the claim may meet its own kind there, and elsewhere."""
    cells, own = places(sketch, plan.grid)
    for cell in cells:
        out.put("sketches", bucket_of(cell, plan.buckets), (cell, part, cell in own, len(own) > 1, row))


@cache
def _deriver() -> Deriver:
    return Deriver(registers())


def tell(plan: Plan, spill: Spill, part: int, out: Out) -> None:
    """Send the claims of a part to their incidents, and write down what the part comes to."""
    home: dict[str, str] = dict(spill.rows("settled", part))
    group: dict[int, str] = dict(spill.rows("groups", part))
    claims: list[Row] = []
    reports: list[Row] = []
    for place, report, _, signature, credit, entries, sketches, tells, belongings in spill.rows("derived", part):
        text = group.get(place, report)
        for claim, document in entries:
            bucket = bucket_of(home[claim], plan.buckets)
            out.put("told", bucket, (home[claim], document, report, text, credit))
        claims += ((claim, home[claim], report, document) for claim, document in entries)
        reports.append((place, report, text, credit, signature, pack(sketches), tells, pack(belongings)))
    folder = Folder(plan.out)
    folder.write(claims_file(part), table(CLAIMS, claims))
    folder.write(reports_file(part), table(REPORTS, reports))


def found(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Build the incidents of a bucket, and write them."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    groups: dict[str, str] = {}
    credits: dict[str, str] = {}
    for incident, document, report, text, credit in spill.rows("told", bucket):
        entries[incident].append(loads(Entry, document))
        groups[report] = text
        if credit:
            credits[report] = credit
    made = [build(each, context(each, groups, credits, registers())) for each in entries.values()]
    rows = [
        (one.id, str(one.type), one.first, one.last, str(one.certainty.grade), len(one.claims), dumps(one))
        for one in made
    ]
    Folder(plan.out).write(incidents_file(bucket), table(INCIDENTS, rows))
    sizes = [len(each) for each in entries.values()]
    out.put("counted", 0, (len(rows), sum(sizes), max(sizes, default=0)))
