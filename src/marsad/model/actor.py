"""Who did it and to whom: the actors of the register."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is. The values follow ACLED's actor types (codebook, «inter» codes 1–8)."""

    STATE_FORCES = "state_forces"  # 1
    REBELS = "rebels"  # 2: armed groups that fight to replace or leave a state
    POLITICAL_MILITIA = "political_militia"  # 3
    IDENTITY_MILITIA = "identity_militia"  # 4: tribes, communities
    RIOTERS = "rioters"  # 5
    PROTESTERS = "protesters"  # 6
    CIVILIANS = "civilians"  # 7
    EXTERNAL = "external"  # 8: forces of another state, coalitions, peacekeepers
    UNKNOWN = "unknown"  # unidentified armed men, and names that nothing is known of


@dataclass(frozen=True, slots=True)
class Parentage:
    """That an actor belonged to another, with the ISO dates of the first and the last report that say so."""

    parent: str
    first: str | None
    last: str | None
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the register. ``ar`` and ``en`` are its names, aliases and spellings, the main one first.

    ``side`` groups those who fight together in one country's war (``sy-government``, ``is``), ``None`` where unknown;
    ``countries`` are ISO 3166-1 alpha-2 codes where it acts. ``provisional`` actors were met in a report and are not
    in the register yet: nothing is known of them but their names.
    """

    id: str
    ar: tuple[str, ...]
    en: tuple[str, ...]
    kind: ActorKind
    side: str | None = None
    countries: tuple[str, ...] = ()
    parents: tuple[Parentage, ...] = ()
    provisional: bool = False
    note: str = ""
