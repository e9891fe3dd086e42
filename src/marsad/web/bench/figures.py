"""What the answers come to: percentiles by page, as a table and as JSON."""

from __future__ import annotations

import json
import math
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import django

from marsad.evaluation.bench import machine
from marsad.web.bench.asking import Answer

ALL: Final = "all"
CHANGED: Final = "all, after a change"
_AFTER: Final = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Times:
    """Of one page, in milliseconds. ``failed`` are answers of a status other than 200."""

    requests: int
    p50: float
    p95: float
    most: float
    failed: int
    kilobytes: float


@dataclass(frozen=True, slots=True)
class Bench:
    """The figures of one run. ``mark_ms`` is what the 95th percentile is to keep under, ``started`` how many seconds
    the server took until it listened, ``megabytes`` what it holds in the end, ``load`` how many processes wanted a
    processor on average, before and after it.
    """

    machine: dict[str, str]
    store: dict[str, int]
    mark_ms: int
    a_second: float
    started: float
    megabytes: int | None
    cpu_ms_a_request: float | None
    load: tuple[float, float]
    pages: dict[str, Times]

    def to_json(self) -> str:
        """The figures as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def by_page(answers: Sequence[Answer], changes: Sequence[float]) -> dict[str, Times]:
    """The times of each page, of all together, and of all in the seconds after the ledger changed."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.request.page].append(answer)
        groups[ALL].append(answer)
        if any(0 <= answer.at - at < _AFTER for at in changes):
            groups[CHANGED].append(answer)
    return {page: times(found) for page, found in groups.items()}


def times(answers: Sequence[Answer]) -> Times:
    """The times of some answers."""
    taken = sorted(1000 * answer.seconds for answer in answers)
    failed = sum(answer.status != 200 for answer in answers)
    size = sum(answer.size for answer in answers) / len(answers) / 1000
    return Times(len(taken), _at(taken, 0.5), _at(taken, 0.95), round(taken[-1], 1), failed, round(size, 1))


def of_machine() -> dict[str, str]:
    """What it was measured on."""
    return {**machine(), "django": django.__version__}


def load() -> float:
    """How many processes want a processor, on average of the last minute."""
    return round(os.getloadavg()[0], 1)


def table(bench: Bench) -> Iterator[str]:
    """The figures, one a line."""
    for name, value in {**bench.machine, **bench.store}.items():
        yield f"{name:28}{value:,}" if isinstance(value, int) else f"{name:28}{value}"
    yield f"{'requests a second':28}{bench.a_second:g}"
    yield f"{'until it listened':28}{bench.started} s"
    yield f"{'memory of all processes':28}{bench.megabytes} MB"
    yield f"{'processor time a request':28}{bench.cpu_ms_a_request} ms"
    yield f"{'load before and after':28}{bench.load[0]}, {bench.load[1]}"
    yield ""
    yield f"{'ms from when it was due':28}{'requests':>9}{'p50':>8}{'p95':>8}{'most':>8}{'failed':>8}"
    for page, found in _ordered(bench.pages):
        mark = "" if found.p95 < bench.mark_ms else f"  over {bench.mark_ms}"
        told = f"{page:28}{found.requests:9}{found.p50:8.0f}{found.p95:8.0f}{found.most:8.0f}{found.failed:8}"
        yield told + mark


def _ordered(pages: Mapping[str, Times]) -> list[tuple[str, Times]]:
    """The pages, the slowest first, then all together."""
    last = {ALL: 1, CHANGED: 2}
    return sorted(pages.items(), key=lambda item: (last.get(item[0], 0), -item[1].p95))


def _at(taken: Sequence[float], share: float) -> float:
    """The time that this share of the answers took at most."""
    return round(taken[max(math.ceil(share * len(taken)) - 1, 0)], 1)
