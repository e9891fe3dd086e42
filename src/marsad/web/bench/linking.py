"""``python -m marsad.web.bench.linking CLAIMS FILE``: how long linking one report more takes in a SQLite file that
holds so many claims.

They are linked in memory and written as they are, in batches: a database that grew report by report holds the same.
What it is at goes to standard error, for a million claims take a quarter of an hour.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final

from marsad.evaluation.bench_linking import DAYS
from marsad.evaluation.retelling import sketched
from marsad.ledger.linking.blocking import filed
from marsad.ledger.linking.linker import Linker
from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.memory import MemoryLinks
from marsad.ledger.linking.traits import Traits
from marsad.ledger.opening import open_store
from marsad.ledger.store import Store
from marsad.model import MarsadError
from marsad.web.bench.store import address

_SEED: Final = 1
_REPORTS: Final = 100  # that are added one by one
_FEWEST: Final = 2  # from which on their times have a median and a 95th percentile
_LEAST, _MOST = 10, 30  # claims of each
_BATCH: Final = 10_000  # claims in a transaction


def figures(
    claims: int, file: Path, days: int = DAYS, note: Callable[[str], None] = lambda step: None
) -> dict[str, float]:
    """Of so many claims over so many days: CPU milliseconds a claim to write them (``write_ms``), and to add one report
    of 10 to 30 claims more in a transaction of its own, CPU (``add_*``) and by the clock (``add_*_wall``).

    ``note`` is told what begins. Raises ``MarsadError`` where the file is there already, and where so few claims lie in
    no two such reports.
    """
    if file.exists():
        raise MarsadError(f"{file} is there already; name a new file for the database to measure on")
    note(f"making {claims} claims")
    sketches, _ = sketched(_SEED, claims, days)
    others = _held_out(sketches)
    if len(others) < _FEWEST:
        raise MarsadError(
            f"of {claims} claims over {days} days no reports have {_LEAST} to {_MOST}; ask for more claims"
        )
    held = {sketch.id for report in others for sketch in report}
    note("linking them")
    links = MemoryLinks()
    Linker(links).replace((), (sketch for sketch in sketches if sketch.id not in held))
    gc.collect()
    gc.freeze()  # as the command line does with what it keeps
    note("writing them")
    store = open_store(address(file))
    start = time.process_time()
    _write(links, store)
    written = 1000 * (time.process_time() - start) / len(links)
    note(f"adding {len(others)} reports")
    return {"claims": len(links), "write_ms": round(written, 3)} | _adding(store, others)


def _held_out(sketches: list[Sketch]) -> list[list[Sketch]]:
    """Reports of the size that is asked for, which are left for later."""
    told: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in sketches:
        told[sketch.report].append(sketch)
    found = [report for report in told.values() if _LEAST <= len(report) <= _MOST]
    return Random(_SEED).sample(found, min(_REPORTS, len(found)))


def _write(links: MemoryLinks, store: Store) -> None:
    """Keep all sketches, links and clusters in the store."""
    whole = sorted(links, key=lambda sketch: sketch.published)
    parts = [whole[start : start + _BATCH] for start in range(0, len(whole), _BATCH)]
    for part in parts:
        with store.transaction():
            store.links.put((sketch, filed(sketch, Traits(sketch))) for sketch in part)
            store.links.assign(links.clusters_of([sketch.id for sketch in part]))
    for part in parts:  # once both ends of each are there
        with store.transaction():
            store.links.connect(links.links_of([sketch.id for sketch in part]))


def _adding(store: Store, reports: list[list[Sketch]]) -> dict[str, float]:
    linker = Linker(store.links)
    spent, passed = [], []
    for report in reports:
        cpu, clock = time.process_time(), time.perf_counter()
        with store.transaction():
            linker.replace((), report)
        spent.append(1000 * (time.process_time() - cpu))
        passed.append(1000 * (time.perf_counter() - clock))
    return _shares("", spent) | _shares("_wall", passed)


def _shares(end: str, times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    shares = (("median", cuts[9]), ("p95", cuts[18]), ("worst", max(times)))
    return {f"add_{name}_ms{end}": round(value, 1) for name, value in shares}


def main(told: Sequence[str]) -> int:
    """The figures on standard output as JSON; 1 where they cannot be taken, with the reason on standard error."""
    try:
        claims, file = told
        found = figures(int(claims), Path(file), note=_note)
    except (MarsadError, ValueError) as error:
        _note(str(error) if isinstance(error, MarsadError) else "give a number of claims and a file")
        return 1
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def _note(step: str) -> None:
    sys.stderr.write(f"{step}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
