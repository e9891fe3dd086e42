"""The whole of an observatory in one file: the database as it was at one moment, and the files of the data folder.

A ZIP with ``manifest.json`` (a hash and a size for each part, rows of each table), ``database`` (a SQLite file, or a
dump of PostgreSQL) and ``data/``. The database is taken first: what the newsletters' journals tell of is then never
older than what the database knows, and no letter that was sent is sent again. It holds secrets: only its owner may read
it.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from marsad import __version__
from marsad.model import MarsadError
from marsad.web.database import SQLITE, address, configured, data_folder
from marsad.web.work import dumping
from marsad.web.work.setting_up import set_up

FORMAT: Final = "marsad-backup-1"
MANIFEST: Final = "manifest.json"
DATABASE: Final = "database"
FILES: Final = "data/"
BACKUPS: Final = "backups"  # a folder that backups are kept in, and no backup of backups
_LEFT_OUT: Final = ("-wal", "-shm", "-journal", "-worker", "-shared", ".part")
_BLOCK: Final = 1 << 20
_PRIVATE: Final = 0o600
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class BackupError(MarsadError):
    """A backup that cannot be made or put back; the message says which part and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a backup."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup is of. ``rows_of`` is by table, ``journal`` the name of the newsletters' journal in it."""

    made: str
    version: str
    engine: str
    journal: str
    rows_of: dict[str, int]
    parts: dict[str, Part]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(self.rows_of.values())

    @property
    def tables(self) -> int:
        """How many tables there are."""
        return len(self.rows_of)

    @property
    def files(self) -> int:
        """How many files of the data folder are in it."""
        return sum(name.startswith(FILES) for name in self.parts)


def write(path: Path) -> Backup:
    """Write a backup of the settings' database and the data folder, and read it back before it takes its place.

    Raises ``BackupError`` or ``DumpError`` if it cannot be made: nothing is left of it, and what was there stays.
    """
    set_up()
    if path.absolute().parent == own_place():
        own_place().mkdir(parents=True, exist_ok=True, mode=0o700)
    target = Path(os.path.realpath(path))
    with room_in(target.absolute().parent) as folder:
        copy, packed = folder / DATABASE, folder / target.name
        rows = dumping.dump(configured(address()), copy)
        with _private(packed) as stream:
            made = _packed(stream, copy, rows)
            stream.flush()
            os.fsync(stream.fileno())
        copy.unlink()  # reading it back needs the room
        verify(packed)
        packed.replace(target)
    return made


def verify(path: Path) -> Backup:
    """What is in a backup, once each part was held against its hash and the database opened."""
    found = described(path)
    with room_in(path.absolute().parent) as folder:
        copy = folder / DATABASE
        unpack(path, found, DATABASE, copy)
        dumping.check(found.engine, copy, found.rows_of)
        for name in found.parts:
            if name != DATABASE:
                unpack(path, found, name, folder / "part")
    return found


def described(path: Path) -> Backup:
    """What a backup says of itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            told = json.loads(archive.read(MANIFEST))
        if told.pop("format") != FORMAT:
            raise BackupError(f"{path} was made by a newer version of marsad; update marsad to use it")
        parts = {name: Part(**part) for name, part in told.pop("parts").items()}
        return Backup(parts=parts, **told)
    except OSError as error:
        raise BackupError(f"{path} cannot be read ({error.strerror})") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise BackupError(f"{path} is no whole backup ({error}); take another") from error


def unpack(path: Path, backup: Backup, name: str, out: Path) -> None:
    """Write a part to a file. Raises ``BackupError`` if it is not what it was, or there is no room for it."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as source, _private(out) as target:
            found = _copied(source, target)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            raise _no_room(out.parent, error) from error
        raise BackupError(f"{path}: {name} cannot be read ({error}); take another backup") from error
    if found != backup.parts[name]:
        raise BackupError(f"{path}: {name} is not what it was when the backup was made; take another backup")


@contextmanager
def room_in(beside: Path) -> Iterator[Path]:
    """A folder of one's own beside where a backup or what is in it goes: there is room there, and nobody reads it who
    may not. It goes at the end with all that is in it. Raises ``BackupError`` if there is no room after all.
    """
    if not beside.is_dir():
        raise BackupError(f"there is no folder {beside}; make it first")
    try:
        with tempfile.TemporaryDirectory(prefix=".marsad-backup-", dir=beside) as folder:
            yield Path(folder)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise _no_room(beside, error) from error
        raise BackupError(f"{error.filename or beside} cannot be used ({error.strerror}); see marsad doctor") from error


def _no_room(folder: Path, error: OSError) -> BackupError:
    hint = "there must be room for the backup and for the database twice; make some there, or name another place"
    return BackupError(f"{folder} has no room ({error.strerror}); {hint}. Nothing was left behind")


def own_place() -> Path:
    """The folder for backups in the data folder; it is made when the first comes."""
    return data_folder().absolute() / BACKUPS


def own_files(folder: Path) -> Iterator[Path]:
    """The files of a data folder that a backup holds, relative to it, in a fixed order."""
    database = configured(address())
    own = Path(database["NAME"]).resolve() if database["ENGINE"] == SQLITE else None  # copied on its own
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or relative.parts[0] == BACKUPS:
            continue
        if path.resolve() != own and not path.name.endswith(_LEFT_OUT):
            yield relative


def journal_name() -> str:
    """The name of the newsletters' journal of the settings' database."""
    from marsad.web.newsletters.command import journal_path

    return journal_path(address()).name


def _packed(stream: IO[bytes], copy: Path, rows: dict[str, int]) -> Backup:
    folder = data_folder()
    parts: dict[str, Part] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        parts[DATABASE] = _put(archive, copy, DATABASE)
        for relative in own_files(folder) if folder.is_dir() else ():
            name = FILES + relative.as_posix()
            try:
                parts[name] = _put(archive, folder / relative, name)
            except FileNotFoundError:  # a mail that was taken out of the outbox meanwhile
                continue
        now = datetime.now(UTC).isoformat(timespec="seconds")
        engine = configured(address())["ENGINE"].rpartition(".")[2]
        made = Backup(now, __version__, engine, journal_name(), rows, parts)
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, **asdict(made)}, ensure_ascii=False, indent=1))
    return made


def _put(archive: zipfile.ZipFile, path: Path, name: str) -> Part:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        return _copied(source, target)


def _copied(source: IO[bytes], target: IO[bytes]) -> Part:
    digest, size = hashlib.sha256(), 0
    while block := source.read(_BLOCK):
        digest.update(block)
        target.write(block)
        size += len(block)
    return Part(digest.hexdigest(), size)


def _private(path: Path) -> Any:
    return open(path, "wb", opener=lambda name, flags: os.open(name, flags, _PRIVATE))
