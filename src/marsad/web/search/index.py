"""The index kept in step with the store: what is put in, taken out, made anew, and found out of step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import Final, TypeVar

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Model, QuerySet

from marsad.ledger.wire import loads
from marsad.model import Report
from marsad.model.incident import Incident
from marsad.web.ledger import models as ledger
from marsad.web.ledger.rows import day, erase, lists
from marsad.web.search import models, terms
from marsad.web.search.keeping import keeper

REPORTS: Final = 0
INCIDENTS: Final = 1
DAYS: Final = 22  # bits of the number of a day, which is at most 3,652,059
COUNT: Final = 40  # bits of the number within all documents
_BATCH: Final = 500

Indexed = tuple[int, date | None, set[str]]  # number of the row, its day, its terms
T = TypeVar("T")
Row = TypeVar("Row", bound=Model)


def put_reports(alias: str, reports: Iterable[Report], numbers: Mapping[str, int]) -> None:
    """Index reports in place of what they said before; ``numbers`` are their rows' by their ids."""
    put(alias, REPORTS, ((numbers[one.id], day(one.published), terms.of_report(one)) for one in reports))


def put_incidents(alias: str, incidents: Iterable[Incident], numbers: Mapping[str, int]) -> None:
    """Index incidents in place of what they were before; ``numbers`` are their rows' by their ids."""
    put(alias, INCIDENTS, ((numbers[one.id], day(one.first), terms.of_incident(one)) for one in incidents))


def remove(alias: str, kind: int, rows: Collection[int]) -> None:
    """Forget reports or incidents, by their rows. FTS5 keeps their terms, which lead nowhere, until it is rebuilt."""
    for part in lists(rows):
        erase(models.Document.objects.using(alias).filter(kind=kind, subject__in=part))


def bounds(kind: int, first: date | None = None, last: date | None = None) -> tuple[int, int]:
    """The lowest and the highest id of a kind's documents in a period, inclusive; those without a day are in none."""
    highest = last.toordinal() if last else (1 << DAYS) - 1
    lowest = first.toordinal() if first else 1 if last else 0
    return (kind << DAYS | lowest) << COUNT, (kind << DAYS | highest) << COUNT | (1 << COUNT) - 1


def rebuild_index(alias: str = DEFAULT_DB_ALIAS) -> int:
    """Make the index anew from reports and incidents, in one transaction; how many documents it has."""
    with transaction.atomic(using=alias):
        erase(models.Document.objects.using(alias).all())
        keeper(alias).clear(alias)
        for kind, told in stored(alias):
            put(alias, kind, told)
    return models.Document.objects.using(alias).count()


def is_empty(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether nothing is indexed."""
    return not models.Document.objects.using(alias).exists()


def faults(alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """Where the index is out of step with the store, in words."""
    for kind, told in stored(alias):
        name = ("report", "incident")[kind]
        known = _known(alias, kind)
        for row, when, found in told:
            number, content = known.pop(row, (None, ""))
            if number is None:
                yield f"{name} {row} is not in the search index"
            elif content != _fingerprint(found) or _day_of(number) != when:
                yield f"{name} {row} is in the search index as it was before"
        yield from (f"the search index has {name} {row}, which the ledger has not" for row in known)


def put(alias: str, kind: int, told: Iterable[Indexed]) -> None:
    """Index documents of a kind in place of what they were before."""
    left = iter(told)
    while batch := list(islice(left, _BATCH)):
        known = _known(alias, kind, [row for row, _, _ in batch])
        fresh = []
        for row, when, found in batch:
            number, content = known.get(row, (None, ""))
            made = _fingerprint(found)
            if number is None or content != made or _day_of(number) != when:
                fresh.append((row, when, made, found))
        remove(alias, kind, [row for row, _, _, _ in fresh])
        start = _take(alias, len(fresh))
        keeper(alias).insert(
            alias,
            [
                (_number(kind, when, n), kind, row, made, found)
                for n, (row, when, made, found) in enumerate(fresh, start)
            ],
        )


def stored(alias: str, bounds: Mapping[int, int] | None = None) -> Iterator[tuple[int, Iterator[Indexed]]]:
    """All that has to be indexed, by kind; with ``bounds``, of each kind the rows up to a number."""
    last = bounds or {}
    columns = ("pk", "key", "title", "text", "published")
    reports = _upto(ledger.Report.objects.using(alias), last.get(REPORTS))
    yield (
        REPORTS,
        (
            (row, when, terms.of_report(Report(key, title, text)))
            for row, key, title, text, when in reports.order_by("published", "pk")
            .values_list(*columns)
            .iterator(_BATCH)
        ),
    )
    incidents = _upto(ledger.Incident.objects.using(alias), last.get(INCIDENTS)).order_by("first", "pk")
    yield (
        INCIDENTS,
        (
            (row, when, terms.of_incident(loads(Incident, document)))
            for row, when, document in incidents.values_list("pk", "first", "whole__document").iterator(_BATCH)
        ),
    )


def _upto(rows: QuerySet[Row], last: int | None) -> QuerySet[Row]:
    return rows if last is None else rows.filter(pk__lte=last)


def _known(alias: str, kind: int, rows: Collection[int] | None = None) -> dict[int, tuple[int, str]]:
    """The ids and contents of documents by their rows; of all of a kind where none are given."""
    documents = models.Document.objects.using(alias).filter(kind=kind)
    wanted = [documents] if rows is None else [documents.filter(subject__in=part) for part in lists(rows)]
    return {row: (pk, told) for one in wanted for row, pk, told in one.values_list("subject", "pk", "content")}


def _number(kind: int, when: date | None, count: int) -> int:
    """The id of a document: newer ones of a kind have higher ids, those without a day the lowest."""
    return (kind << DAYS | (when.toordinal() if when else 0)) << COUNT | count


def _day_of(number: int) -> date | None:
    ordinal = number >> COUNT & (1 << DAYS) - 1
    return date.fromordinal(ordinal) if ordinal else None


def _take(alias: str, count: int) -> int:
    """The first of so many numbers that nobody else has. Writers are alone in the store."""
    counter, _ = models.Counter.objects.using(alias).get_or_create(pk=1)
    start = counter.following
    if count:
        models.Counter.objects.using(alias).filter(pk=1).update(following=start + count)
    return start


def _fingerprint(found: Collection[str]) -> str:
    return blake2b(" ".join(sorted(found)).encode(), digest_size=16).hexdigest()
