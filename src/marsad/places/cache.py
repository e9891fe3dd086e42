"""Packed stores in the user's cache folder, made anew when their data or this code changes."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_cache_dir

from marsad.model import Place
from marsad.places.store import Source, Store, pack


def kept(source: Source, fingerprint: bytes, places: Callable[[], Iterable[Place]]) -> Store:
    """The store of a source: from the cache where one of this ``fingerprint`` is there, else packed and kept."""
    digest = hashlib.sha256(_code() + fingerprint).hexdigest()[:24]
    folder = Path(os.environ.get("MARSAD_CACHE") or user_cache_dir("marsad"))
    path = folder / f"places-{source.name}-{digest}.bin"
    with suppress(OSError, ValueError, EOFError, TypeError, KeyError):
        return Store(source, marshal.loads(path.read_bytes()))
    parts = pack(places())
    _write(path, marshal.dumps(parts))
    _drop_older(path, source)
    return Store(source, parts)


@cache
def _code() -> bytes:
    """What packed parts depend on besides the data: the Python version and the code that makes them."""
    here = Path(__file__).parent
    files = [*sorted(here.glob("*.py")), here.parent / "text" / "fold.py"]
    return repr(sys.version_info).encode() + b"".join(path.read_bytes() for path in files)


def _write(path: Path, content: bytes) -> None:
    """Write in one step; where the folder cannot be written, the store is packed anew next time."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)


def _drop_older(path: Path, source: Source) -> None:
    """Remove what was kept of the source before, so that the cache does not grow with each import."""
    for old in path.parent.glob(f"places-{source.name}-{'[0-9a-f]' * 24}.bin"):
        if old != path:
            with suppress(OSError):
                old.unlink()
