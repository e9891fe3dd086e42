"""Today: incidents, the newest first, by the filters of the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marsad.model.types import CasualtyKind
from marsad.web.browse import naming, queries
from marsad.web.browse.drawncards import Drawn, drawn
from marsad.web.browse.filters import Filters, parsed
from marsad.web.browse.naming import Named
from marsad.web.browse.numbers.series import Series, Tally
from marsad.web.browse.numbers.totals import reader, totals
from marsad.web.browse.periods import periods
from marsad.web.browse.rail import chips, groups
from marsad.web.browse.registers import names
from marsad.web.browse.today.downloads import MOST
from marsad.web.ledger.incidents import KINDS
from marsad.web.site.choices import chosen

_LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Day:
    """Incidents that began on one day (an ISO date; ``None`` where nobody says when); ``only`` asks for that day."""

    day: str | None
    cards: tuple[Drawn, ...]
    only: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many incidents a governorate has; ``length`` is its bar's, in thousandths of the longest."""

    place: Named
    count: int
    length: int
    filters: Filters
    chosen: bool

    @property
    def start(self) -> int:
        """Where the bar begins from the left, if it ends at the right: so it is drawn in Arabic."""
        return _LONGEST - self.length


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The page. 400 for filters that cannot be."""
    filters = parsed(request.GET)
    after = request.GET.get("after")
    page, choices = queries.numbered(filters, after), chosen(request.COOKIES)
    told = {
        "filters": filters,
        "days": list(_days(drawn(page.numbers, choices), filters)),
        "total": (count := queries.total(filters)),
        "later": after,
        "next": filters.query(after=page.after) if page.after else None,
        "groups": groups(filters),
        "chips": list(chips(filters)),
        "periods": list(periods(filters, queries.days(Filters()))),
        "shares": _shares(filters),
        "most": MOST,
        "first": filters.empty and not after,
        "totals": totals(_tolls(filters), reader(request)),
        "disputed": filters.with_(disputed=True).query(),
        "asked": _query(filters),
        "trust_address": reverse("trust"),
        "contested": queries.total(filters.with_(disputed=True)),
        "untold": filters.empty and not count,
        "feed": reverse("feed") + _query(filters),
        "csv": reverse("incidents-csv") + _query(filters),
        "geojson": reverse("incidents-geojson") + _query(filters),
    }
    return render(request, "browse/today.html", told)


def _tolls(filters: Filters) -> Mapping[CasualtyKind, Tally]:
    """The casualties of all that fit: of every kind that anybody counted."""
    return {kind: tally for kind, tally in Series(filters, KINDS[0]).told().items() if tally.counted}


def _query(filters: Filters) -> str:
    written = filters.query()
    return f"?{written}" if written else ""


def _days(found: Sequence[Drawn], filters: Filters) -> Iterator[Day]:
    for day, there in groupby(found, key=lambda card: card.day):
        yield Day(day, tuple(there), filters.with_(first=day, last=day).query())


def _at_home(filters: Filters) -> Filters:
    """The filters with the countries chosen, but no smaller places: what the shares by governorate are of."""
    countries = tuple(one for one in filters.place if (known := names().place(one)) and known.cls == "country")
    return filters.with_(place=countries)


def _shares(filters: Filters) -> list[Share]:
    """Where the incidents are, by governorate."""
    counted = queries.governorates(_at_home(filters))
    longest = max((one.count for one in counted), default=0)
    return [
        Share(
            naming.place(one.value),
            one.count,
            _LONGEST * one.count // longest,
            filters.toggled("place", one.value),
            one.value in filters.place,
        )
        for one in counted
    ]
