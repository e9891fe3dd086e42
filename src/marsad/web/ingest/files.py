"""Files and folders of this machine that articles are read from. Only whoever may run commands names them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from marsad.model import MarsadError
from marsad.web.ingest.models import Import, Kind
from marsad.web.ingest.pieces import readable

_SETTLED: Final = 5.0  # seconds: what was written to lately may not be whole yet


class FileError(MarsadError):
    """A file or folder that cannot be read from; the message says which and why."""


def address(path: Path) -> str:
    """The address of a file or folder, as a feed has it. Raises ``FileError`` if it is not there."""
    whole = path.expanduser().absolute()
    if not whole.exists():
        raise FileError(f"{path} is not there; check the name")
    if whole.is_file() and not readable(whole.name):
        raise FileError(f"{path} is of no kind that is read; see marsad feeds import --help")
    return whole.as_uri()


def path(address: str) -> Path:
    """The file or folder at an address."""
    return Path(unquote(urlsplit(address).path))


def path_of(one: Import) -> Path:
    """The file of an import."""
    base = path(one.feed.address)
    return base / one.name if one.feed.kind == Kind.FOLDER else base


def mark(file: Path) -> str:
    """What changes when a file does: its size and when it was written to."""
    found = file.stat()
    return f"{found.st_size}-{found.st_mtime_ns}"


def settled(folder: Path) -> Iterator[tuple[str, str]]:
    """The names in a folder, and those in it, of the files that are read and written whole, with their marks.

    Links are not followed: a folder that others may write to must not lead out of itself. Raises ``FileError``.
    """
    if not folder.is_dir():
        raise FileError(f"there is no folder {folder}")
    now = time.time()
    for file in sorted(folder.rglob("*")):
        relative = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts)
        if hidden or file.is_symlink() or not file.is_file() or not readable(file.name):
            continue
        if not 0 <= now - file.stat().st_mtime < _SETTLED:
            yield relative.as_posix(), mark(file)
