"""Incidents of a list as markup, remembered until the ledger changes: what is shown again and again, as the newest
incidents are, is neither read nor put together anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, NamedTuple

from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from marsad.web.browse import cardmarkup, queries
from marsad.web.browse.cards import Card, card, cards
from marsad.web.browse.remembering import VERSIONS
from marsad.web.site.choices import Choices

_MOST: Final = 6_000  # incidents kept, of some 2 kB


@dataclass(frozen=True, slots=True)
class Form:
    """A way to show an incident; ``quoting`` says whether with what its report says."""

    name: str
    draw: Callable[[Card, Choices], SafeString]
    quoting: bool = False


CARD: Final = Form("card", cardmarkup.markup, quoting=True)
ITEM: Final = Form("item", cardmarkup.item)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An incident as markup; ``day`` is the ISO date of its first day, ``None`` where nobody says when."""

    day: str | None
    markup: SafeString


class _Key(NamedTuple):
    """All that markup depends on."""

    version: int
    number: int
    form: str
    language: str | None
    prefix: str
    digits: str
    calendar: str


@dataclass(slots=True)
class _Kept:
    """The incidents shown last."""

    found: OrderedDict[_Key, Drawn] = field(default_factory=OrderedDict)
    guard: Lock = field(default_factory=Lock)

    def known(self, keys: Sequence[_Key]) -> dict[_Key, Drawn]:
        with self.guard:
            told = {key: one for key in keys if (one := self.found.get(key))}
            for key in told:
                self.found.move_to_end(key)
        return told

    def keep(self, made: dict[_Key, Drawn]) -> None:
        with self.guard:
            self.found.update(made)
            while len(self.found) > _MOST:
                self.found.popitem(last=False)


_KEPT: Final = _Kept()


def drawn(numbers: Sequence[int], choices: Choices, form: Form = CARD) -> list[Drawn]:
    """The incidents of these numbers, in their order, as far as they are there."""
    rest = (form.name, get_language(), get_script_prefix(), choices.digits, choices.calendar)
    now = VERSIONS.now()
    keys = {number: _Key(now, number, *rest) for number in numbers}
    found = _KEPT.known(list(keys.values()))
    new = [number for number, key in keys.items() if key not in found]
    if new:
        made = {keys[number]: one for number, one in _made(new, choices, form)}
        _KEPT.keep(made)
        found |= made
    return [found[key] for key in keys.values() if key in found]


def _made(numbers: Sequence[int], choices: Choices, form: Form) -> Iterator[tuple[int, Drawn]]:
    told = queries.read(numbers)
    told_cards = cards(list(told.values())) if form.quoting else map(card, told.values())
    for (number, incident), one in zip(told.items(), told_cards, strict=True):
        yield number, Drawn(incident.first, form.draw(one, choices))
