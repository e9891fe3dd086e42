"""The queue: claims that nobody has judged, those that matter most first.

What matters is how unsure the coder was, how many were killed, whether sources contradict each other, and whether it
happened in a place that the reviewer follows. The queue is made of the first claims by each of these, so that it costs
the same however many claims there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any, Final

import numpy as np
from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from marsad.ledger.judgements.history import counting
from marsad.model.judgement import Confirm, Correct, Reject
from marsad.web.browse.choosing import choose
from marsad.web.browse.filters import Filters
from marsad.web.browse.queries import newest, select
from marsad.web.columns.table import Array
from marsad.web.ledger import models
from marsad.web.ledger.judgements import SqlJudgements

EACH: Final = 150  # claims by each measure
_WINDOWS: Final = 8  # times so many incidents that are looked through for them
_UNDONE: Final = 500  # the last subjects of undoings, which may wait again
_CLAIM: Final = "claim:"
UNSURE: Final = 0.5  # a confidence below it is called low
GRAVE: Final = 10  # killed, from which a toll is called high
_KINDS: Final = ("confirm", "correct", "reject")
_VERDICTS: Final = (Confirm, Correct, Reject)
_COLUMNS: Final = (
    "key",
    "confidence",
    "incident__disputed",
    "incident__killed_high",
    "incident__killed_low",
    "incident",
)
Rows = QuerySet[models.Claim]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits, and why it stands where it does. ``killed`` is the incident's highest known figure;
    ``followed`` says that it lies in a place that the reviewer follows.
    """

    key: str
    confidence: float
    disputed: bool
    killed: int | None
    followed: bool = False

    @property
    def weight(self) -> float:
        """How much it matters: each measure is worth between nought and one, a toll of a thousand one."""
        toll = min(log10(1 + (self.killed or 0)) / 3, 1.0)
        return (1 - self.confidence) + toll + (0.5 if self.disputed else 0.0) + (0.5 if self.followed else 0.0)

    @property
    def percent(self) -> int:
        """The confidence in whole hundredths."""
        return round(100 * self.confidence)

    @property
    def unsure(self) -> bool:
        """Whether the coder was unsure."""
        return self.confidence < UNSURE

    @property
    def grave(self) -> bool:
        """Whether many were killed."""
        return (self.killed or 0) >= GRAVE


def queue(filters: Filters, followed: Sequence[str] = ()) -> list[Waiting]:
    """The claims that wait, of incidents that fit the filters. ``followed`` are the ids of places with all in them."""
    rows, incidents = unjudged(), select(filters)
    there: Array = choose(Filters(place=tuple(followed))).of("number") if followed else np.empty(0, np.int64)
    streams = [
        _of(_first(incidents.filter(killed_high__isnull=False).order_by("-killed_high", "pk")), rows),
        _of(_first(incidents.filter(disputed=True, first__isnull=False).order_by("-first", "-pk")), rows),
        _of(_near(filters, followed, there), rows),
        # Few claims may fit the filters: to look for them among the least sure of all could mean to look at every one.
        _told(rows.order_by("confidence", "pk"))
        if filters.empty
        else _of(_first(incidents.order_by("-first", "-pk")), rows),
    ]
    found = {told[0]: told for stream in streams for told in stream}
    if not found and not filters.empty:  # the first incidents are done: some claim of the others may wait
        rest = rows.filter(incident__in=incidents.values("pk")).order_by("confidence", "pk")
        found = {told[0]: told for told in _told(rest)}
    return sorted(_waiting(found.values(), there), key=lambda one: (-one.weight, one.key))


def _waiting(told: Iterable[tuple[Any, ...]], there: Array) -> list[Waiting]:
    """Claims as they wait; ``there`` are the numbers of the incidents in places that are followed."""
    rows = list(told)
    near = np.isin(np.array([row[-1] for row in rows], np.int64), there)
    return [
        Waiting(key, confidence, bool(disputed), high if high is not None else low, bool(followed))
        for (key, confidence, disputed, high, low, _incident), followed in zip(rows, near, strict=True)
    ]


def unjudged() -> Rows:
    """Claims without a verdict, and those whose verdicts were all taken back."""
    subject = Concat(Value(_CLAIM), OuterRef("key"), output_field=CharField())
    verdicts = models.JudgementSubject.objects.filter(subject=subject, judgement__kind__in=_KINDS)
    return models.Claim.objects.filter(~Exists(verdicts) | Q(key__in=_reopened()))


def _first(incidents: QuerySet[models.Incident]) -> list[int]:
    """The numbers of the first of these incidents."""
    return list(incidents.values_list("pk", flat=True)[: _WINDOWS * EACH])


def _near(filters: Filters, followed: Sequence[str], there: Array) -> list[int]:
    """The numbers of the latest incidents that fit, in the places that are followed."""
    if not followed:
        return []
    if not filters.place:
        filters = filters.with_(place=tuple(followed))
    found = [number for _day, number in newest(filters, _WINDOWS * EACH)]
    return [number for number, near in zip(found, np.isin(found, there), strict=True) if near]


def _of(incidents: Sequence[int], rows: Rows) -> list[tuple[Any, ...]]:
    """The claims that wait of these incidents, some incidents at a time until there are enough."""
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(incidents), EACH):
        asked = rows.filter(incident__in=incidents[start : start + EACH]).order_by("confidence", "pk")
        found += _told(asked)[: EACH - len(found)]
        if len(found) >= EACH:
            break
    return found


def _told(rows: Rows) -> list[tuple[Any, ...]]:
    return list(rows.values_list(*_COLUMNS)[:EACH])


def _reopened() -> list[str]:
    """Claims whose verdicts no longer count. What was taken back last may have been a merge, or an undoing."""
    undone = models.JudgementSubject.objects.filter(judgement__kind="undo", subject__startswith=_CLAIM)
    subjects = list(dict.fromkeys(undone.order_by("-judgement").values_list("subject", flat=True)[:_UNDONE]))
    if not subjects:
        return []
    said = SqlJudgements(DEFAULT_DB_ALIAS).of_subjects(subjects)
    counted = {one.act.claim.claim for one in counting(said) if isinstance(one.act, _VERDICTS)}
    return [key for one in subjects if (key := one.removeprefix(_CLAIM)) not in counted]


def beside(waiting: list[Waiting], key: str) -> tuple[str | None, str | None]:
    """The claims before and after one in the queue; of one that is not in it, none and the first."""
    keys = [one.key for one in waiting]
    if key not in keys:
        return None, keys[0] if keys else None
    at = keys.index(key)
    return keys[at - 1] if at else None, keys[at + 1] if at + 1 < len(keys) else None
