"""What a feed tells of, whatever its form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from marsad.web.ingest.addresses import digest
from marsad.web.reports.bringing import LETTERS, plain
from marsad.web.reports.neutral import neutral

_TITLE: Final = 500  # letters
_GUID: Final = 500
_ENDS: Final = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that is told of. ``address`` is clean or empty, ``content`` without markup, ``updated`` as written.

    With a ``reason`` it is set aside as soon as it is known.
    """

    guid: str
    address: str
    title: str = ""
    content: str = ""
    published: date | None = None
    updated: str = ""
    author: str = ""
    outlet: str = ""
    reason: str = ""

    @property
    def told(self) -> str:
        """A digest that changes when the article did: by its own word where it has one."""
        return digest(self.title, self.updated or self.content)


@dataclass(frozen=True, slots=True)
class Listing:
    """What stood at a feed's address. ``onward`` are further lists, the newest first (parts of a sitemap), ``files``
    names of files that are to be read, each with a mark that changes when the file does.
    """

    title: str = ""
    entries: Sequence[Entry] = ()
    onward: Sequence[str] = ()
    files: Sequence[tuple[str, str]] = ()


def line(text: str) -> str:
    """A title: one line without markup, of bounded length."""
    return " ".join(neutral(plain(text[: _TITLE * 8])).split())[:_TITLE]


def body(text: str) -> str:
    """A text without markup, in paragraphs, of bounded length."""
    bare = neutral(plain(_ENDS.sub("\n", text[: LETTERS * 4])))
    return "\n".join(filter(None, (" ".join(one.split()) for one in bare.splitlines())))[:LETTERS]


def identity(guid: str, address: str, title: str) -> str:
    """A feed's id for an entry; without one its address, or at the last its title. Empty if there is nothing at all."""
    found = guid.strip() or address or title
    return found if len(found) <= _GUID else digest(found)
