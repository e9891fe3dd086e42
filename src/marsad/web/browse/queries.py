"""Incidents as pages ask for them: by the filters of the address, a page at a time, with counts beside each filter.

A ledger of a hundred thousand reports has more incidents than a page can count while somebody waits. What is counted
beside a filter is counted of the newest that fit, and says so where these are not all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from marsad.ledger.wire import loads
from marsad.model.incident import Incident
from marsad.web.browse.filters import FilterError, Filters
from marsad.web.browse.registers import names
from marsad.web.browse.remembering import remembered
from marsad.web.ledger import facets, models
from marsad.web.search.matching import incidents_with

PAGE: Final = 30  # incidents on a page
SAMPLE: Final = 2_000  # of the newest incidents that fit, how many are looked at to count what they are
KINDS: Final = (facets.PLACE, facets.ACTOR, facets.SOURCE, facets.TYPE)
GRADE: Final = "grade"
_CHUNK: Final = 500  # rows that are held at once where all are read
_COMMON: Final = 20_000  # incidents from which on a value is common: those that have it are soon met on the way
_KEPT: Final = 256  # answers remembered
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


@dataclass(frozen=True, slots=True)
class Tally:
    """How many incidents have each value, the commonest first. ``sample`` is how many were looked at, the newest of
    those that fit; ``None`` where these are all.
    """

    values: tuple[Counted, ...]
    sample: int | None


def select(filters: Filters) -> Rows:
    """The incidents that fit, in no order."""
    rows = models.Incident.objects.filter(_columns(filters))
    for kind, values in _facets(filters).items():
        fitting = models.Facet.objects.filter(kind=kind, value__in=values)
        rows = rows.filter(pk__in=fitting.values("incident"))
    return rows.filter(pk__in=incidents_with(filters.words)) if filters.words else rows


def fitting(filters: Filters) -> Rows:
    """The same by their numbers where they are few: what several questions are asked of is looked up once."""
    if filters.empty:
        return select(filters)
    numbers, sample = _sample(filters)
    return models.Incident.objects.filter(pk__in=numbers) if sample is None else select(filters)


@remembered(_KEPT)
def total(filters: Filters) -> int:
    """How many incidents fit."""
    return fitting(filters).count()


def reach(filters: Filters) -> tuple[int, bool]:
    """How many incidents fit, up to ``SAMPLE``, and whether that is all. All are counted where that is soon done."""
    told = _facets(filters)
    if filters.empty:
        return models.Incident.objects.count(), True
    if len(told) == 1 and filters.with_(**dict.fromkeys(told, ())).empty:
        ((kind, values),) = told.items()
        if len(values) == 1:
            return models.Facet.objects.filter(kind=kind, value__in=values).count(), True
    numbers, sample = _sample(filters)
    return len(numbers), sample is None


def page(filters: Filters, after: str | None = None, size: int = PAGE) -> Page:
    """The page that begins after a key. Raises ``FilterError`` for a key that is none.

    Pages go by the key of their last incident, not by number: what is added meanwhile shifts nothing.
    """
    found = list(_newest(filters, after)[: size + 1])
    shown = [number for _, number in found[:size]]
    told = dict(models.Incident.objects.filter(pk__in=shown).values_list("pk", "whole__document"))
    last = found[size - 1] if len(found) > size else None
    return Page(
        tuple(loads(Incident, told[number]) for number in shown if number in told),
        f"{last[0].isoformat() if last[0] else ''}.{last[1]}" if last else None,
    )


def newest(filters: Filters, size: int) -> list[tuple[date | None, int]]:
    """The days and numbers of the incidents that fit, the latest first: what is asked for often need not be read."""
    return list(_newest(filters)[:size])


def counts(filters: Filters, kind: str, most: int = 12) -> list[Counted]:
    """The commonest values of a facet among all incidents that fit, but for the facet's own filter."""
    others = filters.with_(**{kind: ()})
    rows = models.Facet.objects.filter(kind=kind)
    if not others.empty:
        rows = rows.filter(incident__in=select(others).values("pk"))
    found = rows.values_list("value").annotate(count=Count("pk")).order_by("-count", "value")[:most]
    return [Counted(value, count) for value, count in found]


def tallies(filters: Filters) -> Mapping[str, Tally]:
    """The values of every facet and of ``grade`` among the newest incidents that fit, each but for its own filter."""
    told = _facets(filters)
    found = {kind: _tallied(filters.with_(**{kind: ()}), (kind,))[kind] for kind in told}
    rest = tuple(kind for kind in KINDS if kind not in told)
    return {**found, **_tallied(filters, rest), GRADE: _graded(filters.with_(grade=()))}


def tally(filters: Filters, kind: str) -> Tally:
    """The values of one facet among the newest incidents that fit."""
    return _tallied(filters, (kind,))[kind]


def governorates(filters: Filters, most: int = 14) -> list[Counted]:
    """The governorates with most of the newest incidents that fit."""
    found = (one for one in tally(filters, facets.PLACE).values if _is_governorate(one.value))
    return list(islice(found, most))


@remembered(_KEPT)
def days(filters: Filters) -> tuple[date, date] | None:
    """The first and the last day of the incidents that fit."""
    if filters.empty:  # read off both ends of an index
        rows = models.Incident.objects.exclude(first=None).order_by("first").values_list("first", flat=True)
        earliest, latest = rows.first(), rows.last()
    else:
        found = fitting(filters).aggregate(earliest=Min("first"), latest=Max("first"))
        earliest, latest = found["earliest"], found["latest"]
    return (earliest, latest) if earliest and latest else None


