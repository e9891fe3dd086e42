"""Archives that came by the page: kept in the data folder until they were read to their end."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from marsad.web.database import data_folder
from marsad.web.ingest.files import FileError

_FOLDER: Final = "imports"
_UNSAFE: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 100


def keep(name: str, chunks: Iterable[bytes]) -> Path:
    """Write what came to a file that its owner alone may read, on disk when this returns: it was accepted then.

    Raises ``FileError`` if it cannot be written; nothing is left of it then.
    """
    safe = _UNSAFE.sub("-", Path(name).name).lstrip(".-")[-_LONGEST:] or "archive"
    folder = data_folder() / _FOLDER / secrets.token_hex(8)
    path = folder / safe
    try:
        folder.mkdir(parents=True, mode=0o700)
        with open(path, "xb", opener=lambda file, flags: os.open(file, flags, 0o600)) as out:
            for chunk in chunks:
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise FileError(f"{name} cannot be kept ({error.strerror}); make room there and bring it again") from error
        raise
    return path


def drop(path: Path) -> None:
    """Delete a file that was read to its end, if it came by the page."""
    if path.parent.parent == data_folder() / _FOLDER:
        path.unlink(missing_ok=True)
        path.parent.rmdir()
