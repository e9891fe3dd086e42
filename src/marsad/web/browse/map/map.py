"""The map page, what its script asks for, and the same map drawn by the server for those who have none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe
from django.views.decorators.vary import vary_on_headers

from marsad.ledger.wire import loads
from marsad.model.incident import Incident
from marsad.web.browse import maplabels, queries
from marsad.web.browse.cards import card
from marsad.web.browse.drawncards import ITEM
from marsad.web.browse.drawncards import drawn as drawn_cards
from marsad.web.browse.filters import FilterError, Filters, parsed
from marsad.web.browse.map import mapcontrol, mapdata
from marsad.web.browse.map.mapdrawing import drawn, small
from marsad.web.browse.numbers.spans import Unit, in_words, unit_for
from marsad.web.browse.numbers.spans import periods as spans
from marsad.web.browse.periods import periods
from marsad.web.browse.rail import chips, groups
from marsad.web.charts.patterns import patterns
from marsad.web.charts.picture import png
from marsad.web.charts.svg import drawing, standalone
from marsad.web.ledger import models
from marsad.web.maps.drawing import WIDTH
from marsad.web.maps.holders import tiles
from marsad.web.maps.style import DARK, STYLE
from marsad.web.site.choices import Choices, chosen

IN_POPUP: Final = 8  # incidents told in one
_IN_LIST: Final = 20
_DAY: Final = 24 * 3600  # seconds
_ZIPPED: Final = re.compile(r"\bgzip\b")
FAMILIES: Final[dict[str, Promise]] = {
    "clash": gettext_lazy("Ground fighting"),
    "air": gettext_lazy("From the air"),
    "artillery": gettext_lazy("Shelling and chemical attacks"),
    "explosive": gettext_lazy("Explosions"),
    "civilians": gettext_lazy("Against civilians"),
    "control": gettext_lazy("Control and siege"),
    "movement": gettext_lazy("Movement of people and forces"),
    "politics": gettext_lazy("Agreements and protest"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A period that the map can be narrowed to: its days as ``FIRST/LAST``, and in words."""

    days: str
    label: str


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """The page. 400 for filters, or a day of control, that cannot be."""
    filters, day = parsed(request.GET), _day(request)
    shown, days = mapdata.counts(filters), queries.days(filters)
    told = {
        "filters": filters,
        "groups": groups(filters),
        "chips": list(chips(filters)),
        "contested": queries.total(filters.with_(disputed=True)),
        "periods": list(periods(filters, queries.days(Filters()))),
        "picture": shown,
        "unlocated": shown.total - shown.located,
        "families": FAMILIES.items(),
        "steps": list(_steps(request, days)) if days else [],
        "control_day": day or filters.last or (days[1].isoformat() if days else date.today().isoformat()),
        "query": filters.query(),
        "patterns": _patterns(),
        **_list(request, filters),
        **(_control(day, filters) if day else {}),
    }
    return render(request, "browse/map.html", told)


@require_safe
def map_list(request: HttpRequest) -> HttpResponse:
    """The list beside the map, by itself: for the script, when another time is chosen."""
    filters = parsed(request.GET)
    return render(request, "browse/map_list.html", {"filters": filters, **_list(request, filters)})


@require_safe
def popup(request: HttpRequest) -> HttpResponse:
    """Incidents of one spot of the map: those of the ids given, else the latest that fit the filters."""
    filters, keys = parsed(request.GET), request.GET.getlist("id")[:IN_POPUP]
    if keys:
        rows = models.Incident.objects.filter(key__in=keys).order_by("-first", "-pk")
        found = [loads(Incident, document) for document in rows.values_list("whole__document", flat=True)]
    else:
        found = list(queries.page(filters, size=IN_POPUP).incidents)
    return render(request, "browse/map_popup.html", {"cards": [card(one) for one in found], "filters": filters})


@require_safe
def holders(request: HttpRequest) -> HttpResponse:
    """Who held what on a day, of the places chosen, as the script draws it, with the legend and the list in words."""
    day = _day(request) or date.today().isoformat()
    told = _control(day, parsed(request.GET))
    held = told["held"]
    legend = render(request, "browse/map_control.html", told).content.decode()
    return JsonResponse({"day": day, "places": mapcontrol.told(held), "legend": legend}, json_dumps_params=_COMPACT)


