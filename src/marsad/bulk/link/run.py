"""Linking over a cluster: the incidents that the ledger of one machine would make of the same reports.

Claims meet in cells of time and place that overlap at their edges; what hangs together inside a cell is clustered
there, the rest is followed across the edges (``seams``); wide claims then choose their incidents (``wide``), texts are
grouped (``texts``), and incidents built (``ends``). Each step is the ledger's own code on claims that it needs no
others for. docs/explanation/bulk.md tells why the result is the same.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from marsad.bulk.crew import Crew
from marsad.bulk.folder import Folder
from marsad.bulk.link import ends, meeting, seams, texts, wide
from marsad.bulk.link.grid import Grid
from marsad.bulk.link.plan import Plan, Task, Work, perform
from marsad.bulk.link.spill import Spill
from marsad.bulk.linked import MANIFEST, Linked
from marsad.bulk.parts import Manifest
from marsad.bulk.versions import ledger_version
from marsad.ledger.linking.version import version

_A_BUCKET: Final = 50_000  # of a bucket: some 200 MB while it is worked on
_MOST: Final = 1_024  # buckets: beyond, files grow too many
_PARTS, _BUCKETS, _ONE = "parts", "buckets", "one"

# Stages: the name, what there is a task for, and the work. Each reads what those before it handed on.
Stages = tuple[tuple[str, str, Work], ...]
CLAIMS: Final[Stages] = (  # into clusters
    ("meet", _BUCKETS, meeting.meet),
    ("seam", _ONE, seams.seam),
    ("gather", _BUCKETS, seams.gather),
    ("cluster", _BUCKETS, seams.cluster),
    ("host", _BUCKETS, wide.host),
    ("guest", _BUCKETS, wide.guest),
    ("choose", _BUCKETS, wide.choose),
    ("receive", _BUCKETS, wide.receive),
)
STAGES: Final[Stages] = (
    ("count", _PARTS, ends.count),
    ("repeat", _BUCKETS, ends.repeat),
    ("derive", _PARTS, ends.derive),
    ("share", _BUCKETS, texts.share),
    ("send", _PARTS, texts.send),
    ("tie", _BUCKETS, texts.tie),
    ("group", _ONE, texts.group),
    *CLAIMS,
    ("tell", _PARTS, ends.tell),
    ("found", _BUCKETS, ends.found),
)


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a run is: the stage under way, its tasks done and all, and seconds since the run began."""

    stage: str
    nth: int
    stages: int
    done: int
    tasks: int
    seconds: float


def link_archive(
    coded: str,
    out: str,
    crew: Crew,
    grid: Grid | None = None,
    buckets: int = 0,
    progress: Callable[[Stand], None] = lambda stand: None,
) -> Linked:
    """Link all claims of a coded archive (a URL) into incidents at ``out``. A run that was broken off is gone on with.

    ``buckets`` is the number of tasks of a stage, for 0 one for every 50,000 claims. Raises ``MarsadError`` where
    nothing was coded.
    """
    manifest, begun = Manifest.read(Folder(coded)), time.monotonic()
    buckets = buckets or max(crew.size, min(_MOST, -(-manifest.claims // _A_BUCKET)))
    plan = Plan(coded, out, manifest.parts, buckets, grid or Grid())
    folder = Folder(out)
    folder.remove(MANIFEST)  # what was linked there before is about to be written over
    work = folder.sub(f"work-{_name(plan, manifest)}")
    plan.write(work)
    spill = Spill(work)
    for nth, (stage, each, task) in enumerate(STAGES, 1):
        _carry_out(crew, spill, stage, task, tasks(each, plan), nth, begun, progress)
    counted = list(spill.rows("counted", 0))
    linked = Linked(
        coded=coded,
        coder=manifest.coder,
        ledger=ledger_version(),
        linking=version(),
        parts=plan.parts,
        buckets=buckets,
        claims=sum(claims for _, claims, _ in counted),
        incidents=sum(incidents for incidents, _, _ in counted),
        links=sum(links for (links,) in spill.rows("linked", 0)),
        largest=max((largest for _, _, largest in counted), default=0),
        seams=sum(links for (links,) in spill.rows("seamed", 0)),
    )
    _tidy(folder, linked)
    linked.write(folder)
    folder.clear(work.url.rpartition("/")[2])
    return linked


def _tidy(folder: Folder, linked: Linked) -> None:
    """Remove what an earlier run into the same folder left beyond this one's files: readers take all there are."""
    kept = {"claims": len(linked.parts), "reports": len(linked.parts), "incidents": linked.buckets}
    for sub, count in (kept | {"links": linked.buckets}).items():
        for name in folder.names(sub):
            if int(name.rpartition("/")[2].partition(".")[0]) >= count:
                folder.remove(name)


def _name(plan: Plan, manifest: Manifest) -> str:
    """Another wherever anything would come out otherwise, so that a run goes on with nothing but its own."""
    told = f"{plan} {manifest.coder} {ledger_version()}"
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def tasks(each: str, plan: Plan) -> int:
    """How many tasks a stage has."""
    return {_PARTS: len(plan.parts), _BUCKETS: plan.buckets, _ONE: 1}[each]


def _carry_out(
    crew: Crew,
    spill: Spill,
    stage: str,
    work: Work,
    number: int,
    nth: int,
    begun: float,
    progress: Callable[[Stand], None],
) -> None:
    done = spill.done(stage)
    left = [Task(stage, n, work, spill.folder.url) for n in range(number) if n not in done]
    finished = len(done)

    def note(task: Task, rows: int) -> None:
        nonlocal finished
        finished += 1
        progress(Stand(stage, nth, len(STAGES), finished, number, time.monotonic() - begun))

    crew.run(perform, left, note)
