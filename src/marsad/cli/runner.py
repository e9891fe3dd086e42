"""Reports through the coder, in one process or several, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from marsad.cli.pool import each
from marsad.coder.linear import Models
from marsad.coder.models import read, shipped
from marsad.coder.pipeline import code
from marsad.coder.registry import RULES, coder
from marsad.exchange import InputError, dump_line
from marsad.model import Coding, MarsadError, Report
from marsad.places.library import load


@dataclass(frozen=True, slots=True)
class How:
    """Which coder codes a report; and, for the rule coder, its weights if not the shipped ones, and its gazetteers.

    No gazetteer named stands for all there are.
    """

    coder: str = RULES
    weights: Path | None = None
    gazetteers: tuple[str, ...] = ()


SHIPPED = How()


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded report, as the line to be written."""

    id: str
    line: bytes
    claims: int


def code_all(items: Iterable[Report | InputError], jobs: int = 1, how: How = SHIPPED) -> Iterator[Coded | InputError]:
    """Each report coded, each fault handed on, in order. ``jobs`` processes; 0 takes one a core."""
    return each(partial(_outcome, how=how), items, jobs)


@cache
def models_in(weights: Path) -> Models:
    """The models in a folder, read once a process."""
    return read(weights)


def code_one(report: Report, how: How = SHIPPED) -> Coding | InputError:
    """The coding of a report; a failure of the coder itself is told as a fault of this report alone."""
    try:
        run = coder(how.coder)
        if how.weights or run is code:
            models, gazetteer = models_in(how.weights) if how.weights else shipped(), load(how.gazetteers)
            return code(report, models, gazetteer)
        return run(report)
    except MarsadError:
        raise
    except Exception as error:  # one report must not end a run over an archive
        return coder_failed(report, error)


def coder_failed(report: Report, error: Exception) -> InputError:
    """The fault to tell when the coder itself failed on a report."""
    told = f"the coder failed ({type(error).__name__}: {error})"
    return InputError(f"report {report.id}", told, "please report it as a bug, with the text")


def _outcome(item: Report | InputError, how: How) -> Coded | InputError:
    if isinstance(item, InputError):
        return item
    coding = code_one(item, how)
    if isinstance(coding, InputError):
        return coding
    return Coded(item.id, dump_line(coding.to_dict()), len(coding.claims))
