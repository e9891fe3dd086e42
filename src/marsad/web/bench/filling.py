"""A store filled with made-up reports at once: what the ledger would come to, without linking claim by claim.

Whose claims are of one incident is known here, as the incidents are made up. All else (entries, texts that are one,
incidents with their certainty, indexes) is made by the ledger's own code.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from typing import Final

from marsad.ledger.context import context
from marsad.ledger.derived import Derived, Deriver
from marsad.ledger.entry import Entry
from marsad.ledger.incidents import build
from marsad.ledger.linking.blocking import filed
from marsad.ledger.linking.traits import Traits
from marsad.ledger.linking.version import version
from marsad.ledger.registers import Registers
from marsad.ledger.sources import duplicates
from marsad.ledger.store import Store
from marsad.places.library import load
from marsad.web.bench.reports import Archive, Told

_CODER: Final = "made up"
_AT_ONCE: Final = 500  # reports in a transaction
_WAITING: Final = 3  # batches that wait to be put in, so that memory stays bounded
Note = Callable[[int], None]
Made = list[tuple[Told, Derived]]


def fill(store: Store, archive: Archive, jobs: int, note: Note = lambda done: None) -> None:
    """Put the reports of an archive into an empty store; ``note`` is told how many are in. ``jobs`` processes write
    the reports and derive what follows from each, one puts it in.
    """
    with store.transaction():
        store.set_linking(version())
    filler, done = _Filler(store, Counter(archive.sizes)), 0
    for batch in _made(archive.parts(_AT_ONCE), jobs):
        with store.transaction():
            filler.add(batch)
        done += len(batch)
        note(done)
    with store.transaction():
        filler.finish()


def _made(parts: Iterable[Archive], jobs: int) -> Iterator[Made]:
    waiting: deque[Future[Made]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for part in parts:
            waiting.append(pool.submit(_derived, part))
            if len(waiting) > jobs * _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _derived(part: Archive) -> Made:
    return [(one, _deriver().derive(one.report, one.coding)) for one in part]


@cache
def _deriver() -> Deriver:
    return Deriver(_registers())


@cache
def _registers() -> Registers:
    return Registers.shipped(load())


class _Filler:
    """What is under way: incidents of which reports are still to come."""

    def __init__(self, store: Store, sizes: Counter[int]) -> None:
        self._store = store
        self._left = sizes
        self._waiting: dict[int, list[Entry]] = defaultdict(list)
        self._texts = duplicates.Memory()
        self._credits: dict[str, str | None] = {}

    def add(self, batch: Made) -> None:
        """Put in reports, and the incidents of which no more will be told."""
        store, derived = self._store, [one for _, one in batch]
        store.reports.put(told.report for told, _ in batch)
        store.codings.put((told.coding for told, _ in batch), _CODER)
        store.entries.put(entry for one in derived for entry in one.entries)
        store.tells.replace([told.report.id for told, _ in batch], [tell for one in derived for tell in one.tells])
        store.belongings.replace([told.report.id for told, _ in batch], [b for one in derived for b in one.belongings])
        store.links.put((sketch, filed(sketch, Traits(sketch))) for one in derived for sketch in one.sketches)
        self._credits |= {one.text.report: one.credit for one in derived}
        for one in derived:
            duplicates.add(one.text, self._texts)
        self._build(self._complete(batch))

    def finish(self) -> None:
        """Put in which texts are one, and incidents of which fewer was told than was to be."""
        reports = list(self._credits)
        self._store.texts.put((text, text.signature.bands()) for text in self._texts.texts(reports).values())
        self._store.texts.assign(self._texts.groups_of(reports))
        self._store.texts.put_credits(self._credits)
        self._build(self._waiting.values())

    def _complete(self, batch: Made) -> Iterator[list[Entry]]:
        for told, one in batch:
            for number, entry in zip(told.truth, one.entries, strict=True):
                self._waiting[number].append(entry)
                self._left[number] -= 1
                if not self._left[number]:
                    yield self._waiting.pop(number)

    def _build(self, clusters: Iterable[Sequence[Entry]]) -> None:
        told = list(clusters)
        reports = {entry.report for entries in told for entry in entries}
        groups = self._texts.groups_of(reports)
        credits = {one: credit for one in reports if (credit := self._credits.get(one))}
        incidents = [build(entries, context(entries, groups, credits, _registers())) for entries in told]
        self._store.links.assign({claim: one.id for one in incidents for claim in one.claims})
        self._store.incidents.put(incidents)
