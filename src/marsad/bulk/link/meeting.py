"""Claims of a cell compared with each other; what hangs together inside the cell alone is clustered at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from marsad.bulk.folder import Folder
from marsad.bulk.link.grid import Filed
from marsad.bulk.link.plan import Plan
from marsad.bulk.link.rows import Member, hand_on, sketch_of, sketch_row
from marsad.bulk.link.spill import Out, Spill, bucket_of
from marsad.bulk.linked import LINKS, links_file, table
from marsad.ledger.linking.links import Link, Sketch
from marsad.ledger.linking.memory import MemoryLinks
from marsad.ledger.linking.scoring import score
from marsad.ledger.linking.units import View
from marsad.ledger.linking.weights import weights

Pair = tuple[str, str, int]  # two claims, the smaller id first, and what they say of each other, in hundredths


class Met(NamedTuple):
    """A claim in a cell. ``own`` says that it may meet its own kind there, ``edge`` that it may do so elsewhere too."""

    sketch: Sketch
    part: int
    own: bool
    edge: bool
    keys: Filed


def meet(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Link the claims of all cells of a bucket."""
    cells: defaultdict[str, dict[str, Met]] = defaultdict(dict)
    for cell, part, own, edge, row in spill.rows("sketches", bucket):
        sketch = sketch_of(row)
        cells[cell][sketch.id] = Met(sketch, part, own, edge, Filed(sketch))
    links: list[Pair] = []
    for cell, claims in sorted(cells.items()):
        links += _meet_in(cell, claims, plan, out)
    Folder(plan.out).write(links_file(bucket), table(LINKS, links))
    out.put("linked", 0, (len(links),))


def _meet_in(cell: str, claims: Mapping[str, Met], plan: Plan, out: Out) -> list[Pair]:
    links, same = list(_pairs(cell, claims, plan)), []
    for pair in links:
        if _alike(pair, claims, plan, out):
            same.append(pair)
    here = {name for name, one in claims.items() if one.own}
    open_ = _reached({name for name in here if claims[name].edge}, same)
    for name in sorted(open_):
        out.put("open", bucket_of(name, plan.buckets), (claims[name].part, sketch_row(claims[name].sketch)))
    for a, b, found in same:
        if a in open_:
            out.put("seams", 0, (a, b, found))
    closed = {name: (claims[name].sketch, claims[name].part) for name in here - open_}
    settle(closed, (pair for pair in same if pair[0] in closed), plan, out)
    return links


def _alike(pair: Pair, claims: Mapping[str, Met], plan: Plan, out: Out) -> bool:
    """Whether two linked claims are of one kind; what wide ones will need to know of their links is handed on."""
    a, b, found = pair
    one, two = claims[a].keys.traits, claims[b].keys.traits
    if one.wide != two.wide:
        core, wide = (a, b) if two.wide else (b, a)
        out.put("mixed", bucket_of(core, plan.buckets), (core, wide, found))
        return False
    if one.wide and one.report == two.report:
        out.put("rivals", bucket_of(a, plan.buckets), (a, b, found))
        out.put("rivals", bucket_of(b, plan.buckets), (b, a, found))
    return True


def _pairs(cell: str, claims: Mapping[str, Met], plan: Plan) -> Iterator[Pair]:
    """The links between claims that meet in a cell first: under the first of the keys that they share."""
    filing: defaultdict[str, list[str]] = defaultdict(list)
    for name, one in claims.items():
        for key in one.keys.filed:
            if plan.grid.cell(key) == cell:
                filing[key].append(name)
    least = round(weights().keep * 100)
    for name, one in claims.items():
        mine = one.keys
        for other in {met for key in mine.asked if key in filing for met in filing[key] if met > name}:
            two = claims[other].keys
            if plan.grid.cell(min(mine.asked & two.filed)) == cell:
                found = score(mine.traits, two.traits)
                if found is not None and found >= least:
                    yield name, other, found


def _reached(start: Collection[str], links: Iterable[Pair]) -> set[str]:
    """These claims, and all that links lead to from them."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for a, b, _ in links:
        near[a].append(b)
        near[b].append(a)
    seen, edge = set(start), list(start)
    while edge:
        new = {other for name in edge for other in near.get(name, ())} - seen
        seen |= new
        edge = list(new)
    return seen


def settle(claims: Mapping[str, tuple[Sketch, int]], links: Iterable[Pair], plan: Plan, out: Out) -> None:
    """Cluster claims of which all links to others of their kind are known, as the ledger does, and hand them on."""
    memory = MemoryLinks()
    memory.put((sketch, ()) for sketch, _ in claims.values())
    memory.connect(Link(a, b, found / 100) for a, b, found in links)
    view = View(memory)
    known = {name: Member.of(sketch, part) for name, (sketch, part) in claims.items()}
    done: set[str] = set()
    for name in sorted(claims):
        if name not in done:
            cluster = view.cluster(name)
            done.update(cluster.claims)
            hand_on(out, cluster, view.core(name), known, plan.buckets)
