"""Whose word a claim is in the end, and how many of those words are independent of each other.

The rules and what speaks for them are told in docs/explanation/independence.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from marsad.ledger.entry import Entry
from marsad.ledger.sources.reading import INSIDE, OWN
from marsad.model.source import Source, SourceKind
from marsad.model.types import Factuality

_MEDIA = (SourceKind.AGENCY, SourceKind.OUTLET)
_NOT_TOLD = (Factuality.DENIED, Factuality.PLANNED)
_NONE: Mapping[str, str] = MappingProxyType({})


class Way(StrEnum):
    """How the origin of a claim is known."""

    NAMED = "named"  # the report names it
    OUTLET = "outlet"  # the outlet in its own voice
    CREDIT = "credit"  # the agency that the text is credited to
    TEXT = "text"  # another telling in the same text, or in one that was printed before, has it


@dataclass(frozen=True, slots=True)
class Origin:
    """The source (its id) whose word a claim is, and how that is known."""

    source: str
    way: Way


class Sources(Protocol):
    """What is needed of the register of sources."""

    def get(self, source_id: str) -> Source:
        """The source with this id."""
        ...


def told(entry: Entry) -> bool:
    """Whether a claim says that it happened, be it with reserve."""
    return entry.claim.factuality not in _NOT_TOLD


def origins(
    entries: Iterable[Entry], groups: Mapping[str, str], sources: Sources, credits: Mapping[str, str] = _NONE
) -> dict[str, Origin]:
    """The origin of each claim of one incident, by the claim's id.

    ``groups`` gives the near-duplicate group of reports, ``credits`` the agency (a source id) that reports are credited
    to; reports that they do not have are texts of their own, without credit.
    """
    ordered = sorted(entries, key=_rank)
    found: dict[str, Origin] = {}
    quoted: dict[tuple[str, bool], str] = {}
    credited: dict[str, str] = {}
    for entry in ordered:
        group = groups.get(entry.report, entry.report)
        name = _named(entry, sources)
        if name:
            found[entry.id] = Origin(name, Way.NAMED)
            quoted.setdefault((group, told(entry)), name)
        if entry.report in credits:
            credited.setdefault(group, credits[entry.report])
    printed: dict[str, Entry] = {}
    for entry in ordered:
        if entry.id not in found:
            group = groups.get(entry.report, entry.report)
            first = printed.setdefault(group, entry)
            found[entry.id] = _own(entry, first, quoted.get((group, told(entry))), credited.get(group))
    return found


def _own(entry: Entry, first: Entry, quoted: str | None, credit: str | None) -> Origin:
    """The origin of a claim in its outlet's own voice; ``first`` is the earliest such claim in the same text."""
    if quoted:
        return Origin(quoted, Way.TEXT)
    if credit:
        return Origin(credit, Way.CREDIT)
    return Origin(first.outlet, Way.OUTLET if first.outlet == entry.outlet else Way.TEXT)


def independent(
    entries: Sequence[Entry], groups: Mapping[str, str], sources: Sources, credits: Mapping[str, str] = _NONE
) -> tuple[str, ...]:
    """The independent origins (source ids) of those claims that say it happened, the earliest first."""
    whose = origins(entries, groups, sources, credits)
    return voices([whose[entry.id].source for entry in sorted(entries, key=_rank) if told(entry)], sources)


def voices(ids: Iterable[str], sources: Sources) -> tuple[str, ...]:
    """Those of these sources that are independent of each other: of each voice the first to be given.

    One side is one voice, however many speak for it; nameless people of one kind are one, since two reports may have
    asked the same; so are all names that nobody knows, since they may be one in two spellings. «Sources» of which
    nothing is said may be any of the others, and count only where there is nobody else.
    """
    first: dict[tuple[str, str], str] = {}
    for source_id in ids:
        first.setdefault(_voice(sources.get(source_id)), source_id)
    unsaid = ("kind", str(SourceKind.UNKNOWN))
    if len(first) > 1:
        first.pop(unsaid, None)
    return tuple(first.values())


def nameless(source: Source) -> bool:
    """Whether a source is a sort of people. Nameless people of a source that is named speak with its name."""
    return source.anonymous and not source.id.endswith(INSIDE)


def _voice(source: Source) -> tuple[str, str]:
    if source.side:
        return "side", source.side
    if nameless(source):
        return "kind", str(source.kind)
    if source.provisional:
        return "provisional", ""
    return "id", source.id.removesuffix(INSIDE)


def _named(entry: Entry, sources: Sources) -> str | None:
    """The innermost source, or the one that vouches for nameless people; ``None`` in the outlet's own voice.

    Whoever documents, speaks or decides makes the word of people he does not name his own («the Observatory, quoting
    activists»); a medium only passes it on. Nameless people of a side («a military source») stay what they are.
    """
    chain = [sources.get(source_id) for source_id in entry.chain if source_id not in (OWN, entry.outlet)]
    if not chain:
        return None
    inner = chain[-1]
    if not nameless(inner) or inner.side:
        return inner.id
    vouching = (source for source in reversed(chain) if not nameless(source) and source.kind not in _MEDIA)
    return next((source.id for source in vouching), inner.id)


def _rank(entry: Entry) -> tuple[bool, str, str, str]:
    return entry.published is None, entry.published or "", entry.report, entry.id
