"""``python -m marsad.bulk.bench``: what coding, linking and loading an archive take on the machine at hand, as JSON.

    coding CORPUS WORKERS…       reports coded by so many worker processes, one run a number
    linking CLAIMS DAYS          made-up claims linked in cells, and by the ledger's linker at once
    loading INCIDENTS DATABASE   made-up reports linked, and loaded into an empty database

Times are CPU seconds where not named otherwise: other work on the machine does not change them much.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from typing import Any, Final

from marsad.bulk.coding import code_archive
from marsad.bulk.crew import Crew
from marsad.bulk.folder import Folder
from marsad.bulk.link.ends import deal
from marsad.bulk.link.grid import Grid
from marsad.bulk.link.plan import Plan, Task, perform
from marsad.bulk.link.rows import sketch_row
from marsad.bulk.link.run import CLAIMS, link_archive, tasks
from marsad.bulk.link.spill import Out, Spill
from marsad.bulk.load import load_archive
from marsad.bulk.parts import Manifest, Part, put
from marsad.evaluation.peak import peak_mb
from marsad.evaluation.retelling import retold, sketched
from marsad.ledger.linking.linker import Linker
from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.memory import MemoryLinks
from marsad.model import MarsadError

_SEED: Final = 1
_A_BUCKET: Final = 12_500  # claims
_A_PART: Final = 500  # reports
_PIECE: Final = 200_000  # bytes, so that a small corpus gives every worker some


def coding(corpus: str, *workers: str) -> dict[str, Any]:
    """By number of workers: reports, seconds by the clock, and milliseconds of CPU a report in the workers."""
    found: dict[str, Any] = {}
    for number in workers:
        with tempfile.TemporaryDirectory() as folder, Crew(workers=int(number)) as crew:
            account = code_archive(_unpacked(corpus, folder), f"{folder}/out", crew, size=_PIECE)
        each = 1000 * account.cpu_seconds / (account.reports or 1)
        found[number] = {
            "reports": account.reports,
            "claims": account.claims,
            "wall_s": round(account.seconds, 1),
            "cpu_ms_a_report": round(each, 1),
        }
    return found


def _unpacked(corpus: str, folder: str) -> str:
    """The corpus where it can be cut: a packed file is one piece, which one worker codes alone."""
    if not corpus.endswith(".gz"):
        return corpus
    plain = Path(folder, Path(corpus).stem)
    with gzip.open(corpus) as packed, plain.open("wb") as file:
        copyfileobj(packed, file)
    return str(plain)


def linking(claims: str, days: str) -> dict[str, Any]:
    """Seconds in cells by stage and altogether, those of the linker at once, and whether both come to the same."""
    sketches, _ = sketched(_SEED, int(claims), int(days))
    buckets = -(-len(sketches) // _A_BUCKET)
    with tempfile.TemporaryDirectory() as folder:
        spill, plan = Spill(Folder(f"{folder}/work")), Plan("", f"{folder}/out", (), buckets, Grid())
        plan.write(spill.folder)
        stages = {"deal": _timed(lambda: _deal(sketches, plan, spill))}
        longest = 0.0
        for stage, each, work in CLAIMS:
            jobs = [Task(stage, number, work, spill.folder.url) for number in range(tasks(each, plan))]
            spent = [_timed(partial(perform, job)) for job in jobs]
            stages[stage] = sum(spent)
            longest = max(longest, *spent)
        found: dict[str, str] = dict(spill.rows("settled", 0))
        ((seams,),) = spill.rows("seamed", 0)
    peak = peak_mb()
    memory = MemoryLinks()
    whole = _timed(lambda: Linker(memory).replace((), sketches))
    return {
        "claims": len(sketches),
        "buckets": buckets,
        "stages_s": {stage: round(spent, 1) for stage, spent in stages.items()},
        "cells_s": round(sum(stages.values()), 1),
        "longest_task_s": round(longest, 1),
        "peak_mb": round(peak),
        "seams": seams,
        "at_once_s": round(whole, 1),
        "at_once_peak_mb": round(peak_mb()),
        "same": found == memory.clusters_of(found),
    }


def loading(incidents: str, database: str) -> dict[str, Any]:
    """Reports and claims loaded, seconds of this process and by the clock."""
    told = retold(_SEED, int(incidents))[0]
    with tempfile.TemporaryDirectory() as folder:
        coded, names = Folder(f"{folder}/coded"), []
        for start in range(0, len(told), _A_PART):
            part = told[start : start + _A_PART]
            names.append(f"{start:08}")
            put(coded, Part(names[-1], "", "made up", len(part), 0, 0.0), part)
        Manifest("made up", tuple(names), len(told), sum(len(c.claims) for _, c in told), 0).write(coded)
        with Crew() as crew:
            link_archive(coded.url, f"{folder}/linked", crew)
        clock, cpu = time.perf_counter(), time.process_time()
        loaded = load_archive(f"{folder}/linked", database)
        spent, passed = time.process_time() - cpu, time.perf_counter() - clock
    return {
        "reports": loaded.reports,
        "claims": loaded.claims,
        "incidents": loaded.incidents,
        "cpu_s": round(spent, 1),
        "wall_s": round(passed, 1),
        "claims_a_second": round(loaded.claims / passed),
    }


def _deal(sketches: Iterable[Sketch], plan: Plan, spill: Spill) -> None:
    out = Out()
    for sketch in sketches:
        deal(plan, sketch, sketch_row(sketch), 0, out)
    spill.keep("deal", 0, out)


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(told: Sequence[str]) -> int:
    """The figures on standard output; 1 where they cannot be taken, with the reason on standard error."""
    kinds: dict[str, Callable[..., dict[str, Any]]] = {"coding": coding, "linking": linking, "loading": loading}
    try:
        sys.stdout.write(json.dumps(kinds[told[0]](*told[1:])) + "\n")
    except (IndexError, KeyError, TypeError, ValueError):
        sys.stderr.write(__doc__ or "")
        return 1
    except MarsadError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
