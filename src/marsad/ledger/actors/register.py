"""The register of actors: who a name in a report means, and what is known of them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Literal

from marsad.ledger.actors import provisional, sorts
from marsad.ledger.actors.dates import turns
from marsad.ledger.actors.english import English
from marsad.ledger.actors.entries import Entry, entries, files_of, shipped_files
from marsad.ledger.actors.index import Index
from marsad.ledger.actors.reading import Context, Reader, Reading
from marsad.ledger.actors.states import GOVERNMENT, State, state_entries, states
from marsad.ledger.actors.tables import RegisterError
from marsad.ledger.actors.words import tokens_of
from marsad.model import MarsadError
from marsad.model.actor import Actor, ActorKind

_MOST = 100_000  # readings and spellings kept


class UnknownActorError(MarsadError):
    """An id that neither the register knows nor ``resolve`` makes."""


class ActorRegister:
    """Actors by name and by id.

    ``own`` are files, or folders of files, in the form of ``data/register``: their entries join the shipped ones, and
    take the place of those with the same id. ``met`` are provisional actors met before, kept by whoever stores them, so
    that they show the spelling they were met in. Raises RegisterError where a file cannot be understood.
    """

    def __init__(self, own: Iterable[Path] = (), met: Iterable[Actor] = ()) -> None:
        self._entries = _merged(chain(_shipped(), *map(entries, files_of(own))))
        self._met = {actor.id: actor.ar[0] for actor in met}
        families = {state.arm(arm): (state, arm) for state in states() for arm in (GOVERNMENT, *state.arms)}
        tribes = {entry.actor.id for entry in self.entries if entry.actor.kind is ActorKind.IDENTITY_MILITIA}
        self._reader = Reader(Index(self.entries), families, tribes)
        self._english = English(self.entries)
        self._states = {state.id: state for state in states()}
        self._turns = sorted({turn for e in self._entries.values() for turn in turns(e.since, e.until)})
        self._readings: dict[tuple[str, str | None, int | None], Reading] = {}

    @classmethod
    def shipped(cls) -> ActorRegister:
        """The register as it comes with the package; the same object each time."""
        return _shipped_register()

    @property
    def states(self) -> tuple[State, ...]:
        """The states whose arms the register holds."""
        return tuple(self._states.values())

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, with the names and dates that look-up uses."""
        return tuple(self._entries.values())

    def __iter__(self) -> Iterator[Actor]:
        """The registered actors, arms of states included; sorts of people and provisional ones are none of them."""
        return (entry.actor for entry in self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def resolve(self, name: str, country: str | None = None, day: str | None = None) -> str:
        """The id of whom an Arabic name means where (a country code) and when (an ISO date) the happening lies, or an
        English one that the register has.

        A name nobody is known by gives the id of a provisional actor, the same in every process. Never raises.
        """
        return self.read(name, country, day).id

    def read(self, name: str, country: str | None = None, day: str | None = None) -> Reading:
        """As ``resolve``, with the rule that decided, the rivals passed over, and the parent that the name states."""
        # Days between the same turns give the same reading.
        key = name, country, bisect(self._turns, day) if day else None
        known = self._readings.get(key)
        if known is None:
            if len(self._readings) >= _MOST:
                self._readings.clear()
            known = self._readings[key] = self._read(name, Context(country, day))
        return known

    def get(self, id: str) -> Actor:
        """The actor of an id that ``resolve`` gave. Raises UnknownActorError for any other."""
        entry = self._entries.get(id)
        if entry:
            return entry.actor
        if provisional.is_provisional(id):
            return provisional.actor_of(id, self._met.get(id))
        actor = sorts.actor_of(id, self._states)
        if actor is None:
            raise UnknownActorError(
                f"no actor has the id {id!r}; use one that the register gives, or add an entry for it"
            )
        return actor

    def name(self, id: str, lang: Literal["ar", "en"]) -> str:
        """The main name of an actor in Arabic or English; the other language's where it has none in this one."""
        actor = self.get(id)
        names = (*actor.ar, *actor.en) if lang == "ar" else (*actor.en, *actor.ar)
        return names[0]

    def is_sort(self, id: str) -> bool:
        """Whether an id means a sort of people and nobody in particular."""
        return id not in self._entries and sorts.actor_of(id, self._states) is not None

    def _read(self, name: str, at: Context) -> Reading:
        if english := self._english.find(name, at.country, at.day):
            return Reading(english, "English name")
        tokens = tokens_of(name)
        if not tokens:
            return Reading(provisional.PREFIX, "no word", known=False)
        reading = self._reader.read(tokens, at)
        if reading.spelling and len(self._met) < _MOST:
            self._met.setdefault(reading.id, reading.spelling)
        return reading


def _merged(given: Iterable[Entry]) -> dict[str, Entry]:
    """Entries by id, later ones in the place of earlier ones. Raises RegisterError on a parent that is no entry."""
    found = {entry.actor.id: entry for entry in given}
    for entry in found.values():
        for parentage in entry.actor.parents:
            if parentage.parent not in found:
                raise RegisterError(f"{entry.file}: no actor has the id {parentage.parent!r} that it names as parent")
    return found


@cache
def _shipped() -> tuple[Entry, ...]:
    return (*chain(*map(entries, shipped_files())), *state_entries())


@cache
def _shipped_register() -> ActorRegister:
    return ActorRegister()
