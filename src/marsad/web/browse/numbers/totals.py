"""The casualties of some incidents in one figure a kind, as pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from marsad.model.types import CasualtyKind
from marsad.web.browse.numbers.figures import Reader
from marsad.web.browse.numbers.series import Tally
from marsad.web.charts.words import Words
from marsad.web.site.choices import chosen


@dataclass(frozen=True, slots=True)
class Total:
    """The casualties of one kind together; ``span`` is the range in the reader's digits, empty where nobody counted."""

    kind: CasualtyKind
    tally: Tally
    span: str


def reader(request: HttpRequest) -> Reader:
    """For whom the page is."""
    return Reader("en" if get_language() == "en" else "ar", chosen(request.COOKIES))


def totals(told: Mapping[CasualtyKind, Tally], who: Reader) -> list[Total]:
    """Sums as they are shown."""
    return [Total(kind, tally, span(tally, who)) for kind, tally in told.items()]


def span(tally: Tally, who: Reader) -> str:
    """The range of a sum; empty where nobody counted."""
    if not tally.counted:
        return ""
    return Words("", "", who.number).span(tally.low, tally.high, tally.open_high > 0)
