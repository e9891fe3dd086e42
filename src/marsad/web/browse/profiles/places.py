"""Places: which have incidents, and a page for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marsad.web.browse import naming
from marsad.web.browse.filters import Filters
from marsad.web.browse.numbers.figures import Reader
from marsad.web.browse.numbers.totals import reader
from marsad.web.browse.profiles import holding, holdingchart, placefacts, profile
from marsad.web.browse.profiles.holding import Held
from marsad.web.browse.profiles.listing import asked, paged
from marsad.web.browse.profiles.placefacts import Row, Tree, tree
from marsad.web.browse.profiles.profile import Share
from marsad.web.browse.profiles.terms import CLASSES
from marsad.web.browse.registers import names
from marsad.web.charts.words import Words

_ITEMS: Final = 12  # places named under what holds them
_INSIDE: Final = 24  # places named on the page of what holds them


@dataclass(frozen=True, slots=True)
class Section:
    """A country or a governorate, with the places in it that have most incidents; ``more`` is how many others."""

    row: Row
    items: tuple[Row, ...]
    more: int


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The list: countries with their governorates, then the places in what ``in`` names, or those called ``q``."""
    words, within = asked(request.GET, "q"), asked(request.GET, "in")
    holder = names().place(within) if within else None
    if within and holder is None:
        raise Http404
    known = tree()
    told: dict[str, Any] = {
        "words": words,
        "within": placefacts.row(holder.id, known.counts.get(holder.id, 0)) if holder else None,
        "untold": not known.counts,
    }
    if words or (holder and holder.cls != "country"):
        found = [one for one in known.below(holder.id if holder else None) if placefacts.bears(one, words)]
        listed = paged(found, request.GET, ("q", "in"))
        told |= {"listed": listed, "rows": [placefacts.row(one, known.counts[one]) for one in listed.page]}
    else:
        told["sections"] = _sections(known, holder.id if holder else None)
    return render(request, "browse/places.html", told)


@require_safe
def place(request: HttpRequest, id: str) -> HttpResponse:
    """One place. 404 for an id that no gazetteer has."""
    found = names().place(id)
    if found is None:
        raise Http404
    filters, who = Filters(place=(id,)), reader(request)
    record, known = holding.history(id), tree()
    inside = known.inside.get(id, ())
    told = profile.told(filters, request) | {
        "place": found,
        "name": naming.place_name(found),
        "cls": CLASSES[found.cls],
        "held": placefacts.row(id, 0).held,
        "arabic": placefacts.arabic(found),
        "latin": placefacts.latin(found),
        "by_rule": placefacts.by_rule(placefacts.latin(found)[1]),
        "gazetteer": placefacts.gazetteer(found),
        "inside": _shares(known, inside[:_INSIDE]),
        "directly": max(known.counts.get(id, 0) - sum(known.counts[one] for one in inside), 0),
        "record": record,
        "chart": _chart(record, who),
    }
    return render(request, "browse/place.html", told)


def _sections(known: Tree, within: str | None) -> list[Section]:
    made = []
    for one in known.inside.get(within, ()):
        below = known.below(one)
        inside = known.inside.get(one, ()) if within is None else below
        items = tuple(placefacts.row(item, known.counts[item]) for item in inside[:_ITEMS])
        made.append(Section(placefacts.row(one, known.counts[one]), items, len(below) - len(items)))
    return made


def _shares(known: Tree, inside: Sequence[str]) -> list[Share]:
    found = [(naming.place(one), known.counts[one]) for one in inside]
    return profile.shares((named.text, count, named.address, "") for named, count in found)


def _chart(record: Sequence[Held], who: Reader) -> SafeString:
    words = Words(
        _("Who held it, over time"),
        _("A lane for each holder; the table beneath has every interval with its sources."),
        who.number,
        who.rtl,
    )
    # Built by marsad.web.charts, which escapes all it is given.
    return mark_safe(holdingchart.drawn(record, words, who.choices.digits))
