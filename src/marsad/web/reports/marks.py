"""The evidence of claims as stretches of the report's text, cut so that marks that cross each other nest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from marsad.model import Claim

ROLES: Final = ("casualties", "trigger", "initiator", "target", "place", "time", "source")  # the outermost mark first


@dataclass(frozen=True, slots=True)
class Mark:
    """``start`` and ``end`` count code points of the report's text; ``claim`` is the claim's place in the report."""

    start: int
    end: int
    role: str
    claim: int


@dataclass(frozen=True, slots=True)
class Role:
    """A role that a stretch plays, and in which claims."""

    name: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text without a boundary in it, with its roles, the outermost first. ``start`` is its offset."""

    start: int
    text: str
    roles: tuple[Role, ...] = ()

    @property
    def claims(self) -> tuple[int, ...]:
        """Every claim that this stretch is evidence of."""
        return tuple(sorted({claim for role in self.roles for claim in role.claims}))


def marks_of(claims: Sequence[Claim]) -> Iterator[Mark]:
    """Every mark of the claims of a report."""
    for n, claim in enumerate(claims):
        spans = [
            ("trigger", (claim.trigger, *claim.retellings)),
            ("initiator", claim.initiators),
            ("target", claim.targets),
            ("place", claim.places),
            ("time", (claim.when,) if claim.when else ()),
            ("source", claim.sources),
            ("casualties", claim.casualties),
        ]
        for role, mentions in spans:
            for mention in mentions:
                if mention.start < mention.end:
                    yield Mark(mention.start, mention.end, role, n)


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Stretch]]:
    """The paragraphs of a text, each cut into stretches; put together they are the text without its line breaks.

    Marks that reach outside the text are cut to it.
    """
    found = sorted(set(marks), key=lambda mark: (mark.start, mark.end))
    return [list(_cut(text, begin, end, found)) for begin, end in _lines(text)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _cut(text: str, begin: int, end: int, marks: Sequence[Mark]) -> Iterator[Stretch]:
    """The stretches of one paragraph."""
    inside = [mark for mark in marks if mark.start < end and mark.end > begin]
    bounds = {begin, end} | {min(max(at, begin), end) for mark in inside for at in (mark.start, mark.end)}
    points = sorted(bounds)
    for start, stop in pairwise(points):
        yield Stretch(
            start, text[start:stop], _roles(mark for mark in inside if mark.start <= start and mark.end >= stop)
        )


def _roles(marks: Iterable[Mark]) -> tuple[Role, ...]:
    claims: dict[str, set[int]] = defaultdict(set)
    for mark in marks:
        claims[mark.role].add(mark.claim)
    return tuple(Role(role, tuple(sorted(claims[role]))) for role in ROLES if role in claims)