def all_of(filters: Filters, most: int) -> Iterator[Incident]:
    """The incidents that fit, the latest first, read as they are asked for."""
    rows = select(filters).order_by(F("first").desc(nulls_last=True), "-pk").values_list("whole__document", flat=True)
    return (loads(Incident, document) for document in rows[:most].iterator(chunk_size=_CHUNK))


def incident(key: str) -> Incident | None:
    """The incident with this id, or the one that holds the claim with this id."""
    rows = models.Incident.objects.values_list("whole__document", flat=True)
    # Two questions: one with «or» over both tables would read every claim there is.
    found = rows.filter(key=key).first() or rows.filter(claims__key=key).first()
    return loads(Incident, found) if found else None


@remembered(_KEPT)
def _sample(filters: Filters) -> tuple[tuple[int, ...], int | None]:
    """The numbers of the newest incidents that fit, and how many these are where there are others."""
    found = tuple(number for _, number in _newest(filters)[: SAMPLE + 1])
    return found[:SAMPLE], SAMPLE if len(found) > SAMPLE else None


@remembered(_KEPT)
def _tallied(filters: Filters, kinds: Sequence[str]) -> dict[str, Tally]:
    if filters.empty:
        rows, sample = models.Facet.objects.filter(kind__in=kinds), None
    else:
        numbers, sample = _sample(filters)
        rows = _of_kind(kinds).filter(incident__in=numbers)
    by: dict[str, list[Counted]] = {kind: [] for kind in kinds}
    counted = rows.values_list("kind", "value").annotate(count=Count("pk")).order_by("-count", "value")
    for kind, value, count in counted:
        by[kind].append(Counted(value, count))
    return {kind: Tally(tuple(values), sample) for kind, values in by.items()}


@remembered(_KEPT)
def _graded(filters: Filters) -> Tally:
    rows, sample = models.Incident.objects.all(), None
    if not filters.empty:
        numbers, sample = _sample(filters)
        rows = rows.filter(pk__in=numbers)
    counted = rows.values_list("grade").annotate(count=Count("pk")).order_by("-count")
    return Tally(tuple(Counted(value, count) for value, count in counted), sample)


def _newest(filters: Filters, after: str | None = None) -> QuerySet[Any, tuple[date | None, int]]:
    """The days and numbers of the incidents that fit and come after a key, the latest first.

    Read from the index of the rarest facet that one value is wanted of, else from that of days: both are in this order.
    """
    told = _facets(filters)
    sizes = {kind: _size(kind, values) for kind, values in told.items()} if len(told) > 1 else {}
    single = [kind for kind, values in told.items() if len(values) == 1]
    lead = min(single, key=lambda kind: sizes.get(kind, 0), default=None)
    rows: QuerySet[Any]
    if lead:
        rows, number, prefix = models.Facet.objects.filter(kind=lead, value__in=told[lead]), "incident", "incident__"
    else:
        rows, number, prefix = models.Incident.objects.all(), "pk", ""
    for kind, values in told.items():
        if kind != lead:
            rows = rows.filter(_with(kind, values, number, sizes.get(kind, 0)))
    rows = rows.filter(_columns(filters, prefix))
    if filters.words:
        rows = rows.filter(**{f"{number}__in": incidents_with(filters.words)})
    if after:
        rows = rows.filter(_beyond(after, number))
    return rows.order_by(F("first").desc(nulls_last=True), f"-{number}").values_list("first", number)


def _with(kind: str, values: Sequence[str], number: str, size: int) -> Q | Exists:
    """That an incident has a value: looked up one by one where many have it, else among the few that do."""
    if size < _COMMON:
        return Q(**{f"{number}__in": models.Facet.objects.filter(kind=kind, value__in=values).values("incident")})
    return Exists(_of_kind([kind]).filter(incident=OuterRef(number), value__in=values))


def _of_kind(kinds: Sequence[str]) -> QuerySet[models.Facet]:
    """Facets of some kinds that are to be found by their incident: SQLite would rather read all that have the value,
    if it saw the kind as a column of the index.
    """
    return models.Facet.objects.annotate(own=Concat("kind", Value(""))).filter(own__in=kinds)


def _size(kind: str, values: Sequence[str]) -> int:
    """How many incidents have one of these values, up to where it does not matter any more."""
    return models.Facet.objects.filter(kind=kind, value__in=values)[:_COMMON].count()


def _is_governorate(place: str) -> bool:
    found = names().place(place)
    return found is not None and found.cls == "governorate"


def _facets(filters: Filters) -> dict[str, list[str]]:
    """The facets that are filtered by, with the values wanted."""
    told = {kind: [str(value) for value in getattr(filters, kind)] for kind in KINDS}
    return {kind: values for kind, values in told.items() if values}


def _columns(filters: Filters, prefix: str = "") -> Q:
    found = Q()
    if filters.first:
        found &= Q(**{f"{prefix}last__gte": filters.first})
    if filters.last:
        found &= Q(first__lte=filters.last)
    if filters.grade:
        found &= Q(**{f"{prefix}grade__in": [str(grade) for grade in filters.grade]})
    return found & Q(**{f"{prefix}disputed": True}) if filters.disputed else found


def _beyond(key: str, number: str) -> Q:
    day, _, written = key.partition(".")
    try:
        first, last = date.fromisoformat(day) if day else None, int(written)
    except ValueError:
        raise FilterError(f"after={key[:40]} is no key of a page", code="page-unknown") from None
    earlier = Q(**{f"{number}__lt": last})
    if first is None:
        return Q(first=None) & earlier
    return Q(first__lt=first) | Q(first=first) & earlier | Q(first=None)
