"""What a coded report tells of who holds which place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from marsad.ledger.control import wording
from marsad.ledger.control.areas import area_of
from marsad.ledger.entry import Actors, Entry, Names, entries_of
from marsad.ledger.sites import Sites
from marsad.model import Claim, ClaimType, Coding, Control, Factuality, Mention, Report
from marsad.model.control import Extent, Tell, TellKind
from marsad.model.incident import Site
from marsad.text.sentences import mark_sentences
from marsad.text.tokens import tokenize

_SEPARATOR = "\x1f"
_CHANGES = (ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL)


class _Read(NamedTuple):
    """A report while it is read."""

    report: Report
    sources: Names
    actors: Actors
    side: Callable[[str], str | None]


def tells_of(
    report: Report, coding: Coding, sources: Names, actors: Actors, sites: Sites, side: Callable[[str], str | None]
) -> tuple[Tell, ...]:
    """What the report tells of control over places that lie somewhere known, in the order of its text.

    ``side`` gives the side that a source id speaks for. Take-overs come from ``territory_gain``, departures from
    ``withdrawal`` and from take-overs that name nobody but the loser, states from ``coding.control``. A siege changes
    nothing. States that only repeat a take-over of the same coding are left out.
    """
    if not coding.control and not any(claim.type in _CHANGES for claim in coding.claims):
        return ()
    read = _Read(report, sources, actors, side)
    found: dict[str, Tell] = {}
    for entry in entries_of(report, coding, sources, actors, sites):
        if entry.claim.type in _CHANGES:
            found |= {tell.id: tell for tell in _changes(read, entry)}
    sentences = _sentences(report.text)
    for control in coding.control:
        if not _repeats(control, coding.claims) and (site := sites.of(control.place)):
            said = _told_state(report.text, control, coding.control, site)
            tell = _state(read, control, site, said, _speakers(control, coding.claims, sentences))
            found.setdefault(tell.id, tell)
    return tuple(sorted(found.values(), key=lambda tell: (tell.start, tell.end, tell.id)))


# Changes


def _changes(read: _Read, entry: Entry) -> Iterator[Tell]:
    kind, holders, losers = _roles(entry)
    if not holders:
        return
    claim = entry.claim
    for nth, (place, site) in enumerate(zip(claim.places, entry.sites, strict=True)):
        if site is None:
            continue
        said = _told(read.report.text, claim, nth, site)
        if said.goal and kind is TellKind.LEFT:
            continue  # where they went, not what they left
        first, last = _days(claim, read.report.published)
        area = area_of(place.text, site)
        yield Tell(
            _id(read.report.id, kind, area, claim.trigger.start, holders),
            read.report.id,
            kind,
            area,
            site.precision,
            holders,
            losers,
            first,
            last,
            claim.factuality,
            said.extent,
            said.reach,
            entry.origin,
            read.side(entry.origin),
            entry.id,
            claim.trigger.start,
            claim.trigger.end,
            read.report.published,
        )


def _roles(entry: Entry) -> tuple[TellKind, tuple[str, ...], tuple[str, ...]]:
    """What the claim tells, who took or left the place, and from whom it was taken."""
    winners, losers = tuple(dict.fromkeys(entry.initiators)), tuple(dict.fromkeys(entry.targets))
    if entry.claim.type == ClaimType.WITHDRAWAL:
        return TellKind.LEFT, winners or losers, ()
    if not winners:  # «طُرد التنظيم من البلدة» (was driven out of): who came is not told
        return TellKind.LEFT, losers, ()
    return TellKind.TAKEN, winners, losers


def _told(text: str, claim: Claim, nth: int, site: Site) -> wording.Told:
    """How much of the claim's ``nth`` place is told of: names in a row share the words before the first."""
    place = claim.places[nth]
    leads = claim.trigger.start < place.start
    if not _beside(text, claim.trigger, place):
        return wording.told_of(text, claim.trigger)
    said = wording.told(text, place, site.precision, leads)
    if said.extent is not Extent.PLACE:
        return said
    if nth and wording.joined(text, claim.places[nth - 1], place):
        return _told(text, claim, nth - 1, site)
    return said if leads else wording.told_of(text, claim.trigger)


