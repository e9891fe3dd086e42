"""Archives that came by the page: kept in the data folder until they were read to their end."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from marsad.web.database import data_folder

_FOLDER: Final = "imports"
_UNSAFE: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 100


def keep(name: str, chunks: Iterable[bytes]) -> Path:
    """Write what came to a file that its owner alone may read, on disk when this returns: it was accepted then."""
    safe = _UNSAFE.sub("-", Path(name).name).lstrip(".-")[-_LONGEST:] or "archive"
    folder = data_folder() / _FOLDER / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    path = folder / safe
    with open(path, "xb", opener=lambda file, flags: os.open(file, flags, 0o600)) as out:
        for chunk in chunks:
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return path


def drop(path: Path) -> None:
    """Delete a file that was read to its end, if it came by the page."""
    if path.parent.parent == data_folder() / _FOLDER:
        path.unlink(missing_ok=True)
        path.parent.rmdir()
