"""What hangs together across the edges of cells, and its clusters.

One task follows the links of such claims (no others): components as the ledger would find them, found by scipy on
numbers. A component of more claims than one task should hold is cut as the ledger cuts a crowd, by leaving weaker links
out a step at a time; as long as it is cut down to no less than a crowd, the ledger comes to the same units.
"""

from __future__ import annotations

from typing import Any, Final

from marsad.bulk.link.meeting import settle
from marsad.bulk.link.plan import Plan
from marsad.bulk.link.rows import sketch_of
from marsad.bulk.link.spill import Out, Spill, bucket_of
from marsad.ledger.linking.weights import weights

_STEP: Final = 100  # hundredths: as ``marsad.ledger.linking.units`` leaves links out in a crowd
_STEPS: Final = 10


def seam(plan: Plan, spill: Spill, number: int, out: Out) -> None:
    """Tell each claim that has links across an edge with which others it is clustered: the batch, by its first id."""
    import numpy as np
    import pyarrow as arrow

    links = list(spill.rows("seams", 0))
    out.put("seamed", 0, (len(links),))
    ends = arrow.array([end for a, b, _ in links for end in (a, b)], arrow.string()).dictionary_encode()
    names = ends.dictionary.to_pylist()
    codes = ends.indices.to_numpy().reshape(-1, 2)
    scores = np.array([found for _, _, found in links], dtype=np.int32)
    batch = _batches(codes, scores, len(names), max(plan.most, weights().crowd))
    firsts: dict[int, str] = {}
    for name, at in zip(names, batch, strict=True):
        firsts[at] = min(firsts.get(at, name), name)
    for name, at in zip(names, batch, strict=True):
        out.put("batched", bucket_of(name, plan.buckets), (name, firsts[at]))
    for (one, two), (a, b, found) in zip(codes.tolist(), links, strict=True):
        if batch[one] == batch[two]:
            home = firsts[batch[one]]
            out.put("inside", bucket_of(home, plan.buckets), (a, b, found))


def _batches(codes: Any, scores: Any, count: int, most: int) -> list[int]:
    """The number of the batch of each claim."""
    import numpy as np

    found, left, least = np.full(count, -1), np.arange(count), round(weights().keep * 100)
    first = 0
    for step in range(_STEPS + 1):
        if not len(left):
            break
        inside = found == -1
        strong = (scores >= least + _STEP * step) & inside[codes[:, 0]] & inside[codes[:, 1]] if len(scores) else scores
        label = _components(codes[strong], count)
        sizes = np.bincount(label[left], minlength=count)
        small = left if step == _STEPS else left[sizes[label[left]] <= most]
        found[small] = first + label[small]
        first += count
        left = np.flatnonzero(found == -1)
    told: list[int] = found.tolist()
    return told


def _components(codes: Any, count: int) -> Any:
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(codes), dtype=np.int8), (codes[:, 0], codes[:, 1])), shape=(count, count))
    return connected_components(graph, directed=False)[1]


def gather(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Send each claim at an edge to its batch; one without links is a batch of its own."""
    batch: dict[str, str] = dict(spill.rows("batched", bucket))
    seen: set[str] = set()
    for part, row in spill.rows("open", bucket):
        name = row[0]
        if name not in seen:
            seen.add(name)
            out.put("batches", bucket_of(batch.get(name, name), plan.buckets), (part, row))


def cluster(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Cluster the batches of a bucket."""
    claims = {row[0]: (sketch_of(row), part) for part, row in spill.rows("batches", bucket)}
    links = ((a, b, found) for a, b, found in spill.rows("inside", bucket))
    settle(claims, links, plan, out)
