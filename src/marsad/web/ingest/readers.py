"""Files that stay open between two turns: whoever reads a file for a while does not begin anew each time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Final

from marsad.exchange.reading import Meter
from marsad.web.ingest.models import Import
from marsad.web.ingest.pieces import Piece, pieces

_MOST: Final = 8  # files that are kept open
_left: dict[int, Reader] = {}
_lock: Final = Lock()


class Reader:
    """The pieces of a file from a place on; ``position`` counts those that were read."""

    def __init__(self, one: Import, path: Path) -> None:
        self.meter = Meter()
        self.mark, self.position = one.mark, one.position
        self._found = pieces(path, self.meter)
        self._back: list[Piece] = []
        next(islice(self._found, one.position, one.position), None)  # read past what was taken

    def __iter__(self) -> Iterator[Piece]:
        return self

    def __next__(self) -> Piece:
        found = self._back.pop() if self._back else next(self._found)
        self.position += 1
        return found

    def put_back(self, piece: Piece) -> None:
        """Give a piece again next time."""
        self._back.append(piece)
        self.position -= 1

    def close(self) -> None:
        """Close the file."""
        self._found.close()


def take(one: Import, path: Path) -> Reader:
    """A reader where the import is: one that was left there, else a new one."""
    with _lock:
        found = _left.pop(one.pk, None)
    if found and (found.mark, found.position) == (one.mark, one.position):
        return found
    if found:
        found.close()
    return Reader(one, path)


def leave(one: Import, reader: Reader) -> None:
    """Leave a reader for whoever reads on in this process."""
    with _lock:
        _left[one.pk] = reader
        oldest = _left.pop(next(iter(_left))) if len(_left) > _MOST else None
    if oldest:
        oldest.close()


def close(one: Import, reader: Reader) -> None:
    """Close a reader, unless it was left."""
    if _left.get(one.pk) is not reader:
        reader.close()