def _etag(request: HttpRequest, **_more: Any) -> str:
    # Of what is sent, not of the ledger: after a change the data may be those of before for a while.
    return mapdata.packed(parsed(request.GET)).tag


_COMPACT: Final = {"ensure_ascii": False, "separators": (",", ":")}


@require_safe
@cache_control(private=True, no_cache=True)
@vary_on_headers("Accept-Encoding")
@condition(etag_func=_etag)
def data(request: HttpRequest) -> HttpResponseBase:
    """The incidents of the filters as the script draws them: see ``mapdata.told``. They are compressed once for all."""
    found = mapdata.packed(parsed(request.GET))
    if not _ZIPPED.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(found.plain, content_type="application/json")
    return HttpResponse(found.zipped, content_type="application/json", headers={"Content-Encoding": "gzip"})


@require_safe
@gzip_page
@cache_control(public=True, max_age=_DAY)
def names(request: HttpRequest, level: str) -> HttpResponseBase:
    """Names of places for the map: rows of name, latitude, longitude and rank."""
    if level not in maplabels.LEVELS:
        raise Http404
    rows = [[one.text, one.lat, one.lon, int(one.rank)] for one in maplabels.labels(level, _language())]
    return JsonResponse({"names": rows}, json_dumps_params=_COMPACT)


@require_safe
def svg(request: HttpRequest) -> HttpResponse:
    """The map as a file of its own."""
    response = HttpResponse(_standalone(request), content_type="image/svg+xml")
    response["Content-Disposition"] = f'{_disposition(request)}; filename="marsad-map.svg"'
    return response


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The same as PNG."""
    response = HttpResponse(png(_standalone(request), WIDTH), content_type="image/png")
    response["Content-Disposition"] = f'{_disposition(request)}; filename="marsad-map.png"'
    return response


def _patterns() -> SafeString:
    """The patterns that the page's signs refer to, in a drawing of no size."""
    inner = [patterns("family"), tiles("map")]
    return mark_safe(drawing(0, 0, inner, class_="visually-hidden", width=0, height=0, aria_hidden="true"))


def _standalone(request: HttpRequest) -> bytes:
    filters, day, choices = parsed(request.GET), _day(request), chosen(request.COOKIES)
    style = STYLE + DARK if _is_inline(request) else STYLE
    if request.GET.get("size") == "small":
        return standalone(small(filters, _language(), Choices(digits=choices.digits)), style)
    held = mapcontrol.held_on(day, filters.place) if day else []
    return standalone(drawn(filters, held, _language(), choices), style)


def _disposition(request: HttpRequest) -> str:
    return "inline" if _is_inline(request) else "attachment"


def _is_inline(request: HttpRequest) -> bool:
    return request.GET.get("inline") == "1"


def _language() -> str:
    return "en" if get_language() == "en" else "ar"


def _day(request: HttpRequest) -> str | None:
    written = request.GET.get("control", "").strip()
    if not written:
        return None
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        told = f"control={written[:40]} is no date; write it as YYYY-MM-DD"
        raise FilterError(told, code="filter-day", value=written[:40]) from None


def _list(request: HttpRequest, filters: Filters) -> dict[str, Any]:
    after = request.GET.get("after")
    page = queries.numbered(filters, after, _IN_LIST)
    found = drawn_cards(page.numbers, chosen(request.COOKIES), ITEM)
    return {"cards": found, "next": filters.query(after=page.after) if page.after else None, "later": after}


def _control(day: str, filters: Filters) -> dict[str, Any]:
    held = mapcontrol.held_on(day, filters.place)
    sides = mapcontrol.legend(held)
    return {"control": day, "held": held, "legend": sides, "others": [side for side in sides if side.other]}


def _steps(request: HttpRequest, days: tuple[date, date]) -> Iterator[Step]:
    """The periods that the slider steps through."""
    choices, unit = chosen(request.COOKIES), unit_for(*days)
    for one in spans(*days, unit):
        label = in_words(one, unit, _language(), choices)
        if unit is Unit.WEEK:
            label = _("week of %(days)s") % {"days": label}
        yield Step(f"{one.first.isoformat()}/{one.last.isoformat()}", label)
