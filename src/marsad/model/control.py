"""Who holds what: what reports tell of control over a place, and the record that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from marsad.model.incident import Certainty, Version
from marsad.model.types import Factuality


class TellKind(StrEnum):
    """What a report tells of control: a state, a take-over or that somebody left."""

    HELD = "held"
    TAKEN = "taken"
    LEFT = "left"


class Extent(StrEnum):
    """How much of the named place is told of."""

    PLACE = "place"  # the place, no more said
    ALL = "all"  # the whole of it, with the places in it («جميع قرى …», all villages of)
    MOST = "most"
    HALF = "half"
    PART = "part"
    EDGE = "edge"  # its outskirts or entrances, not the place


PARTIAL = frozenset({Extent.MOST, Extent.HALF, Extent.PART})


@dataclass(frozen=True, slots=True)
class Tell:
    """What one report tells of who holds one place.

    ``place`` is a gazetteer's id, or for an area that has none the key that ``marsad.ledger.control.areas`` makes;
    ``precision`` is a key of ``GEO_PRECISION``. ``holders`` are the actor ids of who holds, took or left the place,
    ``losers`` of whom it was taken from. ``first`` and ``last`` are inclusive ISO dates: ``first`` is ``None`` where
    the report only says that it had come about by ``last``, and both are where neither claim nor report has a date.
    ``reach`` are the classes of the places in it that an ``Extent.ALL`` reaches, empty for all classes. ``origin`` is
    the id of the innermost source, else of the outlet, and ``side`` the side that source speaks for. ``claim`` is the
    id of the claim behind it, ``None`` for a state; ``start`` and ``end`` are the offsets of the evidence.
    """

    id: str
    report: str
    kind: TellKind
    place: str
    precision: str | None
    holders: tuple[str, ...]
    losers: tuple[str, ...]
    first: str | None
    last: str | None
    factuality: Factuality
    extent: Extent
    reach: tuple[str, ...]
    origin: str
    side: str | None
    claim: str | None
    start: int
    end: int
    published: str | None


@dataclass(frozen=True, slots=True)
class Bound:
    """When something changed: not before ``earliest`` (``None``: nobody knows how long before), not after ``latest``.

    Inclusive ISO dates.
    """

    earliest: str | None
    latest: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A time during which the record of a place says one thing.

    ``holders`` are sides, or actors that have none, and more than one where they share the place or, if ``contested``,
    where independent origins give it to different ones (``versions`` tells who gives it to whom). Empty ``holders``:
    somebody left and nobody says who came. ``actors`` are the actor ids that the tells name, ``part`` those holders of
    whom it is only told that they have a part of the place. ``implied``: known only from whom the next holder took it.
    ``start`` is ``None`` where no tell says how it began, ``end`` where nothing says that it is over. ``seen`` are the
    ISO days of its evidence, ``opened`` the ids of the tells behind its start, ``tells`` of all that bear it out.
    """

    holders: tuple[str, ...]
    actors: tuple[str, ...]
    part: tuple[str, ...]
    start: Bound | None
    end: Bound | None
    seen: tuple[str, ...]
    opened: tuple[str, ...]
    tells: tuple[str, ...]
    certainty: Certainty
    contested: bool = False
    implied: bool = False
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The intervals of one place in the order of time.

    ``aside`` are the ids of the tells that moved nothing: planned or denied without effect, of the place's outskirts,
    without a date, or of a withdrawal by somebody who did not hold it.
    """

    place: str
    intervals: tuple[Interval, ...]
    aside: tuple[str, ...] = ()


class Standing(StrEnum):
    """How an answer to «who held it on that day» is known."""

    SEEN = "seen"  # evidence of that very day
    BETWEEN = "between"  # evidence before and after says the same; nothing in between speaks against it
    LAST_KNOWN = "last_known"  # the last evidence is before that day, and within the horizon
    STALE = "stale"  # the last evidence is longer ago than the horizon
    CHANGING = "changing"  # it changed hands at an unknown time around that day
    BEFORE = "before"  # whom it was taken from later; nothing says since when
    CONTESTED = "contested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held a place on a day. ``holders`` are empty where unknown, and both the old and the new while ``changing``.

    ``age_days`` counts from the last evidence before or on that day, ``next_days`` to the first after it; ``None``
    where there is none. ``since`` is when it began, ``tells`` the ids behind it.
    """

    place: str
    day: str
    standing: Standing
    holders: tuple[str, ...]
    part: tuple[str, ...] = ()
    since: Bound | None = None
    age_days: int | None = None
    next_days: int | None = None
    certainty: Certainty | None = None
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """That a place passed from one holder to another, or became or ceased to be contested, at some time in ``when``.

    ``before`` and ``after`` are as ``Interval.holders``; ``tells`` are the ids of those that say so: of the first that
    knows the new holder, where nobody tells of a take-over.
    """

    place: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    when: Bound
    contested: bool
    tells: tuple[str, ...]
    certainty: Certainty
