"""Versions of a report that its outlet changed: what it says now that it did not, and which claims came or went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS

from marsad.coder.pipeline import code
from marsad.model import CasualtyCount, Claim, Report
from marsad.text.fold import fold
from marsad.web.ledger.reports import SqlReports
from marsad.web.reports.difference import Part, difference
from marsad.web.reports.masking import Mask


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in a line."""

    type: str
    trigger: str
    places: tuple[str, ...]
    counts: tuple[CasualtyCount, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions, safe to show; ``came`` are the claims of the new one alone, ``went`` those of the old one."""

    title: tuple[Part, ...]
    text: tuple[Part, ...]
    came: tuple[Told, ...]
    went: tuple[Told, ...]
    stayed: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two of the ``count`` versions of a report, ``first`` and ``second`` counted from 1 (the oldest)."""

    old: Report
    new: Report
    first: int
    second: int
    count: int

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of both."""
        return _claims(self.old) + _claims(self.new)

    def compared(self, mask: Mask) -> Compared:
        """What changed. Both versions are coded by the same rules, so that a claim differs where the text does."""
        old, new = _counted(_claims(self.old)), _counted(_claims(self.new))
        return Compared(
            difference(mask(self.old.title), mask(self.new.title)),
            difference(mask(self.old.text), mask(self.new.text)),
            tuple(_told(one, mask) for one in _beyond(_claims(self.new), old)),
            tuple(_told(one, mask) for one in _beyond(_claims(self.old), new)),
            (old & new).total(),
        )


def comparison(key: str, first: str, second: str) -> Comparison | None:
    """Two versions of a report by their numbers as an address gives them; the last two where it gives none that can be.

    ``None`` where there is no such report, or it never changed.
    """
    store = SqlReports(DEFAULT_DB_ALIAS)
    now = store.get([key]).get(key)
    if now is None:
        return None
    known = (*store.versions(key), now)
    if len(known) < 2:
        return None
    b = _number(second, len(known)) or len(known)
    a = _number(first, len(known)) or max(b - 1, 1)
    return Comparison(known[a - 1], known[b - 1], a, b, len(known))


def _number(written: str, most: int) -> int | None:
    return (
        int(written)
        if written.isascii() and written.isdigit() and len(written) < 6 and 1 <= int(written) <= most
        else None
    )


@lru_cache(maxsize=64)
def _claims(report: Report) -> tuple[Claim, ...]:
    return code(report).claims


_Key = tuple[str, str, tuple[str, ...], tuple[tuple[str, int | None, int | None], ...]]


def _key(claim: Claim) -> _Key:
    """What makes a claim the same in another version: all that it says, wherever in the text it stands."""
    counts = tuple((str(one.kind), one.low, one.high) for one in claim.casualties)
    return str(claim.type), fold(claim.trigger.text), tuple(fold(place.text) for place in claim.places), counts


def _counted(claims: Iterable[Claim]) -> Counter[_Key]:
    return Counter(map(_key, claims))


def _beyond(claims: Iterable[Claim], there: Counter[_Key]) -> list[Claim]:
    """The claims that are not there, in their order."""
    left, found = there.copy(), []
    for claim in claims:
        if left[_key(claim)] > 0:
            left[_key(claim)] -= 1
        else:
            found.append(claim)
    return found


def _told(claim: Claim, mask: Mask) -> Told:
    places = tuple(mask(place.text) for place in claim.places)
    return Told(str(claim.type), mask(claim.trigger.text), places, claim.casualties)
