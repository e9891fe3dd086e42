"""How fast the coder is and how much memory it takes, on the machine at hand.

Figures are measured, not asserted: nothing here passes or fails. Speeds are of processor time and the best of a few
rounds, other times are the best of a few by the clock: other work on the machine can only make a run slower.
"""

from __future__ import annotations

import cProfile
import gzip
import hashlib
import io
import json
import os
import platform
import pstats
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import marsad
from marsad.coder.sums import COMPILED
from marsad.evaluation.speed import code, measure_speed
from marsad.model import MarsadError, Report

_COLD_STARTS = 5
_PROFILED = 200
_ENOUGH = 1000  # reports coded in all, and at least twice
_PATIENCE_S = 30
_TEXT_SIZES = (125_000, 250_000, 500_000, 1_000_000)
_PLACE_FIGURES = ("load_s", "memory_mb", "first_lookups_per_s", "new_spellings_per_s", "repeated_lookups_per_s")
_LOAD_LEXICON = (
    "import time; t = time.perf_counter(); from marsad.lexicon import lexicon; lexicon();"
    " print(time.perf_counter() - t)"
)
# Runs the command line in a process of its own, which tells its peak.
_PEAK = """
from marsad.cli.app import app
from marsad.evaluation.peak import peak_mb
try:
    app()
except SystemExit:
    pass
print(peak_mb())
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """The figures of one run."""

    measured: str  # when, in UTC
    machine: dict[str, str]
    corpus: str  # the first letters of a hash of the reports
    reports: int
    mean_characters: int
    reports_per_second: float
    ms_per_report: float
    floor_ms_per_report: float  # reading, folding and matching alone
    fixed_ms: float  # fixed work in plain Python, in the same run
    ratio: float  # reports coded in the time that the fixed work takes
    ms_by_stage: dict[str, float]  # of plain Python alone
    cold_start_s: float
    lexicon_load_s: float
    peak_memory_mb: float
    places: dict[str, float]
    seconds_by_characters: dict[int, float]

    def to_json(self) -> str:
        """The figures as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def measure(path: Path, note: Callable[[str], None] = lambda step: None) -> Bench:
    """Measure over the reports of a JSONL file (``.gz`` allowed). ``note`` is told each step as it begins."""
    reports = read(path)
    marsad.code(reports[0])  # builds the lexicon's cache if there is none yet
    note(f"coding {len(reports)} reports on one core")
    speed = measure_speed(reports, max(2, _ENOUGH // len(reports)))
    shares = {}
    if not COMPILED:  # into compiled code a profile does not see
        note("profiling by stage")
        shares = shares_by_stage(reports[:_PROFILED])
    note("long texts")
    long_texts = _seconds_by_size(reports)
    note("cold starts and memory, each in a process of its own")
    return Bench(
        measured=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=machine(),
        corpus=fingerprint(reports),
        reports=len(reports),
        mean_characters=sum(len(report.text) for report in reports) // len(reports),
        reports_per_second=round(1000 / speed.coder_ms, 1),
        ms_per_report=speed.coder_ms,
        floor_ms_per_report=speed.floor_ms,
        fixed_ms=speed.fixed_ms,
        ratio=round(speed.ratio, 3),
        ms_by_stage={name: round(share * speed.coder_ms, 2) for name, share in shares.items()},
        cold_start_s=round(cold_start(reports[0]), 3),
        lexicon_load_s=round(min(float(_child("-c", _LOAD_LEXICON)) for _ in range(3)), 3),
        peak_memory_mb=round(peak_memory(reports), 1),
        places=places(),
        seconds_by_characters={size: round(taken, 2) for size, taken in long_texts.items()},
    )


def read(path: Path) -> list[Report]:
    """The reports of a JSONL file. Raises ``MarsadError`` if there is none."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    if not rows:
        raise MarsadError(f"{path}: holds no report to measure on")
    return [Report(r["id"], r.get("title") or "", r["text"], r.get("published"), r.get("outlet") or "") for r in rows]


def fingerprint(reports: Sequence[Report]) -> str:
    """What tells these reports from others."""
    return hashlib.sha256(repr(reports).encode()).hexdigest()[:16]


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "marsad": marsad.__version__,
        "code": "compiled" if COMPILED else "plain Python",
    }


def shares_by_stage(reports: Sequence[Report]) -> dict[str, float]:
    """Each coder module's or package's share of the time, largest first. Built-ins count for their callers."""
    profile = cProfile.Profile()
    profile.runcall(code, reports)
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile, stream=io.StringIO()).stats.items():  # type: ignore[attr-defined]
        if file == "~":
            for (caller, _, _), (_, _, share, _) in callers.items():
                spent[_stage(caller)] += share
        else:
            spent[_stage(file)] += own
    total = sum(spent.values()) or 1.0
    return {name: own / total for name, own in spent.most_common()}


def _stage(file: str) -> str:
    """``coder.roles`` for a module of the coder, ``text`` for a lower layer, ``other`` for the rest."""
    parts = Path(file).with_suffix("").parts
    if "marsad" not in parts:
        return "other"
    inside = parts[len(parts) - parts[::-1].index("marsad") :]
    return ".".join(inside) if inside[:1] == ("coder",) else inside[0]


def cold_start(report: Report) -> float:
    """Seconds from nothing to the coding of one report in a plain text file, the best of a few."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.txt")
        file.write_text(report.text, encoding="utf-8")
        times = []
        for _ in range(_COLD_STARTS):
            start = time.perf_counter()
            _child("-m", "marsad", "code", str(file))
            times.append(time.perf_counter() - start)
    return min(times)


def peak_memory(reports: Sequence[Report]) -> float:
    """The most memory (MB, resident) that ``marsad code`` holds while it codes all reports on one core.

    The process tells it of itself: what the system keeps of children counts the parent's size at their birth too.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "reports.jsonl")
        file.write_text("".join(json.dumps(asdict(report)) + "\n" for report in reports), encoding="utf-8")
        return float(_child("-c", _PEAK, "code", str(file), "--out", str(Path(folder, "coded.jsonl"))))


def places() -> dict[str, float]:
    """Of a gazetteer of 100,000 places: seconds to load it, memory it takes (MB), and look-ups a second.

    In processes of their own: the first makes the file, the second has nothing in memory but what it loads.
    """
    with tempfile.TemporaryDirectory() as folder:
        _child("-m", "marsad.evaluation.bench_places", folder)
        figures = _child("-m", "marsad.evaluation.bench_places", folder).split()
    return dict(zip(_PLACE_FIGURES, map(float, figures), strict=False))


def _seconds(reports: Sequence[Report]) -> float:
    start = time.perf_counter()
    code(reports)
    return time.perf_counter() - start


def _seconds_by_size(reports: Sequence[Report]) -> dict[int, float]:
    """The time one text takes, by its characters; no longer text is tried after one that took too long."""
    found: dict[int, float] = {}
    for size in _TEXT_SIZES:
        found[size] = _seconds([_long_report(reports, size)])
        if found[size] > _PATIENCE_S:
            break
    return found


def _long_report(reports: Sequence[Report], size: int) -> Report:
    """One text of ``size`` characters, the reports one after another as often as it takes."""
    whole = "\n".join(report.text for report in reports)
    text = ((whole + "\n") * (size // len(whole) + 1))[:size]
    return Report("long", "", text, reports[0].published)


def _child(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: a report of the corpus has a fault, the others are coded
        raise MarsadError(f"measuring failed: {' '.join(arguments)}: {done.stderr.strip()[-500:]}")
    return done.stdout


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")
