"""The coder's speed beside that of fixed work in the same run, so that figures of two hours or machines compare.

All times are of the processor, not of the clock, and the shortest of a few rounds: other work on a machine can only
make a round longer. Fixed work and coder take turns, so that both meet the same neighbours.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import marsad
from marsad.lexicon.lexicon import lexicon
from marsad.model import Report
from marsad.text.tokens import tokenize

_WORDS = 40_000  # of the fixed work
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_FOLDED = str.maketrans("ثحذضظغ", "تجدصطع")


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds of processor time: of the coder and of its floor for each report, and of the fixed work."""

    coder_ms: float
    floor_ms: float
    fixed_ms: float

    @property
    def ratio(self) -> float:
        """Reports coded in the time that the fixed work takes."""
        return self.fixed_ms / self.coder_ms


def measure_speed(reports: Sequence[Report], rounds: int) -> Speed:
    """The shortest time of each kind of work in ``rounds`` rounds."""
    lines = [json.dumps(asdict(report), ensure_ascii=False) for report in reports]
    works = (lambda: code(reports), lambda: read(lines), fixed_work)
    taken = [[_ms(work) for work in works] for _ in range(rounds)]
    coder, floor, fixed = map(min, zip(*taken, strict=True))
    return Speed(round(coder / len(reports), 3), round(floor / len(reports), 3), round(fixed, 1))


def code(reports: Sequence[Report]) -> None:
    """Code every report."""
    for report in reports:
        marsad.code(report)


def read(lines: Sequence[str]) -> None:
    """The floor: reading, folding and matching alone, which no coder over this lexicon can do without."""
    words = lexicon()
    for line in lines:
        words.read(tokenize(json.loads(line)["text"]))


def fixed_work() -> int:
    """Work of the coder's kind that never changes and is never compiled: words made, folded, counted and ranked."""
    counts: dict[str, int] = {}
    state = 1
    for _ in range(_WORDS):
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
        word = "".join([_LETTERS[state >> shift & 15] for shift in (4, 8, 12, 16)])
        folded = word.translate(_FOLDED)
        if folded.startswith(("و", "ف")):
            folded = folded[1:]
        counts[folded] = counts.get(folded, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return sum(rank * count for rank, (_, count) in enumerate(ranked))


def _ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)
