"""The ``score`` command: figures as a table, and the differences behind them by report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from marsad.cli.terminal import clean, isolate, tell
from marsad.evaluation import Difference, Rates, Score, load_rows, load_texts, score


def run(gold: Path, coded: Path, reports: Path | None, as_json: bool, errors: int) -> None:
    """Score one file against another and print what came of it."""
    result = score(load_rows(gold), load_rows(coded), load_texts(reports) if reports else None)
    if result.not_coded:
        tell(f"not coded: {', '.join(result.not_coded)}")
    if as_json:
        figures = {name: rates._asdict() for name, rates in result.figures().items()}
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    print("\n".join(figures_table(result.figures())))
    for line in _differences(result, errors):
        print(line)


def figures_table(figures: dict[str, Rates]) -> Iterator[str]:
    """One line a name: precision, recall, F1, and the counts."""
    yield f"{'':32}{'P':>7}{'R':>7}{'F1':>7}{'tp':>6}{'fp':>6}{'fn':>6}"
    for name, rates in figures.items():
        yield f"{name:32}{rates.p:7.3f}{rates.r:7.3f}{rates.f1:7.3f}{rates.tp:6}{rates.fp:6}{rates.fn:6}"


def _differences(result: Score, errors: int) -> Iterator[str]:
    shown = result.differences[:errors]
    for report, found in groupby(shown, key=lambda difference: difference.report):
        yield ""
        yield f"report {clean(report)}"
        yield from by_claim(found)
    left = len(result.differences) - len(shown)
    if errors and left:
        yield f"\nand {left} more differences: --errors {len(result.differences)} shows them all"


def by_claim(differences: Iterable[Difference]) -> Iterator[str]:
    """The differences of one report under the claims they concern."""
    for claim, found in groupby(differences, key=lambda difference: difference.claim):
        for place, difference in enumerate(found):
            if difference.field in ("missed", "extra"):
                yield f"  {difference.field:<7} {isolate(claim)}"
                continue
            if claim and place == 0:
                yield f"  differs {isolate(claim)}"
            yield f"    {difference.field:<13} gold   {_value(difference.gold)}"
            yield f"    {'':<13} coded  {_value(difference.coded)}"


def _value(text: str) -> str:
    return isolate(text) if text else "-"
