"""A Maildir on this machine, as mail servers deliver into it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from marsad.web.ingest.addresses import digest
from marsad.web.ingest.entries import Entry
from marsad.web.ingest.guard import FeedError
from marsad.web.ingest.mail.messages import BYTES, entry


def look(path: Path, senders: Collection[str], known: Collection[str], most: int) -> tuple[list[Entry], bool]:
    """Up to so many mails whose ids are not known, the oldest first, and whether there are more.

    Raises ``FeedError`` if there is no Maildir.
    """
    if not (path / "new").is_dir() or not (path / "cur").is_dir():
        raise FeedError(f"{path} is no Maildir: it has no folders new and cur")
    fresh = [(guid, file) for guid, file in _files(path) if guid not in known]
    found = [(guid, _raw(file)) for guid, file in fresh[:most]]
    return [entry(raw, senders, guid) for guid, raw in found if raw is not None], len(fresh) > most


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """Each mail by its own name, which it keeps whatever becomes of it; those names begin with the time."""
    found = [file for folder in ("new", "cur") for file in (path / folder).iterdir() if not file.name.startswith(".")]
    for file in sorted(found, key=lambda one: one.name):
        if not file.is_symlink():
            yield digest("maildir", file.name.partition(":")[0]), file


def _raw(file: Path) -> bytes | None:
    """The mail, nothing if it was moved or taken away meanwhile: it is there under its name at the next look."""
    try:
        with file.open("rb") as stream:
            return stream.read(BYTES)
    except FileNotFoundError:
        return None
