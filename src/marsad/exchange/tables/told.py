"""An incident with all that a table may say of it: its claims, their reports, and the names of who and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from marsad.ledger.casualties.sides import INITIATORS, TARGETS, Deaths, deaths_by_side
from marsad.ledger.entry import Entry
from marsad.ledger.voices import Voices
from marsad.model import CasualtyKind, Place, Report
from marsad.model.actor import Actor
from marsad.model.incident import Casualties, Incident, Version
from marsad.model.source import Source
from marsad.places.romanise import romanise, romanised


class Registers(Protocol):
    """Where ids are looked up. Each gives ``None`` for an id that it does not know."""

    def actor(self, actor: str) -> Actor | None:
        """The actor of an id."""
        ...

    def source(self, source: str) -> Source | None:
        """The source of an id."""
        ...

    def place(self, place: str) -> Place | None:
        """The place of an id."""
        ...

    def chain(self, place: Place) -> Sequence[Place]:
        """What holds a place, the smallest first."""
        ...

    def independent(self, origins: Iterable[str]) -> tuple[str, ...]:
        """Those of these sources that are independent of each other."""
        ...


@dataclass(frozen=True)
class Told:
    """One incident, told in full. ``entries`` are in the incident's order of claims; ``reports`` by their ids."""

    incident: Incident
    entries: tuple[Entry, ...]
    reports: Mapping[str, Report]
    registers: Registers

    def total(self, kind: CasualtyKind) -> Casualties | None:
        """The range for all people that suffered this, if anybody gave a count."""
        found = (c for c in self.incident.casualties if c.kind == kind and not c.group)
        return next(found, None)

    @cached_property
    def held(self) -> Mapping[str, Place]:
        """The place of the incident and what holds it, by class."""
        site = self.incident.site
        start = self.registers.place((site.place or site.governorate) or "") if site else None
        chain = (start, *self.registers.chain(start)) if start else ()
        return {place.cls: place for place in reversed(chain)}

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

    def actors(self, versions: Sequence[Version]) -> tuple[Actor, ...]:
        """The actors that these versions name, the best supported first."""
        found = (self.registers.actor(version.value) for version in versions)
        return tuple(actor for actor in found if actor)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The independent origins."""
        found = (self.registers.source(origin) for origin in self.incident.certainty.origins)
        return tuple(source for source in found if source)

    @cached_property
    def deaths(self) -> Deaths:
        """The killed by side, as far as it is said."""
        origins = {toll.claim: toll.origin for found in self.incident.casualties for toll in found.tolls}
        sides = dict.fromkeys((version.value for version in self.incident.targets), TARGETS)
        sides |= dict.fromkeys((version.value for version in self.incident.initiators), INITIATORS)
        return deaths_by_side(self.entries, Voices(origins, self.registers.independent), sides.get)

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


def english_name(names: Actor | Source) -> str:
    """Its English name, else its Arabic one in Latin letters, else its id."""
    if names.en:
        return names.en[0]
    return romanise(names.ar[0]).text if names.ar else names.id


def arabic_name(names: Actor | Source) -> str:
    """Its Arabic name, else its English one, else its id."""
    return (*names.ar, *names.en, names.id)[0]
