"""How far to trust this: what was measured, in plain words, with how sure the figures are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from marsad.web.review.acts import latest
from marsad.web.review.measured import ENOUGH, Share, reviewed, shipped

FIELDS: Final[Mapping[str, Promise]] = {
    "claims": pgettext_lazy("field", "the claim itself"),
    "type": pgettext_lazy("field", "what happened"),
    "trigger": pgettext_lazy("field", "the words that name it"),
    "initiators": pgettext_lazy("field", "who did it"),
    "targets": pgettext_lazy("field", "to whom"),
    "places": pgettext_lazy("field", "where"),
    "when": pgettext_lazy("field", "when"),
    "sources": pgettext_lazy("field", "on whose word"),
    "factuality": pgettext_lazy("field", "how firmly it is said"),
    "casualties": pgettext_lazy("field", "casualties"),
    "control": pgettext_lazy("field", "who holds a place"),
    "affiliations": pgettext_lazy("field", "who belongs to whom"),
    "fully right": pgettext_lazy("field", "every field right"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A field in words, with a share or two."""

    name: Promise
    first: Share
    second: Share | None = None


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """The page."""
    known, found = shipped(), reviewed(latest())
    rows = [Row(FIELDS[one.field], one.precision, one.recall) for one in known.fields]
    told = {
        "shipped": known,
        "rows": rows,
        "wrong": _in_ten(rows[0].first),
        "missed": _in_ten(rows[0].second),
        "reviewed": found,
        "checked": list(_checked(("claims", found.claims), *found.fields)),
        "enough": ENOUGH,
    }
    return render(request, "review/trust.html", told)


def _checked(*shares: tuple[str, Share]) -> Iterator[Row]:
    return (Row(FIELDS[name], share) for name, share in shares)


def _in_ten(share: Share | None) -> int:
    """How many in ten are not right."""
    return round(10 - share.percent / 10) if share else 0
