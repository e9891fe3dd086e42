"""Who says so: the sources that reports name, and the outlets that print them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class SourceKind(StrEnum):
    """What a source is, which decides how far its word and another's are two."""

    PARTY = "party"  # a party to the conflict, its spokesmen and its own media
    MONITOR = "monitor"  # documentation groups and observatories
    AGENCY = "agency"  # news agencies
    OFFICIAL = "official"  # governments, ministries, hospitals, the United Nations
    ACTIVISTS = "activists"  # local activists, coordinating committees
    WITNESS = "witness"  # eyewitnesses, residents, the wounded
    OUTLET = "outlet"  # the newspaper, station or site itself
    UNKNOWN = "unknown"  # «مصادر» (sources) and whoever the register has no kind for


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the register. ``ar`` and ``en`` are its names, the main one first; each may be empty.

    ``side`` is the side of the conflict it speaks for (see ``Actor.side``), ``None`` for those that take none;
    ``later`` are those it came to speak for since, each with the ISO date from which on, in the order of time.
    ``anonymous`` sources («ناشطون», activists) are a sort of people rather than one source: the same words in two
    reports may mean two people. ``provisional`` ones were met in a report and are not in the register yet.
    """

    id: str
    ar: tuple[str, ...]
    en: tuple[str, ...]
    kind: SourceKind
    side: str | None = None
    anonymous: bool = False
    provisional: bool = False
    note: str = ""
    later: tuple[tuple[str, str | None], ...] = ()

    def on(self, day: str | None) -> Source:
        """The source as it was on an ISO day, ``side`` that of the day; as it is for no particular day."""
        held = [side for first, side in self.later if day is not None and first <= day]
        return replace(self, side=held[-1], later=()) if held else self
