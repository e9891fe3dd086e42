"""In which order a reader's own page tells incidents. See docs/explanation/personal-news.md.

Worth is a sum of what a reader can check: how much of it they follow, how grave it is, how widely it is told, and
whether it is new to them. It fades with the days behind the newest incident of the page: an archive has its own today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Final

from marsad.model import CasualtyKind
from marsad.model.incident import Incident

_FOLLOWED: Final = 1.5  # for each thing followed
_FOLLOWS: Final = 3  # beyond so many, another adds nothing
_GRAVE: Final = 1.0  # for each doubling of the dead
_WIDE: Final = 0.5  # for each doubling of the independent sources
_DISPUTED: Final = 0.5
_NEW: Final = 1.0
_HALF_LIFE: Final = 3.0  # days in which worth halves


@dataclass(frozen=True, slots=True)
class Worth:
    """The parts of what an incident is worth to a reader; ``total`` is what it is sorted by."""

    followed: float
    grave: float
    wide: float
    new: float
    faded: float

    @property
    def total(self) -> float:
        """All parts together, faded."""
        return (self.followed + self.grave + self.wide + self.new) * self.faded


def worth(incident: Incident, follows: int, *, new: bool, newest: date) -> Worth:
    """What an incident is worth to a reader who follows so many things of it. Without a day it counts as a week old."""
    dead = next((one for one in incident.casualties if one.kind is CasualtyKind.KILLED and not one.group), None)
    killed = (dead.best or dead.low or 0) if dead else 0
    age = (newest - date.fromisoformat(incident.first)).days if incident.first else 7
    return Worth(
        _FOLLOWED * min(follows, _FOLLOWS),
        _GRAVE * log2(1 + killed),
        _WIDE * log2(1 + len(incident.certainty.origins)) + _DISPUTED * bool(incident.disputes),
        _NEW * new,
        0.5 ** (max(age, 0) / _HALF_LIFE),
    )
