"""What follows from one report alone: entries and their sketches, what it tells of control, its text's signature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from marsad.ledger.actors import affiliations
from marsad.ledger.actors.affiliations import Belonging
from marsad.ledger.control.tells import tells_of
from marsad.ledger.entry import Actors, Entry, Names, commonest, entries_of
from marsad.ledger.judgements.apply import judged
from marsad.ledger.judgements.links import actor_aliases, source_aliases
from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.sketch import sketches
from marsad.ledger.registers import Registers
from marsad.ledger.sources.credits import credit
from marsad.ledger.sources.duplicates import Text
from marsad.ledger.sources.register import ACTOR
from marsad.ledger.sources.shingles import sign
from marsad.model import Coding, Report
from marsad.model.control import Tell
from marsad.model.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Derived:
    """What a report comes to."""

    entries: tuple[Entry, ...]
    sketches: tuple[Sketch, ...]
    tells: tuple[Tell, ...]
    belongings: tuple[Belonging, ...]
    text: Text
    credit: str | None  # the agency (a source id) that the text is credited to


class Deriver:
    """Derives with the registers, under the merges of actors and sources that count."""

    def __init__(self, registers: Registers, merging: Iterable[Judgement] = ()) -> None:
        known = tuple(merging)
        actors = actor_aliases(known)
        sources = {ACTOR + one: ACTOR + kept for one, kept in actors.items()}
        self._registers = registers
        self._merged = actors
        self._actors = _MergedActors(registers.actors, actors)
        self._sources = _MergedSources(registers.sources, {**sources, **source_aliases(known)})

    def derive(self, report: Report, coding: Coding, judgements: Iterable[Judgement] = ()) -> Derived:
        """What the report comes to with this coding, under the judgements that touch it."""
        counted = judged(report, coding, judgements).claims
        told = replace(coding, claims=tuple(one.claim for one in counted))
        sites = self._registers.sites
        plain = entries_of(report, told, self._sources, self._actors, sites)
        known_as = {entry.id: one.id for entry, one in zip(plain, counted, strict=True)}
        entries = tuple(replace(entry, id=known_as[entry.id]) for entry in plain)
        side = partial(self._registers.side, day=report.published)
        tells = tells_of(report, told, self._sources, self._actors, sites, side)
        tells = tuple(replace(tell, claim=known_as[tell.claim]) if tell.claim else tell for tell in tells)
        text = Text(report.id, report.published, sign(report.text))
        belongings = self._belongings(told, report.published, entries)
        return Derived(entries, sketches(report, entries), tells, belongings, text, credit(report.text))

    def _belongings(self, coding: Coding, day: str | None, entries: Iterable[Entry]) -> tuple[Belonging, ...]:
        """Who belongs to whom, read as in the country that the report's places lie in most."""
        home = commonest(site.country for entry in entries for site in entry.sites if site and site.country)
        told = affiliations.tells_of(coding, day, self._registers.actors, home)
        known = (one._replace(member=self._kept(one.member), parent=self._kept(one.parent)) for one in told)
        return tuple(dict.fromkeys(one for one in known if one.member != one.parent))

    def _kept(self, actor: str) -> str:
        return self._merged.get(actor, actor)


class _MergedSources:
    """A register of sources whose ids lead to those they were merged into."""

    def __init__(self, names: Names, aliases: Mapping[str, str]) -> None:
        self._names = names
        self._aliases = aliases

    def resolve(self, name: str, country: str | None = None) -> str:
        """See ``Names``."""
        found = self._names.resolve(name, country)
        return self._aliases.get(found, found)


class _MergedActors:
    """A register of actors whose ids lead to those they were merged into."""

    def __init__(self, names: Actors, aliases: Mapping[str, str]) -> None:
        self._names = names
        self._aliases = aliases

    def resolve(self, name: str, country: str | None = None, day: str | None = None) -> str:
        """See ``Actors``."""
        found = self._names.resolve(name, country, day)
        return self._aliases.get(found, found)
