"""Actors: which are told of in incidents, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from marsad.ledger.actors.suggestions import Suggestion
from marsad.model.actor import Actor
from marsad.web.browse import naming
from marsad.web.browse.filters import Filters
from marsad.web.browse.naming import Named
from marsad.web.browse.numbers.figures import Reader
from marsad.web.browse.numbers.totals import Total, reader, totals
from marsad.web.browse.profiles import actorfacts, profile
from marsad.web.browse.profiles.actorfacts import INITIATOR, TARGET, Shown
from marsad.web.browse.profiles.listing import asked, by_count, options, paged
from marsad.web.browse.profiles.profile import Share
from marsad.web.browse.profiles.terms import ACTOR_KINDS, LIKENESS
from marsad.web.browse.registers import names
from marsad.web.review.roles import may_review
from marsad.web.site.templatetags.marsad import name

_KEYS = ("q", "country", "side", "kind", "register")
_MET = 16  # opponents named on a page
_UNITS = 24
_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """An actor in a list. ``alike`` are those that it may be, with why: of those in no register alone."""

    id: str
    named: Named
    kind: Promise
    side: str
    countries: tuple[Named, ...]
    count: int
    alike: tuple[tuple[Named, Promise], ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor did, or what was done to it: the incidents by type, and their tolls."""

    types: list[Share]
    totals: list[Total]


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    """The list, by country, side, kind and name. Those in no register are for reviewers: they may be private people."""
    query = request.GET
    reviewer, met = may_review(request.user), actorfacts.met()
    apart = reviewer and asked(query, "register") == "no"
    found = [one for one in met if names().actor(one).provisional == apart]
    chosen = [one for one in found if _fits(names().actor(one), query.dict())]
    chosen.sort(key=by_count(met, lambda one: _name(names().actor(one))))
    listed = paged(chosen, query, _KEYS)
    alike = actorfacts.alike(met) if apart else {}
    told = {
        "words": asked(query, "q"),
        "listed": listed,
        "rows": [_row(one, met[one], alike.get(one, ())) for one in listed.page],
        "untold": not met,
        "unnamed": sum(names().actor(one).provisional for one in met),
        "apart": apart,
        "reviewer": reviewer,
        "narrowing": _narrowing(found, query.dict()),
        "narrowed": any(asked(query, key) for key in _KEYS[:-1]),
    }
    return render(request, "browse/actors.html", told)


@require_safe
def actor(request: HttpRequest, id: str) -> HttpResponse:
    """One actor. 404 for an id that means nobody, and to all but reviewers for those in no register."""
    found, met = names().actor(id), actorfacts.met()
    if found.provisional and (id not in met or not may_review(request.user)):
        raise Http404
    filters, who = Filters(actor=(id,)), reader(request)
    shown = Shown(found)
    known, others = shown.faced()
    units, parents = actorfacts.units(id, met), shown.parents(who)
    told = profile.told(filters, request) | {
        "actor": found,
        "name": _name(found),
        "kind": ACTOR_KINDS[found.kind],
        "side": naming.side(found.side) if found.side else "",
        "countries": _countries(found),
        "stands": actorfacts.stands(found.side, who) if found.side else (),
        "spellings": shown.spellings(),
        "parents": parents,
        "units": units[:_UNITS],
        "units_more": max(len(units) - _UNITS, 0),
        "faced": profile.shares((one.named.text, one.count, one.named.address, "") for one in known[:_MET]),
        "faced_more": len(known[_MET:]) + others,
        "did": _role(shown, INITIATOR, filters, who),
        "suffered": _role(shown, TARGET, filters, who),
        "places": profile.places(filters),
        "alike": _alike(actorfacts.alike(met).get(id, ())) if found.provisional else (),
    }
    return render(request, "browse/actor.html", told)


def _fits(one: Actor, wanted: dict[str, Any]) -> bool:
    return (
        (not wanted.get("country") or wanted["country"] in one.countries)
        and (not wanted.get("side") or wanted["side"] == one.side)
        and (not wanted.get("kind") or wanted["kind"] == one.kind)
        and (not wanted.get("q") or actorfacts.bears(one.id, str(wanted["q"])))
    )


def _narrowing(found: list[str], wanted: dict[str, Any]) -> dict[str, Any]:
    """What the list may be narrowed to."""
    there = [names().actor(one) for one in found]
    countries = (code for one in there for code in one.countries if naming.place(code).known)
    return {
        "country": options(countries, lambda code: naming.place(code).text, str(wanted.get("country", ""))),
        "side": options((one.side for one in there if one.side), naming.side, str(wanted.get("side", ""))),
        "kind": options((one.kind for one in there), lambda kind: ACTOR_KINDS[kind], str(wanted.get("kind", ""))),
    }


def _row(one: str, count: int, alike: Sequence[Suggestion]) -> Row:
    found = names().actor(one)
    named = Named(_name(found), naming.address("actor", one))
    side = naming.side(found.side) if found.side else ""
    return Row(one, named, ACTOR_KINDS[found.kind], side, _countries(found), count, _alike(alike))


def _name(found: Actor) -> str:
    """Its name, that of one in no register as well: whoever may not see those is not shown this page."""
    return name(found)


def _countries(found: Actor) -> tuple[Named, ...]:
    return tuple(named for code in found.countries if (named := naming.place(code)).known)


def _alike(found: Sequence[Suggestion]) -> tuple[tuple[Named, Promise], ...]:
    others = ((names().actor(one.other), LIKENESS[one.reasons[0]]) for one in found[:_ALIKE])
    return tuple((Named(_name(other), naming.address("actor", other.id)), why) for other, why in others)


def _role(shown: Shown, role: str, filters: Filters, who: Reader) -> Role:
    types = profile.types(shown.by_type(role), filters)
    told = shown.casualties(role) if types else {}
    return Role(types, totals(told, who))