def _beside(text: str, trigger: Mention, place: Mention) -> bool:
    """Whether the place is named in the trigger's sentence, rather than somewhere else in the report."""
    first, last = sorted((trigger, place), key=lambda mention: mention.start)
    return not set(text[first.end : max(first.end, last.start)]) & set(".؟!\n")


def _days(claim: Claim, published: str | None) -> tuple[str | None, str | None]:
    """Between which days it came about: what a report of today tells without a date had come about by today."""
    when = claim.when
    if when is None or (published and when.first > published):
        return None, published
    return when.first, min(when.last, published) if published else when.last


# States


def _told_state(text: str, control: Control, controls: Sequence[Control], site: Site) -> wording.Told:
    """How much of a held place is told of. Where the holder stands behind it («البلدة الخاضعة للجيش», the town held by
    the army), «في» (in) before it does not belong to the word of control."""
    place = control.place
    relative = any(holder.start >= place.end and _beside(text, place, holder) for holder in control.holders)
    said = wording.told(text, place, site.precision, not relative)
    rows = (c for c in controls if c.holders == control.holders and wording.joined(text, c.place, place))
    if said.extent is Extent.PLACE and (before := next(rows, None)):
        return _told_state(text, before, controls, site)
    return said


def _state(read: _Read, control: Control, site: Site, said: wording.Told, speakers: tuple[Mention, ...]) -> Tell:
    place, country, day = control.place, site.country, read.report.published
    holders = tuple(dict.fromkeys(read.actors.resolve(holder.text, country, day) for holder in control.holders))
    origin = read.sources.resolve(speakers[-1].text if speakers else read.report.outlet, country)
    area, published = area_of(place.text, site), day
    near = [place, *(holder for holder in control.holders if _beside(read.report.text, holder, place))]
    return Tell(
        _id(read.report.id, TellKind.HELD, area, place.start, holders),
        read.report.id,
        TellKind.HELD,
        area,
        site.precision,
        holders,
        (),
        published,
        published,
        Factuality.STATED,
        said.extent,
        said.reach,
        origin,
        read.side(origin),
        None,
        min(mention.start for mention in near),
        max(mention.end for mention in near),
        published,
    )


def _repeats(control: Control, claims: Sequence[Claim]) -> bool:
    """Whether the state is a take-over's outcome, which the coder gives beside each ``territory_gain``."""
    gains = (claim for claim in claims if claim.type == ClaimType.TERRITORY_GAIN)
    return any(control.place in claim.places and set(control.holders) <= set(claim.initiators) for claim in gains)


def _speakers(control: Control, claims: Sequence[Claim], sentences: Sequence[int]) -> tuple[Mention, ...]:
    """The sources of the claims of its sentence, where all agree on the innermost; else the report speaks itself."""
    spot = _sentence(control.place.start, sentences)
    chains = [claim.sources for claim in claims if _sentence(claim.trigger.start, sentences) == spot]
    innermost = {chain[-1].text if chain else None for chain in chains}
    return chains[0] if len(innermost) == 1 else ()


def _sentences(text: str) -> list[int]:
    """The offset at which each sentence but the first begins."""
    tokens = tokenize(text)
    mark_sentences(tokens)
    return [token.start for before, token in pairwise(tokens) if before.sent != token.sent]


def _sentence(offset: int, starts: Sequence[int]) -> int:
    return sum(start <= offset for start in starts)


def _id(report: str, kind: TellKind, area: str, start: int, holders: tuple[str, ...]) -> str:
    """20 hexadecimal digits, as ``marsad.ledger.entry.claim_id``."""
    said = _SEPARATOR.join((report, kind, area, str(start), *holders))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
