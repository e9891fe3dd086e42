"""How right the coder is: measured before a version was shipped, and by the reviewers of this ledger."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS

from marsad.ledger.judgements.history import counting
from marsad.model.judgement import Confirm, Correct, Field, Judgement, Reject
from marsad.web.ledger.judgements import SqlJudgements
from marsad.web.review.wilson import wilson

ENOUGH: Final = 30  # claims reviewed, below which a share says hardly anything


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``of``, with the bounds between which the true share lies in 95 of 100 such measurements."""

    right: int
    of: int

    @property
    def known(self) -> bool:
        """Whether there was anything to measure."""
        return self.of > 0

    @property
    def enough(self) -> bool:
        """Whether it was measured often enough to mean something."""
        return self.of >= ENOUGH

    @property
    def percent(self) -> int:
        """In whole hundredths."""
        return round(100 * self.right / self.of)

    @property
    def low(self) -> int:
        """The lower bound, in whole hundredths."""
        return round(100 * wilson(self.right, self.of)[0])

    @property
    def high(self) -> int:
        """The upper bound."""
        return round(100 * wilson(self.right, self.of)[1])

    @property
    def width(self) -> int:
        """From bound to bound, as it is drawn."""
        return max(self.high - self.low, 1)

    @property
    def point(self) -> int:
        """Where the share is drawn."""
        return min(self.percent, 99)


@dataclass(frozen=True, slots=True)
class Measured:
    """A field: how much of what is coded is right, and how much of what is there is found."""

    field: str
    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class Shipped:
    """The figures that come with the package: see ``data/measured.json``."""

    version: str
    date: str
    reports: int
    fields: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What reviewers found: of the claims judged those that stood, and by field those that were left as they were."""

    claims: Share
    fields: tuple[tuple[str, Share], ...]


@cache
def shipped() -> Shipped:
    """The figures of the package."""
    raw = json.loads(files("marsad.web.review").joinpath("data", "measured.json").read_text(encoding="utf-8"))
    fields = tuple(_measured(name, counts) for name, counts in raw["fields"].items())
    return Shipped(raw["version"], raw["date"], raw["reports"], fields)


@lru_cache(1)
def reviewed(last: int) -> Reviewed:
    """What the reviewers of this ledger found up to ``last``, the id of the last judgement there is."""
    return count(SqlJudgements(DEFAULT_DB_ALIAS).all())


def count(judgements: Iterable[Judgement]) -> Reviewed:
    """Count what these judgements say, with their undoings. What is corrected counts as wrong as coded, even where a
    correction was corrected again.
    """
    rejected: dict[str, bool] = {}
    changed: dict[str, set[Field]] = {}
    for judgement in counting(judgements):
        for claim, field in _verdicts(judgement):
            rejected[claim] = isinstance(judgement.act, Reject)
            changed.setdefault(claim, set()).update([field] if field else [])
    standing = [claim for claim, gone in rejected.items() if not gone]
    wrong = Counter(field for claim in standing for field in changed[claim])
    fields = tuple((field.value, Share(len(standing) - wrong[field], len(standing))) for field in Field)
    return Reviewed(Share(len(standing), len(rejected)), fields)


def _verdicts(judgement: Judgement) -> Iterator[tuple[str, Field | None]]:
    act = judgement.act
    if isinstance(act, Confirm | Reject):
        yield act.claim.claim, None
    elif isinstance(act, Correct):
        yield act.claim.claim, act.field


def _measured(name: str, counts: dict[str, Any]) -> Measured:
    right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
    return Measured(name, Share(right, right + wrong), Share(right, right + missed))
