"""What every task of linking needs to know, in a file that each worker reads once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from typing import Final

from marsad.bulk.folder import Folder
from marsad.bulk.link.grid import Grid
from marsad.bulk.link.spill import Out, Spill
from marsad.ledger.registers import Registers
from marsad.places.library import load

_FILE: Final = "plan.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """``coded`` and ``out`` are URLs, ``parts`` the names of the coded parts in the order of the archive. No more than
    ``most`` claims that hang together are clustered by one task.
    """

    coded: str
    out: str
    parts: tuple[str, ...]
    buckets: int
    grid: Grid
    most: int = 50_000

    def write(self, folder: Folder) -> None:
        """Put it where tasks find it."""
        folder.write(_FILE, json.dumps(asdict(self)).encode())


@cache
def planned(work: str) -> Plan:
    """The plan in a folder."""
    told = json.loads(Folder(work).read(_FILE))
    return Plan(**{**told, "parts": tuple(told["parts"]), "grid": Grid(**told["grid"])})


@cache
def registers() -> Registers:
    """The registers of the package with all gazetteers there are, read once a process."""
    return Registers.shipped(load())


Work = Callable[[Plan, Spill, int, Out], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a stage. ``work`` reads buckets of channels and hands rows on; the same rows whenever it is done."""

    stage: str
    number: int
    work: Work
    folder: str

    @property
    def key(self) -> str:
        """Tells it from others."""
        return f"{self.stage}-{self.number}"


def perform(task: Task) -> int:
    """Do a task; how many rows it handed on. Runs on a worker."""
    spill, out = Spill(Folder(task.folder)), Out()
    task.work(planned(task.folder), spill, task.number, out)
    spill.keep(task.stage, task.number, out)
    return sum(map(len, out.rows.values()))
