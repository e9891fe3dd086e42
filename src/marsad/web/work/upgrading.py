"""The database brought up to date with the program, after a backup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from marsad.model import MarsadError
from marsad.web.database import address, configured
from marsad.web.ledger.store import open_store, told
from marsad.web.work import dumping
from marsad.web.work.backup import own_place, write
from marsad.web.work.setting_up import set_up


def upgrade(path: Path | None) -> tuple[Sequence[str], Path | None]:
    """Make the migrations that are missing; their names, and where the backup from before is.

    ``path`` is for the backup; without one it goes to ``backups`` in the data folder. An empty database needs none.
    Raises ``MarsadError`` if the backup cannot be made: then nothing was changed.
    """
    set_up()
    from marsad.web.work.health import unapplied

    with told(address()):
        empty = dumping.is_empty(configured(address()))
        missing = [] if empty else unapplied()
    if not empty and not missing:
        return [], None
    where = None if empty else _backed_up(path)
    try:
        open_store(migrate=True)
    except Exception as error:
        hint = f"; the backup from before is {where}" if where else ""
        raise MarsadError(f"the database could not be brought up to date ({error}){hint}") from error
    return missing, where


def _backed_up(path: Path | None) -> Path:
    path = path or own_place() / f"before-upgrade-{datetime.now(UTC):%Y%m%dT%H%M%S}.zip"
    write(path)
    return path
