"""The timeline and numbers page, and its charts and tables as files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from marsad.exchange.tables.writing import safe
from marsad.web.browse import queries
from marsad.web.browse.filters import FilterError, Filters, parsed
from marsad.web.browse.numbers import figures
from marsad.web.browse.numbers.figures import INCIDENTS, Asked, Figure, Reader, Row
from marsad.web.browse.numbers.filed import filed
from marsad.web.browse.numbers.spans import Unit
from marsad.web.browse.numbers.totals import reader, span, totals
from marsad.web.browse.periods import periods
from marsad.web.browse.rail import chips, groups
from marsad.web.browse.remembering import remembered
from marsad.web.charts.picture import png
from marsad.web.charts.svg import standalone
from marsad.web.ledger.incidents import KINDS
from marsad.web.site import words

UNITS: dict[str, Promise] = {
    Unit.DAY: gettext_lazy("day"),
    Unit.WEEK: gettext_lazy("week"),
    Unit.MONTH: gettext_lazy("month"),
    Unit.YEAR: gettext_lazy("year"),
}
_KEPT: Final = 128  # figures remembered, of some ten kB, at most 200
_SUMS = ("incidents", "counted", "uncounted", "low", "best", "high", "open_low", "open_high")


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as the page shows it: ``lines`` are the rows of its table."""

    figure: Figure
    drawing: SafeString
    lines: SafeString
    query: str


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of unit or measure."""

    label: str | Promise
    query: str
    chosen: bool


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The page. 400 for filters, a unit or a measure that cannot be."""
    asked, who = _asked(request), reader(request)
    shown = [_shown(name, asked, who, get_script_prefix()) for name in figures.NAMES]
    told = {
        "filters": asked.filters,
        "groups": groups(asked.filters),
        "chips": list(chips(asked.filters)),
        "contested": queries.total(asked.filters.with_(disputed=True)),
        "periods": list(periods(asked.filters, queries.days(Filters()))),
        "total": asked.series.total().incidents,
        "totals": totals(asked.series.told(), who),
        "over_time": [one for one in shown if one.figure.over_time],
        "breakdowns": [one for one in shown if not one.figure.over_time],
        "units": _units(asked),
        "measures": _measures(asked),
        "kind": asked.series.kind,
    }
    return render(request, "browse/timeline.html", told)


@require_safe
def svg(request: HttpRequest) -> HttpResponse:
    """One chart as a file; ``figure`` in the address names it."""
    found, drawn = _drawn(request)
    return _file(HttpResponse(drawn, content_type="image/svg+xml"), found, "svg")


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The same as PNG."""
    found, drawn = _drawn(request)
    return _file(HttpResponse(png(drawn, figures.WIDTH), content_type="image/png"), found, "png")


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The figures behind one chart as CSV (UTF-8, with the mark that spreadsheets want)."""
    asked = _asked(request)
    found = figures.figure(_name(request), asked, reader(request))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    lines = csv.writer(response)
    lines.writerow([*found.keys, "name", "casualties", *_SUMS])
    lines.writerows(_cells(row, asked) for row in found.rows)
    return _file(response, found, "csv")


def _drawn(request: HttpRequest) -> tuple[Figure, bytes]:
    asked, who = _asked(request), reader(request)
    found = figures.figure(_name(request), asked, who)
    return found, standalone(filed(found, asked.filters, who))


def _cells(row: Row, asked: Asked) -> Iterable[str | int]:
    tally = row.tally
    known = {name: getattr(tally, name) for name in _SUMS}
    if not tally.counted:  # unknown is not nought
        known |= dict.fromkeys(("low", "best", "high"), "")
    return (*row.key, safe(row.label), str(asked.series.kind), *known.values())


def _file(response: HttpResponse, found: Figure, form: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="marsad-{found.name}.{form}"'
    return response


def _asked(request: HttpRequest) -> Asked:
    query = request.GET
    measure, unit = query.get("measure") or INCIDENTS, query.get("unit") or None
    if measure not in (INCIDENTS, *KINDS):
        told = f"measure={measure[:40]} is none of {', '.join((INCIDENTS, *KINDS))}"
        raise FilterError(told, code="filter-value", key="measure", value=measure[:40])
    if unit is not None and unit not in UNITS:
        told = f"unit={unit[:40]} is none of {', '.join(UNITS)}"
        raise FilterError(told, code="filter-value", key="unit", value=unit[:40])
    return Asked.of(parsed(query), measure, Unit(unit) if unit else None)


def _name(request: HttpRequest) -> str:
    name = request.GET.get("figure", "")
    if name not in figures.NAMES:
        told = f"figure={name[:40]} is none of {', '.join(figures.NAMES)}"
        raise FilterError(told, code="filter-value", key="figure", value=name[:40])
    return name


@remembered(_KEPT)
def _shown(name: str, asked: Asked, who: Reader, _prefix: str) -> Shown:
    found, today = figures.figure(name, asked, who), reverse("today")
    led = {row.filters: f"{today}?{row.filters.query()}" for row in found.rows if row.filters}
    # Built by marsad.web.charts, which escapes all it is given.
    drawn = mark_safe(figures.for_page(found, who, led.get))
    lines = mark_safe("".join(_line(row, led.get(row.filters) if row.filters else None, who) for row in found.rows))
    return Shown(found, drawn, lines, _query(asked, figure=found.name))


def _line(row: Row, address: str | None, who: Reader) -> str:
    """A row of the table, put together here and not by a template: there are hundreds."""
    told, label = row.tally, escape(row.label)
    figure = escape(span(told, who))
    unknown = _("unknown") if told.incidents else "—"
    cells = (
        who.number(told.incidents),
        f"<bdi>{figure}</bdi>" if figure else unknown,
        who.number(told.best) if figure else unknown,
        who.number(told.uncounted),
    )
    head = f'<a href="{escape(address)}">{label}</a>' if address else label
    told_cells = "".join(f'<td class="n">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row">{head}</th>{told_cells}</tr>'


def _query(asked: Asked, **changes: str) -> str:
    own = {"measure": asked.measure if asked.measure != INCIDENTS else "", "unit": asked.unit or ""}
    return asked.filters.query(**{key: value for key, value in (own | changes).items() if value})


def _units(asked: Asked) -> list[Option]:
    now = figures.unit_of(asked)
    return [Option(label, _query(asked, unit=unit), unit == now) for unit, label in UNITS.items()]


def _measures(asked: Asked) -> list[Option]:
    names: dict[str, str | Promise] = {INCIDENTS: _("Incidents"), **{kind: words.KINDS[kind] for kind in KINDS}}
    return [
        Option(label, _query(asked, measure="" if measure == INCIDENTS else measure), measure == asked.measure)
        for measure, label in names.items()
    ]
