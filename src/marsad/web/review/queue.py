"""The queue: claims that nobody has judged, those that matter most first.

What matters is how unsure the coder was, how many were killed, and whether sources contradict each other. The queue is
made of the first claims by each of these, so that it costs the same however many claims there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from marsad.ledger.judgements.history import counting
from marsad.model.judgement import Confirm, Correct, Reject
from marsad.web.browse.filters import Filters
from marsad.web.browse.queries import select
from marsad.web.ledger import models
from marsad.web.ledger.judgements import SqlJudgements

EACH: Final = 150  # claims by each measure
UNSURE: Final = 0.5  # a confidence below it is called low
GRAVE: Final = 10  # killed, from which a toll is called high
_KINDS: Final = ("confirm", "correct", "reject")
_VERDICTS: Final = (Confirm, Correct, Reject)
_COLUMNS: Final = ("key", "confidence", "incident__disputed", "incident__killed_high", "incident__killed_low", "said")
Rows = QuerySet[models.Claim]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits, and why it stands where it does. ``killed`` is the incident's highest known figure."""

    key: str
    confidence: float
    disputed: bool
    killed: int | None

    @property
    def weight(self) -> float:
        """How much it matters: each measure is worth between nought and one, a toll of a thousand one."""
        return (1 - self.confidence) + min(log10(1 + (self.killed or 0)) / 3, 1.0) + (0.5 if self.disputed else 0.0)

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


def queue(filters: Filters) -> list[Waiting]:
    """The claims that wait, of incidents that fit the filters: three questions to the database."""
    rows = unjudged(filters)
    streams = (
        rows.order_by("confidence", "pk"),
        rows.filter(incident__killed_high__isnull=False).order_by("-incident__killed_high", "pk"),
        rows.filter(incident__disputed=True, incident__first__isnull=False).order_by("-incident__first", "pk"),
    )
    found: dict[str, tuple[Any, ...]] = {}
    for stream in streams:
        found.update({row[0]: row for row in stream.values_list(*_COLUMNS)[:EACH]})
    done = _judged(key for key, *_, verdict in found.values() if verdict == "undo")
    waiting = [
        Waiting(key, confidence, bool(disputed), high if high is not None else low)
        for key, confidence, disputed, high, low, _ in found.values()
        if key not in done
    ]
    return sorted(waiting, key=lambda one: (-one.weight, one.key))


def unjudged(filters: Filters) -> Rows:
    """Claims whose last verdict, if there is one, was taken back."""
    subject = Concat(Value("claim:"), OuterRef("key"), output_field=CharField())
    verdicts = models.JudgementSubject.objects.filter(subject=subject, judgement__kind__in=(*_KINDS, "undo"))
    rows = models.Claim.objects.annotate(said=Subquery(verdicts.order_by("-judgement").values("judgement__kind")[:1]))
    rows = rows.filter(Q(said=None) | Q(said="undo"))
    return rows if filters.empty else rows.filter(incident__in=select(filters).values("pk"))


def beside(waiting: list[Waiting], key: str) -> tuple[str | None, str | None]:
    """The claims before and after one in the queue; of one that is not in it, none and the first."""
    keys = [one.key for one in waiting]
    if key not in keys:
        return None, keys[0] if keys else None
    at = keys.index(key)
    return keys[at - 1] if at else None, keys[at + 1] if at + 1 < len(keys) else None


def _judged(keys: Iterable[str]) -> frozenset[str]:
    """Those that are judged after all: what was taken back last may have been a merge, or an undoing."""
    asked = list(keys)
    if not asked:
        return frozenset()
    said = SqlJudgements(DEFAULT_DB_ALIAS).of_subjects([f"claim:{key}" for key in asked])
    return frozenset(one.act.claim.claim for one in counting(said) if isinstance(one.act, _VERDICTS))
