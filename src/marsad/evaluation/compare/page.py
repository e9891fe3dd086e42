"""A comparison as one HTML page that needs nothing else: no script, no other file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from marsad.evaluation.compare.comparison import Comparison, Dead, dead
from marsad.evaluation.compare.matching import Match, overlaps
from marsad.exchange.events.row import EventRow

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --warn: #a15c00; --accent: #0b5563; }
@media (prefers-color-scheme: dark) { :root { --warn: #f0b25a; --accent: #7cc5d3; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding-inline: 1rem; }
h1, h2 { line-height: 1.25; } h2 { color: var(--accent); margin-block-start: 2.5rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; inline-size: 100%; }
th, td { border-block-end: 1px solid var(--line); padding: .3rem .6rem; text-align: start; vertical-align: top; }
td.n, th.n { text-align: end; } td.n, td:first-child { white-space: nowrap; }
.differ { color: var(--warn); font-weight: 600; }
.wide { overflow-x: auto; }
.share { display: flex; block-size: 1.5rem; inline-size: 100%; border-radius: 6px; overflow: hidden; }
.share span { min-inline-size: 2px; } .both { background: #0b5563; } .here { background: #5b9aa6; }
.there { background: repeating-linear-gradient(45deg, #b98a3a, #b98a3a 4px, #d8b372 4px, #d8b372 8px); }
.keys span { display: inline-block; white-space: nowrap; margin-inline-end: 1rem; }
.key::before { content: ""; display: inline-block; inline-size: 1em; block-size: 1em; margin-inline-end: .35rem;
  vertical-align: -.15em; background: inherit; }
.keys .both, .keys .here, .keys .there { background: none; }
.keys .both::before { background: #0b5563; } .keys .here::before { background: #5b9aa6; }
.keys .there::before { background: repeating-linear-gradient(45deg, #b98a3a, #b98a3a 4px, #d8b372 4px, #d8b372 8px); }
"""


def page(found: Comparison, table: str, where: str, days: str) -> str:
    """``table`` is the other table's name; ``where`` and ``days`` say in words what was compared."""
    title = f"Marsad beside {table}"
    body = "\n".join(
        (
            f"<h1>{escape(title)}</h1><p>{_bidi(where)} · {_bidi(days)}</p>",
            _shares(found, table),
            _summary(found, table),
            _both(found.both, table),
            _list(f"Only in {table}", found.only_there),
            _list("Only in Marsad", found.only_here),
            _outside(found, table),
            _method(table),
        )
    )
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main>\n{body}\n</main></body></html>\n"
    )


def _shares(found: Comparison, table: str) -> str:
    parts = (
        ("both", "in both", len(found.both)),
        ("here", "only in Marsad", len(found.only_here)),
        ("there", f"only in {table}", len(found.only_there)),
    )
    bars = "".join(f'<span class="{cls}" style="flex: {n} 1 0"></span>' for cls, _, n in parts if n)
    keys = " ".join(f'<span class="key {cls}">{escape(words)}: {n}</span>' for cls, words, n in parts)
    return f'<div class="share" aria-hidden="true">{bars}</div><p class="keys">{keys}</p>'


