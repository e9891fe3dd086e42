"""One worker on a SQLite file: a second would only wait for the first. On PostgreSQL there may be any number."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from marsad.web.work.environment import WorkError
from marsad.web.work.models import Worker


@contextmanager
def alone() -> Iterator[None]:
    """While it lasts no other worker can be at work on this SQLite file. Raises ``WorkError`` if one is.

    The lock ends with the process, however that ends: the worker before is then no more, and its tasks are free.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path = Path(f"{connection.settings_dict['NAME']}-worker")
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _locked(file):
            raise WorkError(
                f"another worker is at work ({path} is in use); SQLite has one, PostgreSQL as many as wished"
            )
        Worker.objects.all().delete()
        yield
    finally:
        os.close(file)


if sys.platform == "win32":
    import msvcrt

    def _locked(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
