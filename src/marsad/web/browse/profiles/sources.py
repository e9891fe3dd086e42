"""Sources: whose word the incidents rest on, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.model.source import Source
from marsad.web.browse import naming
from marsad.web.browse.filters import Filters
from marsad.web.browse.naming import Named
from marsad.web.browse.numbers import tallies
from marsad.web.browse.profiles import profile, sourcefacts
from marsad.web.browse.profiles.listing import asked, by_count, options, paged
from marsad.web.browse.profiles.sourcefacts import Quoting, Shown
from marsad.web.browse.registers import names
from marsad.web.ledger.facets import ACTOR
from marsad.web.review.roles import may_review
from marsad.web.site import words
from marsad.web.site.templatetags.marsad import name

_KEYS = ("q", "side", "kind", "register")
_ACTOR = "actor:"  # sources that are actors speaking for themselves


@dataclass(frozen=True, slots=True)
class Row:
    """A source in a list. ``alone`` is how many incidents it is the only one to tell of."""

    named: Named
    source: Source
    side: str
    count: int
    alone: int


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """The list, by kind, side and name. Those in no register are for reviewers: they may be private people."""
    query, met = request.GET, sourcefacts.met()
    reviewer = may_review(request.user)
    apart = reviewer and asked(query, "register") == "no"
    found = [one for one in met if names().source(one).provisional == apart]
    chosen = [one for one in found if _fits(names().source(one), query.dict())]
    chosen.sort(key=by_count(met, lambda one: name(names().source(one))))
    listed, alone = paged(chosen, query, _KEYS), tallies.alone()
    told = {
        "words": asked(query, "q"),
        "listed": listed,
        "rows": [_row(one, met[one], alone.get(one, 0)) for one in listed.page],
        "untold": not met,
        "unnamed": sum(names().source(one).provisional for one in met),
        "apart": apart,
        "reviewer": reviewer,
        "narrowing": _narrowing(found, query.dict()),
        "narrowed": any(asked(query, key) for key in _KEYS[:-1]),
    }
    return render(request, "browse/sources.html", told)


@require_safe
def source(request: HttpRequest, id: str) -> HttpResponse:
    """One source. 404 for an id that means nobody, and to all but reviewers for those in no register."""
    found, met = names().source(id), sourcefacts.met()
    if found.provisional and (id not in met or not may_review(request.user)):
        raise Http404
    filters = Filters(source=(id,))
    shown = Shown(found)
    quoted, quotes = shown.quoted_by(), shown.quotes()
    told = profile.told(filters, request) | {
        "source": found,
        "name": name(found),
        "side": naming.side(found.side) if found.side else "",
        "actor": naming.address(ACTOR, id.removeprefix(_ACTOR)) if id.startswith(_ACTOR) else None,
        "alone": tallies.alone().get(id, 0),
        "contested": tallies.contested(id),
        "against": shown.against_interest(),
        "quoted": quoted,
        "quoted_shares": _shares(quoted),
        "quotes": quotes,
        "quotes_shares": _shares(quotes),
        "places": profile.places(filters),
        "said": shown.said(),
    }
    return render(request, "browse/source.html", told)


def _fits(one: Source, wanted: dict[str, Any]) -> bool:
    return (
        (not wanted.get("side") or wanted["side"] == one.side)
        and (not wanted.get("kind") or wanted["kind"] == one.kind)
        and (not wanted.get("q") or sourcefacts.bears(one.id, str(wanted["q"])))
    )


def _narrowing(found: list[str], wanted: dict[str, Any]) -> dict[str, Any]:
    """What the list may be narrowed to."""
    there = [names().source(one) for one in found]
    return {
        "side": options((one.side for one in there if one.side), naming.side, str(wanted.get("side", ""))),
        "kind": options(
            (one.kind for one in there), lambda kind: words.SOURCE_KINDS[kind], str(wanted.get("kind", ""))
        ),
    }


def _row(one: str, count: int, alone: int) -> Row:
    found = names().source(one)
    side = naming.side(found.side) if found.side else ""
    return Row(Named(name(found), naming.address("source", one)), found, side, count, alone)


def _shares(found: Quoting) -> list[profile.Share]:
    return profile.shares((named.text, count, named.address, "") for named, count in found.sources)
