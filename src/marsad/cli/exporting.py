"""Incidents and claims out of the ledger, into the forms the field uses; event tables into it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from marsad.cli.looking import Wish, query
from marsad.cli.opening import open_ledger
from marsad.cli.terminal import tell
from marsad.exchange import InputError, open_whole
from marsad.exchange.events.reading import events_of
from marsad.exchange.events.report import to_report
from marsad.exchange.ftm import write_ftm
from marsad.exchange.geojson import write_geojson
from marsad.exchange.gold import write_gold
from marsad.exchange.picture import told
from marsad.exchange.tables.acled import ACLED
from marsad.exchange.tables.casualties import CASUALTIES, counts_of
from marsad.exchange.tables.claims import CLAIMS, claims_of
from marsad.exchange.tables.columns import Table
from marsad.exchange.tables.ged import GED
from marsad.exchange.tables.incidents import INCIDENTS
from marsad.exchange.tables.scope import Outside, outside_acled, outside_ged, within
from marsad.exchange.tables.told import Told
from marsad.exchange.tables.writing import write_csv, write_jsonl, write_parquet
from marsad.model import Coding, MarsadError, Report

# Each table with what makes its rows from the incidents.
TABLES: Final[dict[str, tuple[Table[Any], Callable[[Iterable[Told]], Iterable[Any]]]]] = {
    "incidents": (INCIDENTS, lambda items: items),
    "claims": (CLAIMS, lambda items: (claim for item in items for claim in claims_of(item))),
    "casualties": (CASUALTIES, lambda items: (count for item in items for count in counts_of(item))),
    "acled": (ACLED, lambda items: items),
    "ged": (GED, lambda items: items),
}
_SCOPES: Final[dict[str, Outside]] = {"acled": outside_acled, "ged": outside_ged}
FORMS: Final = {"csv": write_csv, "parquet": write_parquet, "jsonl": write_jsonl}
WHOLE: Final = {"geojson": write_geojson, "ftm": write_ftm}  # forms of their own, of incidents alone
_DATASETS: Final = {"ged": "UCDP GED", "acled": "ACLED", "marsad": "Marsad", "ftm": "FollowTheMoney"}


def run(table: str, form: str, out: str | None, wish: Wish, database: str | None) -> None:
    """Write ``table`` in ``form`` to a file, whole or not at all, or to standard output."""
    ledger = open_ledger(database)
    items, left = told(ledger.store, ledger.registers, query(wish, ledger)), Counter[str]()
    if table in _SCOPES:
        items = within(items, _SCOPES[table], left)
    with _sink(out) as stream:
        count = _written(table, form, items, stream)
    tell(f"{'entities' if form == 'ftm' else 'rows'} written: {count}")
    if left:
        reasons = ", ".join(f"{count} {why}" for why, count in sorted(left.items()))
        tell(f"incidents that the {table} table does not hold: {reasons}")


def run_gold(out: str | None, database: str | None) -> None:
    """Write the reports whose every claim was judged, as gold."""
    with _sink(out) as stream:
        count = write_gold(open_ledger(database).store, stream)
    tell(f"reports written: {count}")


def _written(table: str, form: str, items: Iterator[Told], out: BinaryIO) -> int:
    if form in WHOLE:
        if table != "incidents":
            raise MarsadError(f"{form} holds incidents alone; leave out the table, or take csv, parquet or jsonl")
        return WHOLE[form](items, out)
    columns, rows = TABLES[table]
    return FORMS[form](columns, rows(items), out)


@contextmanager
def _sink(out: str | None) -> Iterator[BinaryIO]:
    if out in (None, "-"):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with open_whole(Path(str(out))) as stream:
            yield stream


def form_of(out: str | None) -> str:
    """The form that a file's name asks for; CSV where it asks for none."""
    ending = Path(out).suffix.lstrip(".").lower() if out else ""
    return ending if ending in {*FORMS, *WHOLE} else "csv"


def import_events(paths: list[str], sort: str | None, dataset: str | None, database: str | None) -> bool:
    """Put the rows of event tables into the ledger as reports of those tables; whether all could be read."""
    ledger = open_ledger(database, migrate=True)
    faults: list[InputError] = []
    added = ledger.add_many(_rows(paths, sort, dataset, faults), "table")
    for fault in faults:
        tell(str(fault))
    tell(f"rows new: {added.new}, changed: {added.changed}, as they were: {added.same}, faults: {len(faults)}")
    return not faults


def _rows(
    paths: list[str], sort: str | None, dataset: str | None, faults: list[InputError]
) -> Iterator[tuple[Report, Coding]]:
    for path in paths:
        try:
            kind, rows = events_of(Path(path), sort)
            for row in rows:
                if isinstance(row, InputError):
                    faults.append(row)
                else:
                    yield to_report(row, dataset or _DATASETS[kind])
        except InputError as fault:
            faults.append(fault)
