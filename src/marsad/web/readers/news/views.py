"""The pages of personal news: one's own page, and what one follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marsad.model import ClaimType
from marsad.web.browse import naming
from marsad.web.browse.cards import Card, cards
from marsad.web.browse.naming import Named
from marsad.web.ledger import models as ledger
from marsad.web.readers.asking import owner_of
from marsad.web.readers.news import changes
from marsad.web.readers.news.choosing import Item, choose
from marsad.web.readers.news.following import filters_of, label
from marsad.web.readers.news.models import Follow, Kind, View
from marsad.web.site import words

_REPORTS = 4  # of an incident, shown under it
SEEN = 400  # incidents of one press of a button: a form has no more than 500 fields


@dataclass(frozen=True, slots=True)
class Told:
    """A report under its incident."""

    address: str
    outlet: Named
    day: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its card, the words that say why it is there, and some of its reports; ``more`` are others."""

    item: Item
    card: Card
    why: tuple[str, ...]
    reports: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Something followed, in words, and the address of all there is of it."""

    follow: Follow
    label: str
    address: str


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own page; ``?until=`` goes back in time, ``?order=day`` sorts by day, ``?unread=1`` leaves out the read."""
    owner, by_day, unread = owner_of(request), request.GET.get("order") == "day", request.GET.get("unread") == "1"
    found = choose(owner, _day(request.GET.get("until", "")), by_day=by_day)
    items = [item for item in found.items if not (unread and item.read)]
    kept = ("&order=day" if by_day else "") + ("&unread=1" if unread else "")
    told = {
        "rows": _rows(items),
        "unseen": [item.incident.id for item in sorted(items, key=lambda item: item.read)[:SEEN]],
        "follows": listed(owner),
        "views": View.objects.filter(owner=owner),
        "desk": changes.desk_of(owner),
        "by_day": by_day,
        "unread": unread,
        "next": f"?until={found.until}{kept}" if found.until else None,
        "later": "until" in request.GET,
    }
    return render(request, "news/mine.html", told)


@never_cache
@login_required
@require_safe
def follows(request: HttpRequest) -> HttpResponse:
    """What one follows and mutes, one's named views, and the addresses of one's feeds."""
    owner = owner_of(request)
    desk = changes.desk_of(owner)
    told = {
        "follows": listed(owner),
        "kinds": Kind,
        "types": [(kind, words.TYPES[kind]) for kind in ClaimType],
        "views": [(view, _feed(request, view.token, "view-feed")) for view in View.objects.filter(owner=owner)],
        "feed": _feed(request, desk.token, "mine-feed"),
    }
    return render(request, "news/follows.html", told)


def listed(owner: User) -> list[Listed]:
    """All that one follows and mutes, in the order it was begun."""
    found = Follow.objects.filter(owner=owner)
    return [Listed(one, label(one), reverse("today") + "?" + filters_of(one).query()) for one in found]


def _rows(items: Sequence[Item]) -> list[Row]:
    shown = cards([item.incident for item in items])
    reports = _reports([item.incident.id for item in items])
    rows = []
    for item, card in zip(items, shown, strict=True):
        told = reports.get(item.incident.id, [])
        why = tuple(label(one) for one in item.follows)
        rows.append(Row(item, card, why, tuple(told[:_REPORTS]), max(len(told) - _REPORTS, 0)))
    return rows


def _reports(keys: Sequence[str]) -> Mapping[str, list[Told]]:
    """The reports of some incidents, the latest first: one question to the database."""
    rows = ledger.Claim.objects.filter(incident__key__in=keys).order_by("-report__published", "-report")
    found: dict[str, dict[str, Told]] = {}
    columns = ("incident__key", "report__key", "report__outlet", "report__published")
    for incident, key, outlet, day in rows.values_list(*columns):
        told = Told(reverse("report", args=[key]), naming.outlet(outlet, outlet), day)
        found.setdefault(str(incident), {}).setdefault(key, told)
    return {incident: list(told.values()) for incident, told in found.items()}


def _day(written: str) -> str | None:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return None


def _feed(request: HttpRequest, token: str, route: str) -> str:
    return request.build_absolute_uri(reverse(route, args=[token]))
