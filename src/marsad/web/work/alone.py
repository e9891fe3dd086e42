"""One worker on a SQLite file: a second would only wait for the first. On PostgreSQL there may be any number."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from marsad.web.locks import taken
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
        if not taken(file):
            raise WorkError(
                f"another worker is at work ({path} is in use); SQLite has one, PostgreSQL as many as wished"
            )
        Worker.objects.all().delete()
        yield
    finally:
        os.close(file)
