"""How long linking takes and how well it does, by the number of claims; each size in a process of its own.

The claims are made by ``marsad.evaluation.retelling``, over 15 years whatever their number, so that a place in the news
has a hundred times as many neighbours among a million claims as among ten thousand.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from marsad.evaluation import linking
from marsad.evaluation.peak import peak_mb
from marsad.evaluation.retelling import sketched
from marsad.ledger.linking.linker import Linker
from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.memory import MemoryLinks
from marsad.model import MarsadError

SIZES: Final = (10_000, 100_000, 300_000, 1_000_000)
DAYS: Final = 5_479  # 15 years
_SEED = 1
_OTHER_SEED = 2
_REPORTS = 200  # that are added one by one
_LEAST, _MOST = 10, 30  # claims of each


def measure(sizes: Sequence[int] = SIZES) -> dict[int, dict[str, float]]:
    """By number of claims the figures of ``figures``. Raises ``MarsadError`` where a run fails."""
    return {size: _child(size) for size in sizes}


def figures(claims: int, days: int = DAYS) -> dict[str, float]:
    """Of so many claims over so many days: CPU seconds to link them all (``link_s``), milliseconds to add one report of
    10 to 30 claims to them (``add_median_ms``, ``add_p95_ms``, ``add_worst_ms``), the peak of memory in MB, that of the
    claims alone included (``peak_mb``, ``claims_mb``), F1 by pairs and B-cubed, incidents that mix provinces, and the
    claims in the largest cluster.
    """
    sketches, truth = sketched(_SEED, claims, days)
    gc.collect()
    gc.freeze()  # as the command line does with what it keeps
    found: dict[str, float] = {"claims_mb": round(peak_mb())}
    links = MemoryLinks()
    linker = Linker(links)
    start = time.process_time()
    linker.replace((), sketches)
    found["link_s"] = round(time.process_time() - start, 2)
    found["peak_mb"] = round(peak_mb())
    clusters = links.clusters_of(truth)
    quality = linking.measure(clusters, truth)
    found |= {"pairs_f1": round(quality.pairs.f1, 4), "b_cubed_f1": round(quality.b_cubed.f1, 4)}
    found["mixed_provinces"] = mixed_provinces(sketches, clusters)
    found["largest_cluster"] = max(Counter(clusters.values()).values())
    gc.freeze()
    return found | _adding(linker, claims, days)


def mixed_provinces(sketches: Iterable[Sketch], clusters: Mapping[str, str]) -> int:
    """How many clusters hold claims that lie in different governorates."""
    seen: dict[str, set[frozenset[str]]] = {}
    for sketch in sketches:
        held = frozenset(spot.governorate for spot in sketch.spots if spot.governorate)
        if held:
            seen.setdefault(clusters[sketch.id], set()).add(held)
    return sum(len(governorates) > 1 for governorates in seen.values())


def _adding(linker: Linker, claims: int, days: int) -> dict[str, float]:
    """The time that reports take which were not there, one after another."""
    others, _ = sketched(_OTHER_SEED, claims, days)
    reports = (list(told) for _, told in groupby(others, lambda sketch: sketch.report))
    times: list[float] = []
    for report in reports:
        if _LEAST <= len(report) <= _MOST and len(times) < _REPORTS:
            start = time.process_time()
            linker.replace((), report)
            times.append(1000 * (time.process_time() - start))
    if len(times) < 2:
        return {}
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return {
        "add_median_ms": round(cuts[9], 1),
        "add_p95_ms": round(cuts[18], 1),
        "add_worst_ms": round(max(times), 1),
    }


def _child(claims: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "marsad.evaluation.bench_linking", str(claims)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MarsadError(f"measuring the linking of {claims} claims failed: {done.stderr.strip()[-500:]}")
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(figures(int(sys.argv[1]))) + "\n")
