"""Output files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from marsad.exchange.faults import InputError


@contextmanager
def open_whole(path: Path) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes ``path``'s place when the block ends without an exception.

    Until then it stands beside ``path`` under a hidden name, and is removed if anything fails. A device or pipe
    (``/dev/stdout``) cannot be replaced, and is written to as it is. Raises ``InputError`` if it fails.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise InputError(str(path), "is a folder", "give the name of a file to write")
            with target.open("wb") as stream:
                yield stream
            return
        with _replacing(target) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(
            str(path), f"cannot be written ({error.strerror or error})", "nothing was left behind"
        ) from error


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    # Named before it is made: a signal that strikes just then leaves nothing behind either.
    part = target.with_name(f".{target.name[:80]}.{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb", opener=_for_its_owner) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(_mode(target))
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _for_its_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _mode(target: Path) -> int:
    """The permissions an ordinary write would leave: the old file's, or those the umask gives."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
