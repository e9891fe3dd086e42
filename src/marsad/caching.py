"""Files that can be made anew at any time, kept so that they need not be."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def keep(path: Path, content: bytes) -> None:
    """Write a file in one step. Where that cannot be done, nothing is left behind and nothing is said: what was to be
    kept is made anew next time.
    """
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except BaseException:  # on a full disk each start would leave another half
            Path(name).unlink(missing_ok=True)
            raise
