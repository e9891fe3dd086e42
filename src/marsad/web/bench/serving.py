"""The server under measurement, in a process of its own as ``marsad serve`` starts it, and how much of a processor it
takes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from marsad.model import MarsadError

_QUIET: Final = 5  # seconds, one after another
_IDLE: Final = 0.05  # of a second
_SHARE: Final = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
_OPEN: Final = re.compile(r"open (http://\S+)")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens at ``address``."""

    address: str
    number: int

    def settle(self, patience: float = 900.0) -> None:
        """Wait until it has found ahead what it keeps: until it takes next to no processor time."""
        end, quiet, before = time.monotonic() + patience, 0, self.cpu_seconds()
        while quiet < _QUIET and time.monotonic() < end and before is not None:
            time.sleep(1)
            now = self.cpu_seconds() or before
            quiet = quiet + 1 if now - before < _IDLE else 0
            before = now

    def cpu_seconds(self) -> float | None:
        """The processor time that it and the processes it began took; ``None`` where the system does not tell."""
        taken = [time for number, begun_by, time in _processes() if self.number in (number, begun_by)]
        return sum(taken) if taken else None

    def megabytes(self) -> int | None:
        """What it and the processes it began hold in memory, what they share counted once; ``None`` where the system
        does not tell.
        """
        found = [_held(number) for number, begun_by, _ in _processes() if self.number in (number, begun_by)]
        known = [one for one in found if one is not None]
        return round(sum(known) / 1000) if known else None


def _held(number: int) -> int | None:
    """The kilobytes of a process; of a page that several have, its share."""
    with suppress(OSError):
        told = _SHARE.search(Path(f"/proc/{number}/smaps_rollup").read_text(encoding="utf-8"))
        return int(told[1]) if told else None
    return None


def _processes() -> Iterator[tuple[int, int, float]]:
    """Each process's number, the number of that which began it, and its processor time in seconds."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended just now
            told = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
            yield int(stat.parent.name), int(told[1]), (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(database: str, data: Path) -> Iterator[Server]:
    """The server of a ledger, with a data folder. Raises ``MarsadError`` if it does not start."""
    command = [sys.executable, "-m", "marsad", "serve", "--port", "0", "--database", database]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "MARSAD_DATA": str(data)})
    assert process.stderr is not None
    with process:  # its pipe is closed behind it
        try:
            yield Server(_address(process.stderr), process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _address(told: IO[str]) -> str:
    lines = []
    for line in told:
        lines.append(line)
        if found := _OPEN.search(line):
            threading.Thread(target=told.read, daemon=True).start()  # or a full pipe would stop the server
            return found[1]
    raise MarsadError(f"the server did not start: {''.join(lines).strip()[-500:]}")


def add(database: str, data: Path, reports: Path) -> None:
    """Add reports to the ledger in a process of its own, as somebody would while others read."""
    command = [sys.executable, "-m", "marsad", "ledger", "add", str(reports), "--database", database, "--jobs", "1"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "MARSAD_DATA": str(data)}
    )
    if done.returncode:
        raise MarsadError(f"adding a report failed: {done.stderr.strip()[-500:]}")
