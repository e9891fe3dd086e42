"""Figures of speed that were kept: runs one a line, and what a new one has lost against them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from marsad.evaluation.bench import Bench
from marsad.model import MarsadError

LOSS = 0.25  # the share of the speed that no change may cost


def line(bench: Bench) -> bytes:
    """A run as one line of JSON."""
    return json.dumps(json.loads(bench.to_json()), ensure_ascii=False).encode() + b"\n"


def runs(path: Path) -> list[dict[str, Any]]:
    """The runs of a file: one in JSON, or one a line. Raises ``MarsadError`` where it holds anything else."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MarsadError(
            f"{path}: these figures cannot be read ({error}); keep some with marsad bench --out"
        ) from error
    try:
        found = [json.loads(text)]
    except ValueError:
        found = [_run(path, n, row) for n, row in enumerate(text.splitlines(), 1) if row.strip()]
    for n, run in enumerate(found, 1):
        if not isinstance(run, dict) or not {"machine", "corpus", "ratio"} <= run.keys():
            raise MarsadError(f"{path}:{n}: not the figures of a run; keep some with marsad bench --out")
    return found


def _run(path: Path, n: int, row: str) -> Any:
    try:
        return json.loads(row)
    except ValueError as error:
        raise MarsadError(f"{path}:{n}: not JSON ({error}); keep figures with marsad bench --out") from error


def loss(bench: Bench, path: Path) -> float:
    """The share of the speed that was lost against the last run kept in ``path`` of the same reports and kind of code.

    Less than nought where speed was won. Raises ``MarsadError`` where no such run is kept.
    """
    code = bench.machine["code"]
    like = [run for run in runs(path) if run["corpus"] == bench.corpus and run["machine"].get("code") == code]
    if not like:
        told = f"{path}: holds no figures of these {bench.reports} reports coded by {code} code to compare with"
        raise MarsadError(f"{told}; add the line that marsad bench --out FILE.jsonl writes")
    return 1 - bench.ratio / float(like[-1]["ratio"])
