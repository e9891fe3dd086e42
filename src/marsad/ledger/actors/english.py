"""English names of actors, as tables that people coded write them («Syrian government forces», «IS»)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from marsad.ledger.actors.dates import within
from marsad.ledger.actors.entries import Entry

_LATIN: Final = re.compile(r"[a-z0-9]+")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
# Words that tables add to a name and registers leave out, or the other way round.
_LOOSE: Final = frozenset({"the", "of", "forces", "force", "group", "fighters", "militia", "militants", "troops"})


class English:
    """Who bears an English name: as it is written, else without the words that come and go («forces», «the»)."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._exact: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
        self._loose: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in entries:
            for name in entry.actor.en:
                words = _words(name)
                for table, spelled in ((self._exact, words), (self._loose, _core(words))):
                    if spelled and entry not in table[spelled]:
                        table[spelled].append(entry)

    def find(self, name: str, country: str | None = None, day: str | None = None) -> str | None:
        """The id of who bears a name there and then; ``None`` for Arabic names, and where nobody or several do."""
        if _ARABIC.search(name):
            return None
        words = _words(name)
        for table, spelled in ((self._exact, words), (self._loose, _core(words))):
            bearers = [entry for entry in table.get(spelled, ()) if within(day, entry.since, entry.until)]
            there = [entry for entry in bearers if country in entry.actor.countries] or bearers
            if len(there) == 1:
                return there[0].actor.id
        return None


def _words(name: str) -> tuple[str, ...]:
    return tuple(_LATIN.findall(name.casefold()))


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _LOOSE)
