"""An archive coded: piece by piece, by whoever is there, with nothing coded twice and nothing lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from marsad.bulk.crew import Crew
from marsad.bulk.folder import Folder
from marsad.bulk.parts import Fault, Manifest, Part, account, fault_of, name_of, put
from marsad.bulk.pieces import Piece, cut, items
from marsad.bulk.versions import coder_version
from marsad.coder.models import shipped
from marsad.coder.registry import RULES, coder
from marsad.exchange.faults import InputError
from marsad.exchange.reading import Defaults
from marsad.model import Coding, MarsadError, Report
from marsad.places.library import load

SIZE: Final = 4_000_000  # bytes of a piece: some 1,500 articles, half a minute's work
_KILLER: Final = "kills the worker that codes it (out of memory, or a fault in a library)"


@dataclass(frozen=True, slots=True)
class Order:
    """How pieces are coded, and where to. ``version`` is that of whoever gives the order."""

    out: str
    coder: str
    version: str
    defaults: Defaults


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a run is: bytes and reports done, those of the whole in bytes, seconds since it began."""

    done: int
    total: int
    reports: int
    claims: int
    faults: int
    kept: int
    seconds: float

    @property
    def left(self) -> float | None:
        """Seconds that it will take yet at the rate so far; ``None`` where nothing tells."""
        return self.seconds * (self.total - self.done) / self.done if self.done else None


@dataclass(slots=True)
class Account:
    """What a run came to. ``kept`` are parts that had been coded before; ``faults`` records that were set aside."""

    version: str
    parts: dict[tuple[str, int, int], Part] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    kept: int = 0
    seconds: float = 0.0
    workers: int = 0

    @property
    def reports(self) -> int:
        """How many reports are coded."""
        return sum(part.reports for part in self.parts.values())

    @property
    def claims(self) -> int:
        """How many claims they make."""
        return sum(part.claims for part in self.parts.values())

    @property
    def cpu_seconds(self) -> float:
        """What coding took its workers, of all parts, those kept from before among them."""
        return sum(part.seconds for part in self.parts.values())


def code_archive(
    source: str,
    out: str,
    crew: Crew,
    name: str = RULES,
    defaults: Defaults = Defaults(),  # noqa: B008 - frozen
    size: int = SIZE,
    progress: Callable[[Pace], None] = lambda pace: None,
) -> Account:
    """Code all records at ``source`` into ``out`` (URLs). What is there already from this coder is not coded again.

    Raises ``MarsadError`` where nothing can be read or a worker has another coder.
    """
    coder(name)  # one that is not there is told before anything is coded
    begun, whole, folder = time.monotonic(), cut(source, size), Folder(out)
    order = Order(out, name, coder_version(name), defaults)
    run = _Run(Account(order.version, workers=crew.size), sum(piece.size for piece in whole), begun, progress)
    crew.run(partial(code_piece, order=order), whole, run.done, run.killed)
    told = run.account
    told.faults += [fault for part in told.parts.values() for fault in part.faults]
    ordered = [told.parts[key] for key in sorted(told.parts)]
    Manifest(order.version, tuple(part.name for part in ordered), told.reports, told.claims, len(told.faults)).write(
        folder
    )
    told.seconds = time.monotonic() - begun
    return told


class _Run:
    """What is known of a run under way."""

    def __init__(self, account: Account, total: int, begun: float, progress: Callable[[Pace], None]) -> None:
        self.account = account
        self._total, self._begun, self._progress = total, begun, progress
        self._bytes = 0
        self._suspects: set[str] = set()

    def done(self, piece: Piece, told: tuple[Part, bool]) -> None:
        """A piece is coded, or was before."""
        part, kept = told
        self.account.parts[piece.url, piece.start, piece.first] = part
        self.account.kept += kept
        self._forward(piece)

    def killed(self, piece: Piece) -> Iterable[Piece]:
        """Halves of a piece that kills its workers; a record is set aside once it did so with nothing beside it."""
        halves = piece.halves()
        if len(halves) > 1:
            return halves
        alone = halves[0]
        if alone.key in self._suspects:
            self.account.faults.append((f"{alone.url}@{alone.start}, record {alone.first + 1}", _KILLER))
            self._forward(piece)
            return ()
        self._suspects.add(alone.key)
        return halves

    def _forward(self, piece: Piece) -> None:
        told = self.account
        self._bytes += piece.size
        faults = len(told.faults) + sum(len(part.faults) for part in told.parts.values())
        seconds = time.monotonic() - self._begun
        self._progress(Pace(self._bytes, self._total, told.reports, told.claims, faults, told.kept, seconds))


def code_piece(piece: Piece, order: Order) -> tuple[Part, bool]:
    """Code a piece, unless it was: the account of the part, and whether it was there. Runs on a worker."""
    here = coder_version(order.coder)
    if here != order.version:
        raise MarsadError(
            f"a worker has the coder {here}, not {order.version}; install the same marsad on all machines"
        )
    try:
        content = list(items(piece, order.defaults))
    except InputError as fault:  # the whole file is of no use
        content = [fault]
    folder, name = Folder(order.out), name_of(content, order.version)
    known = account(folder, name)
    if known:
        return known, True
    begun = time.process_time()
    coded, faults = _coded([item for item in content if isinstance(item, Report)], order.coder)
    told = [item for item in content if isinstance(item, InputError)]
    part = Part(
        name,
        piece.key,
        order.version,
        len(coded),
        sum(len(coding.claims) for _, coding in coded),
        round(time.process_time() - begun, 3),
        (*(fault_of(fault) for fault in told if not fault.warning), *faults),
        tuple(fault_of(fault) for fault in told if fault.warning),
    )
    put(folder, part, coded)
    return part, False


def _coded(reports: Iterable[Report], name: str) -> tuple[list[tuple[Report, Coding]], list[Fault]]:
    coded, faults = [], []
    for report in reports:
        try:
            coded.append((report, _code(report, name)))
        except MarsadError:
            raise
        except Exception as error:  # one report must not end a run over an archive
            faults.append((f"report {report.id}", f"the coder failed ({type(error).__name__}: {error}); report it"))
    return coded, faults


def _code(report: Report, name: str) -> Coding:
    if name != RULES:
        return coder(name)(report)
    # Imported here because another coder needs none of it.
    from marsad.coder.pipeline import code

    return code(report, shipped(), load())
