"""What stages hand on to each other: rows of plain values in files, by channel and bucket.

Each task of a stage writes a file for every bucket that it has rows for, under its own name, and then a mark that it is
done. A task that is done again writes the same files, so that nothing is there twice.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import msgpack

from marsad.bulk.folder import Folder

Row = tuple[Any, ...]
_LEVEL: Final = 1  # of zlib: what is written once and read once is not worth more


class Out:
    """The rows that a task hands on."""

    def __init__(self) -> None:
        self.rows: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)

    def put(self, channel: str, bucket: int, row: Row) -> None:
        """Hand on a row to whoever reads this bucket of the channel."""
        self.rows[channel, bucket].append(row)


class Spill:
    """The rows of a run of stages, in a folder of their own."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def keep(self, stage: str, number: int, out: Out) -> None:
        """Write what a task hands on, and that it is done."""
        for (channel, bucket), rows in out.rows.items():
            self.folder.write(f"{channel}/{bucket}/{stage}-{number}", pack(rows))
        self.folder.write(f"done/{stage}/{number}", b"")

    def done(self, stage: str) -> set[int]:
        """The tasks of a stage that are done."""
        return {int(name.rpartition("/")[2]) for name in self.folder.names(f"done/{stage}")}

    def rows(self, channel: str, bucket: int) -> Iterator[Row]:
        """The rows of a bucket, in the order of the tasks' names."""
        for name in self.folder.names(f"{channel}/{bucket}"):
            yield from unpack(self.folder.read(name))


def pack(rows: list[Row]) -> bytes:
    """Rows as bytes; texts are kept exactly, lone surrogates too."""
    told: bytes = msgpack.packb(rows, unicode_errors="surrogatepass")
    return zlib.compress(told, _LEVEL)


def unpack(content: bytes) -> list[Row]:
    """The rows that ``pack`` was given, lists in them as tuples."""
    found: tuple[Row, ...] = msgpack.unpackb(
        zlib.decompress(content), use_list=False, unicode_errors="surrogatepass", strict_map_key=False
    )
    return list(found)


def bucket_of(name: str | int, buckets: int) -> int:
    """The bucket of an id."""
    return zlib.crc32(str(name).encode("utf-8", "surrogatepass")) % buckets
