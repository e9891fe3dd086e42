"""The record of a place as a drawing: a lane for each holder, time along it, firm where evidence says so.

What lies between the last evidence of one holder and the first of the next is drawn faint; what is contested, hatched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final

from marsad.web.browse.profiles.holding import Held, lanes, nobody
from marsad.web.charts.patterns import hatching
from marsad.web.charts.svg import drawing, element, fitted, room_for, text
from marsad.web.charts.words import Words
from marsad.web.site.digits import in_digits

_WIDTH, _ROW, _LABELS, _AXIS, _PAD = 760, 32, 190, 28, 8
_NAME: Final = "holding"
_LEAST: Final = 3  # pixels that a single day still takes
_TICKS: Final = 6
_DAYS: Final = 4
_SHORT: Final = 100  # days: a shorter time is marked by days
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two ticks


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days as pixels, from the first to the last."""

    first: date
    last: date
    rtl: bool

    def along(self, day: date) -> float:
        """How far a day lies from the beginning."""
        return (_WIDTH - _LABELS - _PAD) * (day - self.first).days / max((self.last - self.first).days, 1)

    def at(self, day: date) -> float:
        """Where it lies from the left."""
        return _WIDTH - _LABELS - self.along(day) if self.rtl else _LABELS + self.along(day)


def drawn(rows: Sequence[Held], words: Words, digits: str) -> str:
    """An SVG element 760 wide; empty where all is told of one day, or of none."""
    days = {day for row in rows for day in _days(row)}
    if len(days) < 2:
        return ""
    axis = _Axis(min(days), max(days), words.rtl)
    names = lanes(rows)
    content = [
        *words.head(_NAME),
        hatching(_NAME),
        *_ticks(axis, len(names), digits),
        *_labels(names, words.rtl),
        *(figure for row in rows for figure in _row(row, names, axis)),
    ]
    told = {"aria_labelledby": f"{_NAME}-title", "aria_describedby": f"{_NAME}-desc"}
    return drawing(_WIDTH, len(names) * _ROW + _AXIS, content, class_="chart held", role="img", **told)


def _days(row: Held) -> Iterator[date]:
    bounds = [day for bound in (row.start, row.end) if bound for day in (bound.earliest, bound.latest)]
    yield from (date.fromisoformat(day) for day in (*bounds, row.first, row.last) if day)


def _row(row: Held, names: Sequence[str], axis: _Axis) -> Iterator[str]:
    firm, faint = _firm(row), _faint(row, axis)
    for name in row.holders or (nobody(),):
        y = names.index(name) * _ROW
        if faint:
            yield element("rect", **_box(*faint, y, axis), class_="high")
        if firm:
            yield element("rect", **_box(*firm, y, axis), class_="high contested" if row.interval.contested else "low")
            if row.interval.contested:
                yield element("rect", **_box(*firm, y, axis), fill=f"url(#{_NAME}-hatch)", class_="hatched")


def _firm(row: Held) -> tuple[date, date] | None:
    """From the day by which it had begun to its last evidence, or to the day until which it surely held."""
    begin = row.start.latest if row.start else row.first
    end = row.last if row.end is None else max(row.end.earliest or row.last or row.end.latest, row.last or "")
    return (date.fromisoformat(begin), date.fromisoformat(max(begin, end))) if begin and end else None


def _faint(row: Held, axis: _Axis) -> tuple[date, date] | None:
    """All the time in which it may have held."""
    firm = _firm(row)
    begin = row.start.earliest if row.start and row.start.earliest else None
    first = date.fromisoformat(begin) if begin else (axis.first if row.interval.implied else firm and firm[0])
    last = date.fromisoformat(row.end.latest) if row.end else axis.last
    return (first, max(first, last)) if first else None


def _box(first: date, last: date, y: float, axis: _Axis) -> dict[str, float]:
    width = max(axis.along(last) - axis.along(first), _LEAST)
    left = axis.at(first) - width if axis.rtl else axis.at(first)
    return {"x": left, "y": y + _PAD, "width": width, "height": _ROW - 2 * _PAD}


def _labels(names: Sequence[str], rtl: bool) -> Iterator[str]:
    for n, name in enumerate(names):
        short = fitted(name, _LABELS - 16)
        whole = element("title", escape(name))
        label = text(short, _WIDTH - 4 if rtl else 4, n * _ROW + 21, "right" if rtl else "left", rtl=rtl)
        yield element("g", [whole, label])


def _ticks(axis: _Axis, count: int, digits: str) -> Iterator[str]:
    ground = count * _ROW
    free = -1.0
    for day, label in _marks(axis):
        x, along, half = axis.at(day), axis.along(day), room_for(label) / 2
        yield element("line", x1=x, x2=x, y1=0, y2=ground + 4, class_="axis")
        if along - half > free and along + half < _WIDTH - _LABELS:
            free = along + half + 8
            yield text(in_digits(label, digits), x, ground + 20, "middle", class_="quiet")


def _marks(axis: _Axis) -> Iterator[tuple[date, str]]:
    """The first days of years or of months; of a short time some days as far apart."""
    length = (axis.last - axis.first).days
    if length < _SHORT:
        every = max(length // _DAYS, 1)
        for day in (axis.first + timedelta(days=n) for n in range(0, length + 1, every)):
            yield day, f"{day.day}/{day.month}/{day.year}"
        return
    step = next((step for step in _STEPS if length / 30 / step <= _TICKS), _STEPS[-1])
    for month in range(axis.first.year * 12 + axis.first.month - 1, axis.last.year * 12 + axis.last.month):
        day = date(month // 12, month % 12 + 1, 1)
        if month % step == 0 and axis.first <= day <= axis.last:
            yield day, str(day.year) if day.month == 1 else f"{day.month}/{day.year}"
