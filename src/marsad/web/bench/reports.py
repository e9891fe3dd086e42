"""So many reports with so many claims, by day: see ``marsad.evaluation.retelling``."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from marsad.evaluation.retelling.reports import written
from marsad.evaluation.retelling.tellings import Telling, tellings
from marsad.model import Coding, MarsadError, Report
from marsad.web.bench.wording import headline, prose

NAME: Final = re.compile(r"(?P<archive>made-\d+-)(?P<number>\d{6,})")  # the id of a report
_A_DAY: Final = 274  # claims: half a million in five years
_FEWEST_DAYS: Final = 3
_LENGTHS: Final = (700, 1_900)  # characters of a report


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its coding, and for each claim the number of the incident that it tells."""

    report: Report
    coding: Coding
    truth: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Reports by day, each outlet's news of a day in one or several; ``sizes`` gives the claims of each incident."""

    groups: tuple[tuple[str, tuple[Telling, ...]], ...]
    sizes: Counter[int]
    seed: int
    days: int

    @classmethod
    def of(cls, seed: int, reports: int, claims: int) -> Archive:
        """The same seed gives the same reports. Raises ``MarsadError`` for fewer reports than outlets have days."""
        days = max(_FEWEST_DAYS, round(claims / _A_DAY))
        told = tellings(seed, claims, days)
        groups: dict[tuple[int, int], list[Telling]] = defaultdict(list)
        for one in told:
            groups[one.published, one.outlet].append(one)
        parts = _cut(list(groups.values()), reports)
        parts.sort(key=lambda part: (part[0].published, part[0].outlet))
        named = tuple((f"made-{seed}-{n:06}", tuple(part)) for n, part in enumerate(parts))
        return cls(named, Counter(one.truth for one in told), seed, days)

    def parts(self, size: int) -> Iterator[Archive]:
        """The same in parts of so many reports."""
        for start in range(0, len(self.groups), size):
            yield replace(self, groups=self.groups[start : start + size], sizes=Counter())

    def __len__(self) -> int:
        return len(self.groups)

    def __iter__(self) -> Iterator[Told]:
        for name, told in self.groups:
            yield _told(self.seed, name, told)


def _cut(groups: list[list[Telling]], reports: int) -> list[list[Telling]]:
    """The groups, the largest cut in two until there are as many as wanted."""
    if len(groups) > reports:
        raise MarsadError(f"{reports} reports are too few for these claims; ask for {len(groups)} or more")
    heap = [(-len(group), n, group) for n, group in enumerate(groups)]
    heapq.heapify(heap)
    while len(heap) < reports and heap[0][0] < -1:
        _, n, group = heapq.heappop(heap)
        half = len(group) // 2
        heapq.heappush(heap, (-half, n, group[:half]))
        heapq.heappush(heap, (half - len(group), len(heap) + reports, group[half:]))
    return [group for _, _, group in heap]


def _told(seed: int, name: str, told: Sequence[Telling]) -> Told:
    report, coding = written(name, told)
    random = Random(f"{seed}.{name}")
    missing = random.randint(*_LENGTHS) - len(report.text)
    text = report.text + (prose(random, missing) if missing > 0 else "")
    whole = replace(report, title=headline(random), text=text)
    return Told(whole, coding, tuple(one.truth for one in told))