def _table(title: str, about: str, head: str, rows: str) -> str:
    """A table under its heading, in a frame of its own that scrolls where the screen is narrow, by the keyboard too."""
    return (
        f"<h2>{escape(title)}</h2><p>{escape(about)}</p>"
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _head(*names: str, numbers: frozenset[str] = frozenset()) -> str:
    return "".join(
        f'<th scope="col"{" class=n" if name in numbers else ""}>{escape(name)}</th>' if name else "<td></td>"
        for name in names
    )


def _summary(found: Comparison, table: str) -> str:
    rows = (
        ("Marsad, all", found.here),
        (f"{table}, all", found.there),
        ("In both, by Marsad", [m.here for m in found.both]),
        (f"In both, by {table}", [m.there for m in found.both]),
        ("Only in Marsad", found.only_here),
        (f"Only in {table}", found.only_there),
    )
    about = "Sums over events; an open upper bound counts as what is known, so that high is then a least."
    names = ("events", "low", "best", "high", "open above", "no count")
    cells = "".join(_summary_row(name, events) for name, events in rows)
    return _table("Killed", about, _head("", *names, numbers=frozenset(names)), cells)


def _summary_row(name: str, events: Sequence[EventRow]) -> str:
    sums: Dead = dead(events)
    numbers = (len(events), sums.low, sums.best, sums.high, sums.open, sums.unknown)
    return f'<tr><th scope="row">{escape(name)}</th>' + "".join(f'<td class="n">{n}</td>' for n in numbers) + "</tr>"


def _both(matches: Sequence[Match], table: str) -> str:
    counts = ("killed, Marsad", f"killed, {table}", "km")
    names = ("day", "place, Marsad", f"place, {table}", *counts, "what speaks for it", "ids")
    return _table(
        "In both",
        f"{len(matches)} events; tolls that exclude each other are marked ≠.",
        _head(*names, numbers=frozenset(counts)),
        "".join(map(_pair, matches)),
    )


def _pair(found: Match) -> str:
    here, there = found.here, found.there
    known = here.best is not None and there.best is not None
    differ = known and not overlaps(here, there)
    mark = ' class="n differ"' if differ else ' class="n"'
    return (
        f"<tr><td>{there.first}</td><td>{_bidi(here.place)}</td><td>{_bidi(there.place)}</td>"
        f'<td class="n">{toll(here)}</td><td{mark}>{"≠ " if differ else ""}{toll(there)}</td>'
        f'<td class="n">{found.km:g}</td><td>{escape("; ".join(found.reasons))}</td>'
        f"<td>{escape(here.id)} · {escape(there.id)}</td></tr>"
    )


def _list(title: str, events: Sequence[EventRow]) -> str:
    rows = "".join(
        f"<tr><td>{row.first}</td><td>{_bidi(row.place)}</td><td>{_bidi(_sides(row))}</td>"
        f'<td class="n">{toll(row)}</td><td>{_bidi("; ".join(row.sources))}</td><td>{escape(row.id)}</td></tr>'
        for row in events
    )
    head = _head("day", "place", "sides", "killed", "sources", "id", numbers=frozenset(("killed",)))
    return _table(title, f"{len(events)} events", head, rows)


def _outside(found: Comparison, table: str) -> str:
    if not found.outside:
        return ""
    return (
        f"<h2>Not compared</h2><p>{len(found.outside)} incidents of Marsad without armed force or a known death, "
        f"which {escape(table)} does not set out to hold.</p>"
    )


def _method(table: str) -> str:
    name = escape(table)
    return (
        f"<h2>How it was done</h2><p>Each incident is matched with at most one row of {name}: days and places must "
        "meet within what both sides say of their precision; among those that do, nearness in time and space, the "
        "same sides, agreeing tolls and like types decide, the best pair first. A row that is only there may be "
        "missing in the reports read, not only in their coding; and where both rest on one source, agreement confirms "
        "nothing.</p>"
    )


def toll(row: EventRow) -> str:
    """«3–7», «5», «11+» (at least), «unknown»; a best within a range stands in brackets."""
    if row.low is None and row.high is None:
        return "unknown"
    if row.high is None:
        return f"{row.low}+"
    spread = f"{row.high}" if row.low == row.high else f"{row.low if row.low is not None else ''}–{row.high}"
    return spread if row.best in (None, row.high) and row.low == row.high else f"{spread} ({row.best})"


def _sides(row: EventRow) -> str:
    return " / ".join(side for side in (row.side_a, row.side_b) if side)


def _bidi(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


def summary_lines(found: Comparison, table: str) -> Iterable[tuple[str, int]]:
    """The counts in one place, for the terminal and for a file."""
    yield "in both", len(found.both)
    yield "in both, tolls agree", found.agreeing
    yield "only in Marsad", len(found.only_here)
    yield f"only in {table}", len(found.only_there)
    yield "in Marsad, outside its scope", len(found.outside)
