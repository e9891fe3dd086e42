"""The page of the search, and suggestions while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from marsad.web.browse import naming
from marsad.web.search import index, names, results, retrieving
from marsad.web.search.asking import INCIDENTS, REPORTS, TABS, Asked, asked
from marsad.web.search.names import ACTORS, PLACES, SOURCES, Named
from marsad.web.search.retrieving import Counted, PageError
from marsad.web.site.choices import chosen

_SIZES: Final = {REPORTS: 10, INCIDENTS: 15, PLACES: 30, ACTORS: 30}
_LABELS: Final = {REPORTS: _("Reports"), INCIDENTS: _("Incidents"), PLACES: _("Places"), ACTORS: _("Actors")}
_KINDS: Final = {PLACES: _("place"), ACTORS: _("actor"), SOURCES: _("source")}
_ROUTES: Final = {PLACES: naming.place, ACTORS: naming.actor, SOURCES: naming.source}
_SUGGESTED: Final = 8
_KEPT: Final = "public, max-age=600"  # suggestions change with the gazetteers alone


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind of results with how many there are."""

    label: Promise
    counted: Counted
    chosen: bool
    address: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The page. 400 for days and keys of pages that are none; of words every one is searched for."""
    wish = asked(request.GET)
    counted = {tab: _count(wish, tab) for tab in TABS}
    if not wish.tab:
        wish = wish.with_(tab=next((tab for tab in TABS if counted[tab].count), REPORTS), after=wish.after)
    shown, after = _page(request, wish)
    told = {
        "asked": wish,
        "searched": bool(wish.query),
        "tabs": [Tab(_LABELS[tab], counted[tab], tab == wish.tab, wish.with_(tab=tab).address()) for tab in TABS],
        "found": shown,
        "next": wish.with_(after=after).address() if after else None,
        "start": wish.with_().address() if wish.after else None,
        "like": _like(wish) if wish.query and not shown and not wish.after else (),
        "loose": wish.with_(exact=False).address() if wish.exact else None,
        "ever": wish.with_(first=None, last=None).address() if wish.first or wish.last else None,
    }
    return render(request, "search/search.html", told)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Places, actors and sources with a word that begins as ``q`` does."""
    found = names.everyone().beginning(asked(request.GET).written, _SUGGESTED)
    told = [_suggestion(one, name) for one, name in found]
    return JsonResponse({"suggestions": told}, headers={"Cache-Control": _KEPT})


def _suggestion(one: Named, name: str) -> dict[str, str | None]:
    shown = _ROUTES[one.kind](one.id)
    around = results.around(one)
    details = [name if name != shown.text else "", str(_KINDS[one.kind]), around.text if around else ""]
    return {"text": shown.text, "detail": " · ".join(filter(None, details)), "address": shown.address}


def _count(wish: Asked, tab: str) -> Counted:
    if tab in (PLACES, ACTORS):
        return Counted(len(_named(wish, tab)))
    return retrieving.count(wish.query, _kind(tab), wish.period)


def _page(request: HttpRequest, wish: Asked) -> tuple[Sequence[Any], str | None]:
    """What the page shows, and the key of the next one."""
    size = _SIZES[wish.tab]
    if wish.tab in (PLACES, ACTORS):
        return _names_page(wish, size)
    found = retrieving.page(wish.query, _kind(wish.tab), wish.period, wish.after, size)
    if wish.tab == INCIDENTS:
        return results.incidents(found.rows, chosen(request.COOKIES)), found.after
    return results.reports(found.rows, wish.query, request.user), found.after


def _names_page(wish: Asked, size: int) -> tuple[Sequence[Any], str | None]:
    found = _named(wish, wish.tab)
    ids = [one.id for one in found]
    if wish.after and wish.after not in ids:
        raise PageError(f"after={wish.after[:40]} is no key of a page", code="page-unknown")
    start = ids.index(wish.after) + 1 if wish.after else 0
    part = found[start : start + size]
    return results.named(part, wish.query), part[-1].id if len(found) > start + size else None


def _named(wish: Asked, tab: str) -> list[Named]:
    directory = names.places() if tab == PLACES else names.actors()
    return directory.search(wish.query) if wish.query else []


def _kind(tab: str) -> int:
    return index.INCIDENTS if tab == INCIDENTS else index.REPORTS


def _like(wish: Asked) -> list[tuple[str, str]]:
    """Names spelt nearly as what was typed, with the addresses that search for them."""
    return [
        (name, wish.with_(written=name, tab="", exact=False).address()) for name in names.everyone().like(wish.written)
    ]
