"""What of a large table is converted already, so that an import that was killed goes on where it was.

The journal stands beside the gazetteers under a hidden name until the import is whole. It has a line a batch: how many
rows of the table are read, and what was made of those since the line before. A line that was cut off, or does not
follow on the one before it, is dropped with all behind it, and its rows are converted again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from marsad.model import Place
from marsad.places.library import place_of, row_of
from marsad.places.store import Source

BATCH = 20_000  # rows of a table; what a killed import does again at most
# A place, and what its importer has to know of it once the whole table is read.
Converted = tuple[str, Place]
Row = TypeVar("Row")


class Journal:
    """The journal of one import of one table: ``mark`` is the digest of the table and of how it is read."""

    def __init__(self, folder: Path, name: str, mark: str, source: Source) -> None:
        self._path = folder / f".{name}.{mark[:16]}.part"
        self._source = source
        for other in folder.glob(f".{name}.{'[0-9a-f]' * 16}.part"):
            if other != self._path:  # of a table that is no longer asked for
                other.unlink(missing_ok=True)

    def batches(self) -> Iterator[tuple[int, list[Converted]]]:
        """What is there: after each batch the number of rows read so far, and what was made of it."""
        if not self._path.exists():
            return
        done = whole = 0
        with self._path.open("r+b") as stream:
            for line in stream:
                batch = self._batch(line, done)
                if batch is None:
                    break
                whole += len(line)
                done = batch[0]
                yield batch
            stream.truncate(whole)

    def _batch(self, line: bytes, done: int) -> tuple[int, list[Converted]] | None:
        try:
            first, last, rows = json.loads(line)
            made = [(str(tag), place_of(row, self._source)) for tag, row in rows]
        except (ValueError, TypeError):
            return None
        return (last, made) if first == done and line.endswith(b"\n") else None

    def add(self, first: int, last: int, made: Iterable[Converted]) -> None:
        """Note what was made of the rows from ``first`` up to ``last``."""
        rows = [[tag, row_of(place)] for tag, place in made]
        line = json.dumps([first, last, rows], ensure_ascii=False, separators=(",", ":"))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as stream:
            stream.write(line.encode() + b"\n")

    def drop(self) -> None:
        """The import is whole, or will never be."""
        self._path.unlink(missing_ok=True)


def converted(rows: Iterable[Row], convert: Callable[[Row], Converted | None], journal: Journal) -> Iterator[Converted]:
    """What ``convert`` makes of the rows of a table, those that the journal knows left out and read from there."""
    done = 0
    for done, made in journal.batches():  # noqa: B007 - used below
        yield from made
    made = []
    for last, row in enumerate(islice(rows, done, None), done + 1):
        if (one := convert(row)) is not None:
            made.append(one)
        if last - done == BATCH:
            journal.add(done, last, made)
            yield from made
            done, made = last, []
    yield from made
