"""An incident with all that a table may say of it: its claims, their reports, and the names of who and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

from marsad.ledger.casualties.sides import INITIATORS, TARGETS, Deaths, deaths_by_side
from marsad.ledger.entry import Entry
from marsad.ledger.voices import Voices
from marsad.model import CasualtyKind, Factuality, Place, Report
from marsad.model.actor import Actor, ActorKind
from marsad.model.incident import Casualties, Incident, Version
from marsad.model.source import Source
from marsad.places.romanise import romanise, romanised

# From the firmest: what somebody tells as done stands before a denial, a denial before a mere plan.
_FIRMNESS: Final = (
    Factuality.STATED,
    Factuality.LIKELY,
    Factuality.ALLEGED,
    Factuality.DENIED,
    Factuality.PLANNED,
)
_NOT_DONE: Final = frozenset((Factuality.DENIED, Factuality.PLANNED))
PEOPLE: Final = frozenset((ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS))  # no armed side


class Registers(Protocol):
    """Where ids are looked up."""

    def actor(self, actor: str) -> Actor:
        """The actor of an id; of one that is not known, one without a name."""
        ...

    def source(self, source: str) -> Source:
        """The source of an id; of one that is not known, one without a name."""
        ...

    def place(self, place: str) -> Place | None:
        """The place of an id; ``None`` for an id that is not known."""
        ...

    def chain(self, place: Place) -> Sequence[Place]:
        """What holds a place, the smallest first."""
        ...

    def independent(self, origins: Iterable[str], day: str | None) -> tuple[str, ...]:
        """Those of these sources that were independent of each other on an ISO day."""
        ...

    def fighters(self, name: str, entry: Entry) -> str | None:
        """The id of the armed actor whose people these Arabic words of an entry's claim name."""
        ...


@dataclass(frozen=True)
class Told:
    """One incident, told in full. ``entries`` are in the incident's order of claims; ``reports`` by their ids."""

    incident: Incident
    entries: tuple[Entry, ...]
    reports: Mapping[str, Report]
    registers: Registers

    @cached_property
    def factuality(self) -> Factuality:
        """The firmest of the claims: ``planned`` only where none says that it was done or denies it."""
        return min((entry.claim.factuality for entry in self.entries), key=_FIRMNESS.index)

    @property
    def done(self) -> bool:
        """Whether anybody says that it happened, be it as an accusation."""
        return self.factuality not in _NOT_DONE

    def total(self, kind: CasualtyKind) -> Casualties | None:
        """The range for all people that suffered this, if anybody gave a count."""
        found = (c for c in self.incident.casualties if c.kind == kind and not c.group)
        return next(found, None)

    @cached_property
    def held(self) -> Mapping[str, Place]:
        """The place of the incident and what holds it, by class."""
        site = self.incident.site
        known = (site.place or site.governorate or site.country) if site else None
        start = self.registers.place(known) if known else None
        chain = (start, *self.registers.chain(start)) if start else ()
        return {place.cls: place for place in reversed(chain)}

    @cached_property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude: the site's own, else those of the governorate or country that holds it, as ACLED and
        UCDP give them.
        """
        site = self.incident.site
        if site and site.lat is not None and site.lon is not None:
            return site.lat, site.lon
        holding = (self.held.get(cls) for cls in ("governorate", "country"))
        return next(((p.lat, p.lon) for p in holding if p and p.lat is not None and p.lon is not None), None)

    def english(self, cls: str) -> str | None:
        """The English name of the place of this class that holds the incident."""
        place = self.held.get(cls)
        return romanised(place).text if place else None

    @property
    def site_name(self) -> str | None:
        """The site's Arabic name."""
        return self.incident.site.name if self.incident.site else None

    @property
    def site_english(self) -> str | None:
        """The site's name in Latin letters: the gazetteer's, else by the scheme of ``places.romanise``."""
        site = self.incident.site
        if site is None:
            return None
        place = self.registers.place(site.place) if site.place else None
        return romanised(place).text if place else romanise(site.name).text

    @cached_property
    def initiators(self) -> tuple[Actor, ...]:
        """Who did it, in every version told, the best supported first."""
        return self._actors(self.incident.initiators)

    @cached_property
    def targets(self) -> tuple[Actor, ...]:
        """To whom, in every version told, the best supported first."""
        return self._actors(self.incident.targets)

    @cached_property
    def opponents(self) -> tuple[Actor, ...]:
        """The targets without the main initiator: of a state's forces nobody tells that they fought themselves, and of
        others only where nobody else is told of.
        """
        first = next(iter(self.initiators), None)
        others = tuple(actor for actor in self.targets if first is None or actor.id != first.id)
        return others if others or first is None or first.kind is ActorKind.STATE_FORCES else self.targets

    def _actors(self, versions: Sequence[Version]) -> tuple[Actor, ...]:
        """Of versions with equal support, one that names somebody comes before «gunmen»."""
        known = [(version, self.registers.actor(version.value)) for version in versions]
        known.sort(key=lambda one: (-len(one[0].origins), nobody(one[1])))
        return tuple(actor for _, actor in known)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The independent origins."""
        return tuple(map(self.registers.source, self.incident.certainty.origins))

    @cached_property
    def deaths(self) -> Deaths:
        """The killed by side, as far as it is said."""
        killed = [row for row in self.incident.casualties if row.kind is CasualtyKind.KILLED]
        if not any(row.group for row in killed):  # nobody says who they were
            return Deaths(None, None, None, killed[0] if killed else None)
        origins = {toll.claim: toll.origin for found in self.incident.casualties for toll in found.tolls}
        said = min((entry.published for entry in self.entries if entry.published), default=None)
        voices = Voices(origins, lambda ids: self.registers.independent(ids, said))
        return deaths_by_side(self.entries, voices, self._side_of, self.registers.fighters)

    def _side_of(self, actor: str) -> str | None:
        """On which side of the incident an actor fights: by itself, else as all do there that are of its side."""
        for same in (lambda one: one.id == actor, self._allied(actor)):
            found = {INITIATORS} if any(map(same, self.initiators)) else set()
            found |= {TARGETS} if any(map(same, self.targets)) else set()
            if len(found) == 1:
                return found.pop()
        return None

    def _allied(self, actor: str) -> Callable[[Actor], bool]:
        side = self.registers.actor(actor).side
        return lambda one: side is not None and one.side == side

    def outlets(self) -> Iterator[Report]:
        """The reports, in the order of the claims."""
        for report in self.incident.reports:
            if report in self.reports:
                yield self.reports[report]

    @property
    def sentence(self) -> str:
        """What the founding claim's report says around its trigger: the paragraph, as it stands."""
        entry = self.entries[0]
        report = self.reports.get(entry.report)
        if report is None:
            return entry.claim.trigger.text
        start = report.text.rfind("\n", 0, entry.claim.trigger.start) + 1
        end = report.text.find("\n", entry.claim.trigger.end)
        return report.text[start : end if end >= 0 else len(report.text)].strip()


def nobody(actor: Actor) -> bool:
    """Whether an actor is nobody in particular («gunmen»). A name that no register has yet is somebody's."""
    return actor.kind is ActorKind.UNKNOWN and not actor.provisional


def english_name(names: Actor | Source) -> str:
    """Its English name, else its Arabic one in Latin letters, else its id."""
    if names.en:
        return names.en[0]
    return romanise(names.ar[0]).text if names.ar else names.id


def arabic_name(names: Actor | Source) -> str:
    """Its Arabic name, else its English one, else its id."""
    return (*names.ar, *names.en, names.id)[0]
