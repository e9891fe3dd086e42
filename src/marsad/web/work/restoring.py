"""A backup put back, into a database and a data folder that are empty."""

from __future__ import annotations

from pathlib import Path

from marsad.web.database import SQLITE, address, configured, data_folder, shown
from marsad.web.ledger.store import told
from marsad.web.work import dumping
from marsad.web.work.backup import DATABASE, FILES, Backup, BackupError, journal_name, room_in, unpack, verify
from marsad.web.work.setting_up import set_up


def restore(path: Path) -> Backup:
    """Put a backup back once all of it was checked; nothing that is there is written over. Where it fails half-way,
    as on a full disk, the files that were put back go again, so that it can be done anew.
    """
    found = verify(path)
    set_up()
    settings, folder = configured(address()), data_folder()
    engine = settings["ENGINE"].rpartition(".")[2]
    if engine != found.engine:
        raise BackupError(f"{path} is of {found.engine}, {shown(address())} is not; to change over use marsad archive")
    targets = {name: folder / _named(name, found) for name in found.parts if name.startswith(FILES)}
    _refuse(settings, targets)
    folder.mkdir(parents=True, exist_ok=True)
    # The database is checked at its own size: beside where it goes there is room for it.
    beside = Path(settings["NAME"]).absolute().parent if settings["ENGINE"] == SQLITE else folder
    beside.mkdir(parents=True, exist_ok=True)
    with room_in(beside) as place:
        copy = place / DATABASE
        unpack(path, found, DATABASE, copy)
        try:
            for name, target in targets.items():
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                unpack(path, found, name, target)
            with told(address()):
                dumping.put_back(settings, copy, found.rows_of)
        except BaseException:
            for target in targets.values():
                target.unlink(missing_ok=True)
            raise
    return found


def _named(name: str, backup: Backup) -> Path:
    """Where a file goes. A database at another address has another journal of letters."""
    relative = Path(name.removeprefix(FILES))
    if relative.is_absolute() or ".." in relative.parts:
        raise BackupError(f"{name} would lie outside of the data folder; this is no backup of marsad's")
    return Path(journal_name()) if str(relative) == backup.journal else relative


def _refuse(settings: dict[str, object], targets: dict[str, Path]) -> None:
    with told(address()):
        if not dumping.is_empty(settings):
            raise BackupError(f"{shown(address())} is not empty; restore into another database (--database)")
    there = [str(path) for path in targets.values() if path.exists()]
    if there:
        raise BackupError(f"{there[0]} is there already; restore into an empty data folder (MARSAD_DATA)")
