"""What a sender did last, on disk before anything else happens: so that a crash neither doubles nor loses a copy.

A line is written, and forced to the disk, before the end of a copy is given to the server (``handing``), another just
before its last byte (``ending``), and another, forced to the disk, as soon as the server has answered (``taken``,
``refused``). After a crash:

- no line: the server never had the whole copy, and keeps nothing of it. It is sent again;
- ``handing`` alone: the same, if only the process died. If the machine did, lines that were not forced to the disk may
  be missing: then it is as good as ``ending``;
- ``ending``: the server may have it. It is held in doubt, told of, and not sent again by itself;
- ``taken``: the server has it. It is not sent again, whatever the database says;
- ``refused``: the server has it not. It is tried again as after any refusal.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final

from marsad.model import MarsadError
from marsad.web.locks import taken

_HEAD: Final = "marsad newsletters "  # then the journal's own id, and what tells this start of the machine from others
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")  # where it is not there, every start counts as another
_NONE: Final = "-"
_MODE: Final = 0o600
_WHOLE: Final = re.compile(r"(?P<mark>handing|ending|taken|refused) (?P<key>[0-9a-f]{24})\n")


class BusyError(MarsadError):
    """Another sender is at work with this journal."""


class Mark(StrEnum):
    """What is known of a copy."""

    HANDING = "handing"
    ENDING = "ending"
    TAKEN = "taken"
    REFUSED = "refused"


class Journal:
    """A journal that this process alone writes, by any of its threads. Raises ``BusyError`` if another has it open."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, _MODE)
        if not taken(self._file):
            os.close(self._file)
            raise BusyError(f"another marsad newsletters send is at work ({path} is in use); wait until it is done")
        self.id, self._marks = self._opened()

    @property
    def left(self) -> Mapping[str, Mark]:
        """What the sender before left, by key, when the journal was opened."""
        return self._marks

    def write(self, mark: Mark, key: str) -> None:
        """Note what becomes of a copy; on disk when this returns, unless it is ``ENDING``: that must not take time."""
        self._put(f"{mark} {key}\n", forced=mark is not Mark.ENDING)

    def clear(self) -> None:
        """Forget all marks, once the database has kept what they tell."""
        os.ftruncate(self._file, 0)
        self._put(f"{_HEAD}{self.id} {_boot()}\n")
        self._marks = {}

    def close(self) -> None:
        """Let another sender at it. Done again, it changes nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def _opened(self) -> tuple[str, dict[str, Mark]]:
        written = os.pread(self._file, os.fstat(self._file).st_size, 0).decode("ascii", "replace")
        head, *lines = written.splitlines(keepends=True) or [""]
        parts = head.removeprefix(_HEAD).split()
        if not head.startswith(_HEAD) or not head.endswith("\n") or len(parts) != 2:
            os.ftruncate(self._file, 0)
            parts = [secrets.token_hex(12), _boot()]
            self._put(f"{_HEAD}{' '.join(parts)}\n")
        elif not written.endswith("\n"):
            self._put("\n")  # the power went in the middle of a line: what comes next is not part of it
        marks = dict(_marks(lines))
        if parts[1] != _boot() or parts[1] == _NONE:
            marks = {key: Mark.ENDING if mark is Mark.HANDING else mark for key, mark in marks.items()}
        return parts[0], marks

    def _put(self, line: str, *, forced: bool = True) -> None:
        # One call for a line, and no lock: the system lets only one at the end of the file at a time.
        os.write(self._file, line.encode("ascii"))
        if forced:
            os.fsync(self._file)


def _boot() -> str:
    return _BOOT.read_text(encoding="ascii").strip() if _BOOT.exists() else _NONE


def _marks(lines: list[str]) -> list[tuple[str, Mark]]:
    """The marks of whole lines, in their order."""
    found = (_WHOLE.fullmatch(line) for line in lines)
    return [(one["key"], Mark(one["mark"])) for one in found if one]
