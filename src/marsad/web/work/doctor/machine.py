"""What can be told without the database: versions, the data folder, the disk, gazetteers, what the pages load."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import requires, version
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from marsad import __version__
from marsad.places import library
from marsad.web.database import SQLITE, address, configured, data_folder
from marsad.web.work.doctor.findings import Finding, good, warning, wrong

_MEGABYTE: Final = 1 << 20
_FULL: Final = 200 * _MEGABYTE
_NEARLY: Final = 2_000 * _MEGABYTE
_KNOWN: Final = "حلب"  # Aleppo, which every gazetteer of the package has
_STATIC: Final = Path(__file__).parents[2] / "static" / "vendor" / "htmx.js"


def versions() -> Iterator[Finding]:
    """This program, Python, and what it needs."""
    python = ".".join(map(str, sys.version_info[:3]))
    for written in requires("marsad") or ():
        needed = Requirement(written)
        if needed.marker and not needed.marker.evaluate({"extra": ""}):
            continue
        if version(needed.name) not in needed.specifier:
            there = f"{needed.name} {version(needed.name)} is installed, {needed.specifier} is needed"
            yield wrong("versions", there, "install marsad again: pip install --upgrade marsad")
            return
    yield good("versions", f"marsad {__version__}, Python {python}, Django {version('django')}")


def data() -> Iterator[Finding]:
    """Whether the folder can be written to, and by whom its secrets can be read."""
    folder = data_folder()
    if not folder.exists():
        yield good("data folder", f"{folder} is not there yet; it is made when it is needed")
        return
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        mend = f"give it to the user that marsad runs as: chown -R USER {folder}"
        yield wrong("data folder", f"{folder} cannot be written to ({error.strerror})", mend)
        return
    if os.name == "posix" and (found := _open_to_others(folder)):
        grade = warning if found.suffix == ".sqlite3" else wrong
        yield grade("data folder", f"others of this machine may read {found}", f"chmod go-rwx {folder}")
        return
    yield good("data folder", f"{folder} can be written to")


def disk() -> Iterator[Finding]:
    """The room where the data and the database lie."""
    settings = configured(address())
    places = {data_folder(), *([Path(settings["NAME"]).absolute().parent] if settings["ENGINE"] == SQLITE else [])}
    for place in sorted(places):
        there = next(one for one in (place, *place.absolute().parents) if one.exists())
        free = shutil.disk_usage(there).free
        said = f"{free // _MEGABYTE:,} MB free at {place}"
        mend = "make room: delete old backups and mails in the outbox, or move the data to a larger disk"
        yield (wrong if free < _FULL else warning)("disk", said, mend) if free < _NEARLY else good("disk", said)


def gazetteers() -> Iterator[Finding]:
    """Whether places can be found, in those of the package and those that were imported."""
    found = library.load()
    if not found.find(_KNOWN):
        yield wrong(
            "gazetteers", f"{_KNOWN} is in none of them", "install marsad again: pip install --force-reinstall marsad"
        )
        return
    yield good("gazetteers", ", ".join(library.names()))


def pages() -> Iterator[Finding]:
    """Whether what the pages load was built."""
    if not _STATIC.is_file():
        yield wrong("pages", f"{_STATIC} is not there", "from a clone run frontend/build.py; else install marsad again")
        return
    yield good("pages", "scripts, styles and fonts are there")


def _open_to_others(folder: Path) -> Path | None:
    """A file with secrets in it that others of this machine may read."""
    secret = [
        *(folder / name for name in ("secret-key", "mailboxes.toml", "outbox", "imports")),
        *folder.glob("newsletters-*.journal"),
        *folder.glob("*.sqlite3"),
    ]
    closed = stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
    if closed:
        return None
    return next((one for one in secret if one.exists() and stat.S_IMODE(one.stat().st_mode) & 0o077), None)
