"""Who fights in a row of an event table: the sides of the register that its English names mean."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from marsad.exchange.events.row import EventRow
from marsad.ledger.actors.entries import Entry
from marsad.ledger.actors.sides import Stance, stances

DATA: Final = Path(__file__).parent / "data" / "names.toml"
_CIVILIANS: Final = frozenset({"civilians", "protesters", "rioters", "people", "residents", "families"})
_BETWEEN: Final = re.compile(r"[;,]\s*")
_AROUND: Final = re.compile(r"^[A-Z-]+: | \([^()]*\)$")


class Party(NamedTuple):
    """The sides that fight in an event; ``whole`` says that no name is left of which nothing is known."""

    sides: frozenset[str]
    whole: bool


class Parties:
    """Looks names of event tables up among the English names of the register's ``entries`` and in ``names.toml``."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._known: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for name in entry.actor.en:
                self._known[_key(name)].append(entry)
        self._told = {
            _key(name): str(party["side"])
            for party in tomllib.loads(DATA.read_text("utf-8"))["party"]
            for name in party["names"]
        }

    def of(self, row: EventRow) -> Party:
        """The sides named in a row. People who do not fight are no side."""
        names = {_key(name) for text in (row.side_a, row.side_b) for name in _BETWEEN.split(text)}
        armed = names - _CIVILIANS - {""}
        found = [self._side(name, row.first) for name in armed]
        return Party(frozenset(side for side in found if side), None not in found)

    def _side(self, name: str, day: str) -> str | None:
        if name in self._told:
            return self._told[name]
        living = [entry.actor for entry in self._known.get(name, ()) if entry.lives(day)]
        return next((actor.side or actor.id for actor in living), None)


def meet(here: Party, there: Party, day: str) -> float | None:
    """The share of the sides of the event that names fewer which have themselves or an ally in the other; ``None``
    where too little is known to say.
    """
    few, many = sorted((here, there), key=lambda party: len(party.sides))
    met = sum(any(_one(a, b, day) for b in many.sides) for a in few.sides)
    if not few.sides or (met == 0 and not (few.whole and many.whole)):
        return None
    return met / len(few.sides)


def _one(a: str, b: str, day: str) -> bool:
    return a == b or stances(a, b, day) == {Stance.ALLIED}


def _key(name: str) -> str:
    return _AROUND.sub("", name.strip()).lower()
