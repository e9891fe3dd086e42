"""Which files a path stands for, and what each file holds."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path, PurePath

from marsad.exchange.faults import InputError


class Kind(StrEnum):
    """How a file's bytes are to be read."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"


KINDS = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".json": Kind.JSON,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
}


def kind_of(path: PurePath) -> Kind | None:
    """The kind a file's name tells; ``.gz`` at its end is looked past."""
    name = path.name.lower().removesuffix(".gz")
    return KINDS.get(PurePath(name).suffix)


def sniff(head: bytes) -> Kind:
    """The kind the first bytes tell, for a name that tells nothing."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<":
        return Kind.HTML
    return Kind.JSON if start in (b"{", b"[") else Kind.TEXT


def expand(path: Path) -> Iterator[Path]:
    """The file itself, or a folder's files of known kinds, in the order of their names, its folders included.

    Raises ``InputError`` for a path that is not there and for a folder without any such file.
    """
    if not path.is_dir():
        if not path.exists():
            raise InputError(str(path), "no such file or folder", "check the name")
        yield path
        return
    found = False
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if not hidden and kind_of(file) and file.is_file():
            found = True
            yield file
    if not found:
        raise InputError(str(path), "holds no report", f"known files end in {' '.join(KINDS)} (and .gz after these)")
