"""Labelled reports in, models and honest figures out: what ``marsad train`` does."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from marsad.coder.analysis import Analysis, analyse
from marsad.coder.document import Document
from marsad.coder.linear import Binary, Choice, Models, Scale, kinds
from marsad.coder.pipeline import code
from marsad.evaluation import Score, score
from marsad.evaluation.rows import to_row
from marsad.model import MarsadError, Report

_CLAIM: dict[str, Any] = {
    "trigger": None,
    "also": [],
    "alt_types": [],
    "initiators": [],
    "targets": [],
    "places": [],
    "sources": [],
    "casualties": [],
    "when": None,
}
_EMPTY = {"Binary": Binary.of({}), "Choice": Choice.of((), {}), "Scale": Scale(())}
# Finding what is in a report asks no model, so that weights can be made where there are none yet.
BLANK = Models(**{name: _EMPTY[kind] for name, kind in kinds().items()})  # type: ignore[arg-type]
Done = Callable[[], object]  # called after each step


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report and its gold coding."""

    report: Report
    gold: dict[str, Any]


def pair(reports: Iterable[Report], golds: Iterable[dict[str, Any]]) -> list[Labelled]:
    """The reports that have gold, each with its own. Raises ``MarsadError`` if none has."""
    by_id = {gold["id"]: gold for gold in golds}
    found = [Labelled(report, _filled(by_id[report.id])) for report in reports if report.id in by_id]
    if not found:
        raise MarsadError("no report has gold: the ids of the two files do not meet")
    return found


def _filled(gold: dict[str, Any]) -> dict[str, Any]:
    """The gold with every field of a claim there; a trigger without offsets can teach nothing and is left out."""
    claims = [_CLAIM | {key: value for key, value in claim.items() if value} for claim in gold.get("claims") or ()]
    for claim in claims:
        claim["also"] = [mention for mention in claim["also"] if _placed(mention)]
        claim["trigger"] = claim["trigger"] if _placed(claim["trigger"]) else None
    return {**gold, "claims": claims}


def _placed(mention: dict[str, Any] | None) -> bool:
    return mention is not None and isinstance(mention.get("start"), int) and isinstance(mention.get("end"), int)


def train(labelled: Sequence[Labelled], folds: int, done: Done = lambda: None) -> tuple[Models, Score | None]:
    """Models fitted on all of ``labelled``, and how models fitted likewise do on reports they have not seen.

    For the score every report is coded by models fitted on the other folds; which fold it is in depends on the ids
    alone. Without ``folds`` (0) there is no score. Raises ``MarsadError`` if there is too little to learn from.
    """
    if len(labelled) < folds:
        raise MarsadError(f"{len(labelled)} labelled reports cannot be parted into {folds} folds; choose fewer --folds")
    ordered = sorted(labelled, key=lambda one: one.report.id)
    random.Random(0).shuffle(ordered)
    analyses = []
    for one in ordered:
        analyses.append(analyse(Document(one.report), BLANK))
        done()
    result = _cross_score(ordered, analyses, folds, done) if folds else None
    return _fitted(analyses, ordered, done), result


def steps(reports: int, folds: int) -> int:
    """How often ``train`` calls ``done``."""
    return reports + folds + 1


def _cross_score(ordered: list[Labelled], analyses: list[Analysis], folds: int, done: Done) -> Score:
    coded = {}
    for fold in range(folds):
        inside = [n for n in range(len(ordered)) if n % folds != fold]
        models = _fitted([analyses[n] for n in inside], [ordered[n] for n in inside], done)
        for one in ordered[fold::folds]:
            coded[one.report.id] = to_row(code(one.report, models).to_dict())
    gold = {one.report.id: to_row(one.gold) for one in ordered}
    return score(gold, coded, {one.report.id: one.report.text for one in ordered})


def _fitted(analyses: Sequence[Analysis], labelled: Sequence[Labelled], done: Done) -> Models:
    # Imported here because scikit-learn is large and only this needs it.
    from marsad.learn.fit import fit

    with _quiet_and_alone():
        try:
            models = fit(analyses, [one.gold for one in labelled])
        except (ValueError, IndexError) as error:
            told = f"{len(labelled)} labelled reports are too few, or too much alike, to learn from ({error})"
            raise MarsadError(told) from error
    done()
    return models


@contextmanager
def _quiet_and_alone() -> Iterator[None]:
    """In one thread, as more only wait for one another here, and without warnings of stopping early, which is meant."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield
