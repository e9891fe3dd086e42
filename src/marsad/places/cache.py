"""Packed stores in the user's cache folder, made anew when their data or this code changes."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_cache_dir

from marsad.caching import keep
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
    keep(path, marshal.dumps(parts))
    _drop_older(path, source)
    return Store(source, parts)


@cache
def _code() -> bytes:
    """What packed parts depend on besides the data: the Python version and the code that makes them."""
    here = Path(__file__).parent
    files = [*sorted(here.glob("*.py")), here.parent / "text" / "fold.py"]
    return repr(sys.version_info).encode() + b"".join(path.read_bytes() for path in files)


def _drop_older(path: Path, source: Source) -> None:
    """Remove what was kept of the source before, so that the cache does not grow with each import."""
    for old in path.parent.glob(f"places-{source.name}-{'[0-9a-f]' * 24}.bin"):
        if old != path:
            with suppress(OSError):
                old.unlink()
