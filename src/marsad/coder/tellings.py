"""Tellings of happenings, and the groups of those that tell one happening."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from marsad.coder.analysis import Trigger
from marsad.coder.facts import Fact
from marsad.coder.roles import Filler

_ECHO: Final = 2.0  # more than any telling says
LIKELY: Final = 0.5  # the chance from which a mention is taken to fill a role, a trigger to tell a happening


@dataclass(slots=True, init=False)
class Telling:
    """A trigger held to be a happening, with its weighed role fillers.

    Initiators, targets and places are the content words of the likely fillers, ``best`` the chance of the likeliest
    by role, ``phrases`` the ``id()`` of the mentions that fill a role and ``filled`` how many they are.
    """

    trigger: Trigger
    fillers: list[Filler]
    initiators: list[frozenset[str]]
    targets: list[frozenset[str]]
    places: list[frozenset[str]]
    best: dict[str, float]
    phrases: set[int]
    filled: int

    # Written out: the one a dataclass makes is not compiled.
    def __init__(self, trigger: Trigger, fillers: list[Filler]) -> None:
        self.trigger = trigger
        self.fillers = fillers
        self.initiators, self.targets, self.places = [], [], []
        self.phrases = set()
        self.filled = 0
        initiator = target = place = 0.0
        for filler in fillers:
            if filler.initiator > initiator:
                initiator = filler.initiator
            if filler.target > target:
                target = filler.target
            if filler.place > place:
                place = filler.place
            if filler.initiator >= LIKELY or filler.target >= LIKELY or filler.place >= LIKELY:
                self._take(filler)
        self.best = {"initiator": initiator, "target": target, "place": place}

    def _take(self, filler: Filler) -> None:
        self.phrases.add(id(filler.phrase))
        self.filled += 1
        name = filler.phrase.words
        if filler.initiator >= LIKELY:
            self.initiators.append(name)
        if filler.target >= LIKELY:
            self.targets.append(name)
        if filler.place >= LIKELY:
            self.places.append(name)


@dataclass
class Group:
    """Tellings of one happening, complete before it is asked for its lead.

    ``rival`` is the likeliest chance that a group before it tells it too, ``before`` that group's number; ``echo`` and
    ``behind`` are the same of the groups after it.
    """

    tellings: list[Telling]
    rival: float = 0.0
    before: int = -1
    echo: float = 0.0
    behind: int = -1
    worth: float = 0.0  # the probability that this is a claim of its own
    facts: tuple[Fact, ...] = ()
    kind: str = ""  # the likeliest type, once judged
    kinds: dict[str, float] = field(default_factory=dict)
    kind_facts: tuple[Fact, ...] = ()
    _lead: Telling | None = None

    @property
    def lead(self) -> Telling:
        """The fullest telling: the surest happening with most of its roles filled, the earlier on a tie."""
        if self._lead is None:
            self._lead = max(self.tellings, key=fullness)
        return self._lead

    def shares(self) -> dict[str, float]:
        """How likely each type is by all the tellings together."""
        totals: dict[str, float] = {}
        held = sum(telling.trigger.happening for telling in self.tellings) or 1.0
        for telling in self.tellings:
            for kind, chance in telling.trigger.types.items():
                totals[kind] = totals.get(kind, 0.0) + chance * telling.trigger.happening / held
        return totals

    def judge(self, kinds: dict[str, float]) -> None:
        """Set the probability of each type."""
        self.kinds, self.kind = kinds, max(kinds, key=kinds.__getitem__)


def fullness(telling: Telling) -> tuple[float, int]:
    """How much a telling says, and its place from the end for ties. The title told again says nothing more."""
    said = telling.trigger.happening + 0.15 * min(telling.filled, 5)
    return said - _ECHO if telling.trigger.echo else said, -telling.trigger.n
