"""The register of sources: names to ids, ids to sources."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Literal, Protocol

from marsad.ledger.sources.reading import INSIDE, NEW, OWN, Reader
from marsad.ledger.sources.tables import Country, Tables, shipped
from marsad.model import MarsadError
from marsad.model.actor import Actor
from marsad.model.source import Source, SourceKind
from marsad.text.memory import Memory

ACTOR = "actor:"
_BETWEEN = "\x1f"  # between country and name in the memory's keys


class Actors(Protocol):
    """What the register of actors offers: parties are sources too when they speak for themselves."""

    def resolve(self, name: str, country: str | None = None) -> str:
        """The id of the actor that bears this name, provisional where nobody known does."""
        ...

    def get(self, id: str) -> Actor:
        """The actor with this id. Raises MarsadError for an id that it never gave."""
        ...


class SourceRegister:
    """Sources by name and by id. What an id stands for never depends on what was resolved before.

    >>> SourceRegister.shipped().resolve("وكالة «رويترز»")
    'reuters'
    """

    def __init__(self, tables: Tables, actors: Actors | None = None) -> None:
        self._tables = tables
        self._actors = actors
        self._reader = Reader(tables, self._actor)
        self._ids = Memory(self._read)
        self._sources = Memory(self._make)

    @classmethod
    def shipped(cls, actors: Actors | None = None) -> SourceRegister:
        """The register of the package; the one without ``actors`` is made once."""
        return cls(shipped(), actors) if actors else _plain()

    def resolve(self, name: str, country: str | None = None) -> str:
        """The id of who bears this name; ``country`` (ISO 3166-1 alpha-2) is where the happening told lies.

        Never raises: an unknown name gets a provisional id, ``new:`` and its folded words.
        """
        return self._ids[f"{country or ''}{_BETWEEN}{name}"]

    def get(self, source_id: str) -> Source:
        """The source with this id, whether of the register, derived, or provisional. Never raises."""
        return self._sources[source_id]

    def on(self, day: str | None) -> Dated:
        """The sources as they were on an ISO day: each with the side it spoke for then."""
        return Dated(self, day)

    def name(self, source_id: str, language: Literal["ar", "en"]) -> str:
        """The main name of a source in one language; the other's where it has none, its id where it has neither."""
        source = self.get(source_id)
        names = (*source.ar, *source.en) if language == "ar" else (*source.en, *source.ar)
        return names[0] if names else source_id

    def _read(self, key: str) -> str:
        country, _, name = key.partition(_BETWEEN)
        return self._reader.read(name, country or None)

    def _actor(self, name: str, country: str | None) -> str | None:
        if self._actors is None:
            return None
        actor = self._actors.get(self._actors.resolve(name, country))
        # Actors without a side are sorts of people («مدنيون», civilians), which the register of sources has its own of.
        return ACTOR + actor.id if actor.side and not actor.provisional else None

    def _make(self, source_id: str) -> Source:
        known = self._tables.known.get(source_id)
        if known:
            return known.source
        if source_id.endswith(INSIDE):
            return _inside(source_id, self.get(source_id.removesuffix(INSIDE)))
        if source_id.startswith(ACTOR):
            return self._party(source_id)
        return self._of_state(source_id) or self._unknown(source_id)

    def _party(self, source_id: str) -> Source:
        try:
            actor = self._actors.get(source_id.removeprefix(ACTOR)) if self._actors else None
        except MarsadError:  # an actor that the register has lost since
            actor = None
        if actor is None:
            return Source(source_id, (), (), SourceKind.PARTY, provisional=True)
        return Source(source_id, actor.ar, actor.en, SourceKind.PARTY, actor.side)

    def _of_state(self, source_id: str) -> Source | None:
        """A body or a sort of people, of a state or of none that is known."""
        if source_id == OWN:
            return Source(OWN, ("مراسلون",), ("own correspondents",), SourceKind.OUTLET)
        code, _, rest = source_id.partition("-")
        country = self._tables.countries.get(code.upper())
        what = rest if country else source_id
        if body := self._tables.bodies.get(what):
            spoken = Source(source_id, body.ar[:1], (body.en,), body.kind)
            return _placed(_of_side(spoken, country), country)
        if sort := self._tables.sorts.get(what):
            spoken = Source(source_id, sort.ar[:1], (sort.en,), sort.kind, anonymous=True)
            return _placed(_of_side(spoken, country if "sided" in sort.flags else None), country)
        return None

    def _unknown(self, source_id: str) -> Source:
        name = source_id.removeprefix(NEW).partition("~")[0].replace("-", " ")
        sort = self._reader.kind_of(tuple(name.split()))
        kind = sort.kind if sort else SourceKind.UNKNOWN
        latin = name.isascii()
        return Source(source_id, () if latin else (name,), (name,) if latin else (), kind, provisional=True)


class Dated:
    """The register's sources as they were on a day."""

    def __init__(self, register: SourceRegister, day: str | None) -> None:
        self._register = register
        self._day = day

    def get(self, source_id: str) -> Source:
        """The source with this id. Never raises."""
        return self._register.get(source_id).on(self._day)


def _of_side(source: Source, country: Country | None) -> Source:
    """The source on the side that speaks through a state."""
    return replace(source, side=country.side, later=country.turns) if country else source


def _placed(source: Source, country: Country | None) -> Source:
    """The source with its country in its names."""
    if country is None:
        return source
    ar = tuple(f"{name} ({country.ar[0]})" for name in source.ar)
    return replace(source, ar=ar, en=tuple(f"{name} ({country.en[0]})" for name in source.en))


def _inside(source_id: str, whole: Source) -> Source:
    ar = tuple(f"مصدر في {name}" for name in whole.ar[:1])
    en = tuple(f"a source in {name}" for name in whole.en[:1])
    return Source(source_id, ar, en, whole.kind, whole.side, True, whole.provisional, later=whole.later)


@cache
def _plain() -> SourceRegister:
    return SourceRegister(shipped())
