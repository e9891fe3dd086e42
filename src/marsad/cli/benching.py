"""The ``bench`` command: figures of speed and memory as a table, and as JSON to keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from marsad.cli.terminal import tell
from marsad.evaluation.bench import Bench, measure
from marsad.exchange import open_whole


def run(corpus: Path, out: Path | None) -> None:
    """Measure on ``corpus``, print a table, and write JSON to ``out``."""
    bench = measure(corpus, tell)
    print("\n".join(table(bench)))
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        with open_whole(out) as stream:
            stream.write(bench.to_json().encode() + b"\n")


def table(bench: Bench) -> Iterator[str]:
    """The figures, one a line."""
    for name, value in bench.machine.items():
        yield f"{name:28}{value}"
    yield f"{'reports':28}{bench.reports} of {bench.mean_characters} characters on average"
    yield f"{'speed, one core':28}{bench.reports_per_second} reports/s, {bench.ms_per_report} ms a report"
    yield f"{'cold start, one report':28}{bench.cold_start_s} s"
    yield f"{'lexicon load':28}{bench.lexicon_load_s} s"
    yield f"{'peak memory':28}{bench.peak_memory_mb} MB"
    for name, figure in bench.places.items():
        yield f"{f'100,000 places, {name}':44}{figure:,g}"
    for size, seconds in bench.seconds_by_characters.items():
        yield f"{f'one text of {size:,}':28}{seconds} s"
    yield ""
    yield "ms a report by stage (share of a profiled run)"
    for name, spent in bench.ms_by_stage.items():
        yield f"  {name:26}{spent:.2f}"
