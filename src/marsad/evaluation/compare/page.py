"""A comparison as one HTML page that needs nothing else: no script, no other file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from marsad.evaluation.compare.comparison import Comparison, Dead, dead
from marsad.evaluation.compare.matching import Match, overlaps
from marsad.evaluation.compare.words import Words
from marsad.exchange.events.row import EventRow

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --warn: #a15c00; --accent: #0b5563; }
@media (prefers-color-scheme: dark) { :root { --warn: #f0b25a; --accent: #7cc5d3; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding-inline: 1rem; }
h1, h2 { line-height: 1.25; } h2 { color: var(--accent); margin-block-start: 2.5rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; inline-size: 100%; }
th, td { border-block-end: 1px solid var(--line); padding: .3rem .6rem; text-align: start; vertical-align: top; }
td.n, th.n { text-align: end; } td.n, td:first-child { white-space: nowrap; }
.none { opacity: .75; }
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


def page(found: Comparison, words: Words, where: str, days: str) -> str:
    """The page in the language of ``words``; ``where`` and ``days`` say what was compared."""
    title = words("title")
    body = "\n".join(
        (
            f"<h1>{escape(title)}</h1><p>{_bidi(where)} · {_bidi(days)}</p>",
            _shares(found, words),
            _summary(found, words),
            _both(found.both, words),
            _list(words("only_there"), found.only_there, words),
            _list(words("only_here"), found.only_here, words),
            _outside(found, words),
            f"<h2>{escape(words('method'))}</h2><p>{escape(words('method_about'))}</p>",
        )
    )
    return (
        f'<!doctype html>\n<html lang="{words.language}" dir="{words.direction}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main>\n{body}\n</main></body></html>\n"
    )


def _shares(found: Comparison, words: Words) -> str:
    parts = (
        ("both", words("in_both"), len(found.both)),
        ("here", words("only_here"), len(found.only_here)),
        ("there", words("only_there"), len(found.only_there)),
    )
    bars = "".join(f'<span class="{cls}" style="flex: {n} 1 0"></span>' for cls, _, n in parts if n)
    keys = " ".join(f'<span class="key {cls}">{escape(told)}: {n}</span>' for cls, told, n in parts)
    return f'<div class="share" aria-hidden="true">{bars}</div><p class="keys">{keys}</p>'


def _table(title: str, about: str, head: str, rows: str) -> str:
    """A table under its heading, in a frame of its own that scrolls where the screen is narrow, by the keyboard too."""
    return (
        f"<h2>{escape(title)}</h2><p>{escape(about)}</p>"
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _head(words: Words, *keys: str, numbers: frozenset[str] = frozenset()) -> str:
    return "".join(
        f'<th scope="col"{" class=n" if key in numbers else ""}>{escape(words(key))}</th>' if key else "<td></td>"
        for key in keys
    )


def _summary(found: Comparison, words: Words) -> str:
    rows = (
        ("all_here", found.here),
        ("all_there", found.there),
        ("both_by_here", [m.here for m in found.both]),
        ("both_by_there", [m.there for m in found.both]),
        ("only_here", found.only_here),
        ("only_there", found.only_there),
    )
    keys = ("events", "low", "best", "high", "open", "no_count")
    cells = "".join(_summary_row(words(key), events) for key, events in rows)
    return _table(words("killed"), words("killed_about"), _head(words, "", *keys, numbers=frozenset(keys)), cells)


def _summary_row(name: str, events: Sequence[EventRow]) -> str:
    sums: Dead = dead(events)
    numbers = (len(events), sums.low, sums.best, sums.high, sums.open, sums.unknown)
    return f'<tr><th scope="row">{escape(name)}</th>' + "".join(f'<td class="n">{n}</td>' for n in numbers) + "</tr>"


def _both(matches: Sequence[Match], words: Words) -> str:
    counts = ("killed_here", "killed_there", "km")
    head = _head(words, "day", "place_here", "place_there", *counts, "why", "id", numbers=frozenset(counts))
    rows = "".join(_pair(found, words) for found in matches)
    return _table(words("in_both"), words("both_about", count=len(matches)), head, rows)


def _pair(found: Match, words: Words) -> str:
    here, there = found.here, found.there
    known = here.best is not None and there.best is not None
    differ = known and not overlaps(here, there)
    mark = ' class="n differ"' if differ else ' class="n"'
    why = "; ".join((words("days", count=found.days), *map(words, found.reasons[2:])))  # the km have a column
    return (
        f"<tr><td>{_ltr(there.first)}</td><td>{_place(here, words)}</td><td>{_place(there, words)}</td>"
        f'<td class="n">{_toll(here, words)}</td><td{mark}>{"≠ " if differ else ""}{_toll(there, words)}</td>'
        f'<td class="n">{found.km:g}</td><td>{escape(why)}</td>'
        f"<td>{_ltr(here.id)} · {_ltr(there.id)}</td></tr>"
    )


def _list(title: str, events: Sequence[EventRow], words: Words) -> str:
    rows = "".join(
        f"<tr><td>{_ltr(row.first)}</td><td>{_place(row, words)}</td><td>{_bidi(_sides(row))}</td>"
        f'<td class="n">{_toll(row, words)}</td><td>{_bidi("; ".join(row.sources))}</td><td>{_ltr(row.id)}</td></tr>'
        for row in events
    )
    head = _head(words, "day", "place", "sides", "killed", "sources", "id", numbers=frozenset(("killed",)))
    return _table(title, words("count", count=len(events)), head, rows)


def _outside(found: Comparison, words: Words) -> str:
    if not found.outside:
        return ""
    told = words("outside_about", count=len(found.outside))
    return f"<h2>{escape(words('outside'))}</h2><p>{escape(told)}</p>"


def toll(row: EventRow) -> str:
    """«3–7», «5», «11+» (at least), «unknown»; a best within a range stands in brackets."""
    if row.low is None and row.high is None:
        return "unknown"
    if row.high is None:
        return f"{row.low}+"
    spread = f"{row.high}" if row.low == row.high else f"{row.low if row.low is not None else ''}–{row.high}"
    return spread if row.best in (None, row.high) and row.low == row.high else f"{spread} ({row.best})"


def _toll(row: EventRow, words: Words) -> str:
    unknown = row.low is None and row.high is None
    return escape(words("unknown")) if unknown else _ltr(toll(row))


def _place(row: EventRow, words: Words) -> str:
    return _bidi(row.place) if row.place else f'<span class="none">{escape(words("no_place"))}</span>'


def _sides(row: EventRow) -> str:
    return " / ".join(side for side in (row.side_a, row.side_b) if side)


def _bidi(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


def _ltr(text: str) -> str:
    """Dates, ranges («11+») and ids, which read from left to right in a page in Arabic too."""
    return f'<bdi dir="ltr">{escape(text)}</bdi>'


def summary_lines(found: Comparison, table: str) -> Iterable[tuple[str, int]]:
    """The counts in one place, for the terminal and for a file."""
    yield "in both", len(found.both)
    yield "in both, tolls agree", found.agreeing
    yield "only in Marsad", len(found.only_here)
    yield f"only in {table}", len(found.only_there)
    yield "in Marsad, outside its scope", len(found.outside)
