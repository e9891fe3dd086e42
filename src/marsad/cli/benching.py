"""The ``bench`` command: figures of speed and memory as a table, as JSON to keep, and beside figures kept before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from marsad.cli.terminal import tell
from marsad.evaluation.bench import Bench, measure
from marsad.evaluation.kept import LOSS, line, loss, runs
from marsad.exchange import open_whole


def run(corpus: Path, out: Path | None, against: Path | None) -> None:
    """Measure on ``corpus``, print a table, keep the figures in ``out``, and fail if speed was lost since ``against``.

    A file that ends in ``.jsonl`` gets one more line, any other is written anew.
    """
    if against:
        runs(against)  # before the minutes of measuring: told if it cannot be read
    bench = measure(corpus, tell)
    print("\n".join(table(bench)))
    lost = loss(bench, against) if against else 0.0  # before the run is kept: both files may be one
    if out:
        _keep(bench, out)
    if against:
        tell(f"speed against {against}, each set against fixed work in its own run: {-lost:+.0%}")
    if lost > LOSS:
        tell(f"more than the {LOSS:.0%} that may be lost: make it faster, or keep the new figures and say why")
        raise typer.Exit(1)


def _keep(bench: Bench, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    before = out.read_bytes() if out.suffix == ".jsonl" and out.exists() else b""
    with open_whole(out) as stream:
        stream.write(before + line(bench) if out.suffix == ".jsonl" else bench.to_json().encode() + b"\n")


def table(bench: Bench) -> Iterator[str]:
    """The figures, one a line."""
    yield f"{'measured':28}{bench.measured}"
    for name, value in bench.machine.items():
        yield f"{name:28}{value}"
    yield f"{'reports':28}{bench.reports} of {bench.mean_characters} characters on average"
    yield f"{'speed, one core':28}{bench.reports_per_second} reports/s, {bench.ms_per_report} ms a report"
    yield f"{'reading and matching alone':28}{bench.floor_ms_per_report} ms a report"
    yield f"{'against fixed work':28}{bench.ratio} reports in its {bench.fixed_ms} ms"
    yield f"{'cold start, one report':28}{bench.cold_start_s} s"
    yield f"{'lexicon load':28}{bench.lexicon_load_s} s"
    yield f"{'peak memory':28}{bench.peak_memory_mb} MB"
    for name, figure in bench.places.items():
        yield f"{f'100,000 places, {name}':44}{figure:,g}"
    for size, seconds in bench.seconds_by_characters.items():
        yield f"{f'one text of {size:,}':28}{seconds} s"
    if bench.ms_by_stage:
        yield ""
        yield "ms a report by stage (share of a profiled run)"
    for name, spent in bench.ms_by_stage.items():
        yield f"  {name:26}{spent:.2f}"
