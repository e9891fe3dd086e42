"""Incidents as pages ask for them: by the filters of the address, a page at a time, with counts beside each filter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, F, Q, QuerySet

from marsad.ledger.wire import loads
from marsad.model.incident import Incident
from marsad.web.browse.filters import FilterError, Filters
from marsad.web.ledger import facets, models
from marsad.web.search.matching import incidents_with

PAGE: Final = 30  # incidents on a page
_CHUNK: Final = 500  # rows that are held at once where all are read
_ORDER: Final = (F("first").desc(nulls_last=True), "-pk")
Rows = QuerySet[models.Incident]


@dataclass(frozen=True, slots=True)
class Page:
    """Some incidents, the latest first, and the key of the next page (``None`` on the last)."""

    incidents: tuple[Incident, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A value of a filter and how many of the incidents shown have it."""

    value: str
    count: int


def select(filters: Filters) -> Rows:
    """The incidents that fit, in no order."""
    rows = models.Incident.objects.filter(_columns(filters))
    for kind in (facets.PLACE, facets.ACTOR, facets.SOURCE, facets.TYPE):
        values = [str(value) for value in getattr(filters, kind)]
        if values:
            fitting = models.Facet.objects.filter(kind=kind, value__in=values)
            rows = rows.filter(pk__in=fitting.values("incident"))
    return rows.filter(pk__in=incidents_with(filters.words)) if filters.words else rows


def total(filters: Filters) -> int:
    """How many incidents fit."""
    return select(filters).count()


def page(filters: Filters, after: str | None = None, size: int = PAGE) -> Page:
    """The page that begins after a key. Raises ``FilterError`` for a key that is none.

    Pages go by the key of their last incident, not by number: what is added meanwhile shifts nothing.
    """
    rows = select(filters).order_by(*_ORDER)
    if after:
        rows = rows.filter(_beyond(after))
    found = list(rows.values_list("document", "first", "pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(
        tuple(loads(Incident, document) for document, _, _ in found[:size]),
        f"{last[1].isoformat() if last[1] else ''}.{last[2]}" if last else None,
    )


def counts(filters: Filters, kind: str, most: int = 12) -> list[Counted]:
    """The commonest values of a facet among the incidents that fit, but for the facet's own filter."""
    others = filters.with_(**{kind: ()})
    rows = models.Facet.objects.filter(kind=kind)
    if not others.empty:
        rows = rows.filter(incident__in=select(others).values("pk"))
    found = rows.values_list("value").annotate(count=Count("pk")).order_by("-count", "value")[:most]
    return [Counted(value, count) for value, count in found]


def grades(filters: Filters) -> list[Counted]:
    """How many incidents there are of each certainty."""
    rows = select(filters.with_(grade=())).values_list("grade").annotate(count=Count("pk")).order_by("-count")
    return [Counted(value, count) for value, count in rows]


def governorates(filters: Filters, most: int = 14) -> list[Counted]:
    """The governorates with most of the incidents that fit."""
    rows = select(filters).exclude(governorate=None).values_list("governorate").annotate(count=Count("pk"))
    return [Counted(value, count) for value, count in rows.order_by("-count", "governorate")[:most]]


def days(filters: Filters) -> tuple[date, date] | None:
    """The first and the last day of the incidents that fit."""
    rows = select(filters).exclude(first=None).order_by("first").values_list("first", flat=True)
    earliest, latest = rows.first(), rows.last()
    return (earliest, latest) if earliest and latest else None


def all_of(filters: Filters, most: int) -> Iterator[Incident]:
    """The incidents that fit, the latest first, read as they are asked for."""
    rows = select(filters).order_by(*_ORDER).values_list("document", flat=True)
    return (loads(Incident, document) for document in rows[:most].iterator(chunk_size=_CHUNK))


def incident(key: str) -> Incident | None:
    """The incident with this id, or the one that holds the claim with this id."""
    rows = models.Incident.objects.values_list("document", flat=True)
    # Two questions: one with «or» over both tables would read every claim there is.
    found = rows.filter(key=key).first() or rows.filter(claims__key=key).first()
    return loads(Incident, found) if found else None


def _columns(filters: Filters) -> Q:
    found = Q()
    if filters.first:
        found &= Q(last__gte=filters.first)
    if filters.last:
        found &= Q(first__lte=filters.last)
    if filters.grade:
        found &= Q(grade__in=[str(grade) for grade in filters.grade])
    return found & Q(disputed=True) if filters.disputed else found


def _beyond(key: str) -> Q:
    day, _, number = key.partition(".")
    try:
        first, last = date.fromisoformat(day) if day else None, int(number)
    except ValueError:
        raise FilterError(f"after={key[:40]} is no key of a page") from None
    if first is None:
        return Q(first=None, pk__lt=last)
    return Q(first__lt=first) | Q(first=first, pk__lt=last) | Q(first=None)
