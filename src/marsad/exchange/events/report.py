"""An event of somebody's table as a report of that table, so that the ledger can hold it beside the news.

The report's text is the row, a cell a line, and every field of its claim points at its cell: the evidence stays what
it is, a row that a person coded.
"""

from __future__ import annotations

from typing import Final

from marsad.exchange.events.row import EventRow
from marsad.ledger.linking.sketch import TABLE
from marsad.model import (
    GEO_PRECISION,
    CasualtyCount,
    CasualtyKind,
    Claim,
    ClaimType,
    Coding,
    Located,
    Mention,
    Position,
    Report,
    When,
)

# UCDP's where_prec to the precision class and its usual reach in km; 6 and 7 give no point worth having.
_REACH: Final = {
    1: ("village", 3.0),
    2: ("near", 25.0),
    3: ("district", 30.0),
    4: ("governorate", 80.0),
    5: ("region", 50.0),
}


def to_report(row: EventRow, dataset: str) -> tuple[Report, Coding]:
    """``dataset`` is the table's name («UCDP GED»), which becomes the outlet. A row that names no type of its own is
    an ``armed_clash``, the widest of the types of battle: UCDP's rows are clashes of two sides unless one-sided.
    """
    kind = row.types[0] if row.types else ClaimType.ARMED_CLASH
    text = _Text()
    trigger = text.line("type", str(kind))
    claim = Claim(
        kind,
        trigger,
        initiators=_each(text, "side_a", row.side_a),
        targets=_each(text, "side_b", row.side_b),
        places=_places(row, text),
        when=_when(row, text),
        sources=tuple(text.line("source", source) for source in row.sources),
        casualties=_dead(row, text),
        confidence=1.0,
    )
    if row.note.strip():
        text.line("note", row.note)
    report = Report(f"{dataset}:{row.id}", row.note, text.whole(), row.last, dataset)
    return report, Coding(report.id, (claim,))


class _Text:
    """Lines «name: value», and the mention of each value."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._end = 0

    def line(self, name: str, value: str) -> Mention:
        value = " ".join(value.split())
        start = self._end + len(name) + 2
        self._lines.append(f"{name}: {value}")
        self._end = start + len(value) + 1
        return Mention(value, start, start + len(value), rule=TABLE)

    def whole(self) -> str:
        return "\n".join(self._lines)


def _each(text: _Text, name: str, cell: str) -> tuple[Mention, ...]:
    """A mention each of the values of a cell."""
    return tuple(text.line(name, value) for value in cell.split(";") if value.strip())


def _places(row: EventRow, text: _Text) -> tuple[Mention, ...]:
    if not row.place.strip():
        return ()
    mention = text.line("place", row.place)
    reach = _REACH.get(row.where_prec or 1)
    if row.lat is None or row.lon is None or reach is None:
        return (mention,)
    precision, radius = reach
    position = Position(
        None, row.lat, row.lon, radius, precision, *GEO_PRECISION[precision], evidence=("the table's own",)
    )
    return (Mention(mention.text, mention.start, mention.end, TABLE, Located(position)),)


def _when(row: EventRow, text: _Text) -> When:
    told = text.line("when", row.first if row.first == row.last else f"{row.first} – {row.last}")
    return When(told.text, told.start, told.end, row.first, row.last, TABLE)


def _dead(row: EventRow, text: _Text) -> tuple[CasualtyCount, ...]:
    if row.low is None and row.high is None:
        return ()
    best = "" if row.best is None else f", best {row.best}"
    told = text.line("killed", f"{_bound(row.low)}–{_bound(row.high)}{best}")
    return (CasualtyCount(CasualtyKind.KILLED, None, None, row.low, row.high, told.text, told.start, told.end, TABLE),)


def _bound(count: int | None) -> str:
    return "" if count is None else str(count)
