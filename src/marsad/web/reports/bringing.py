"""Texts that people bring: pasted or in a file, read as ``marsad code`` reads them, in bounds that a page can keep."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from html import unescape
from pathlib import Path
from typing import Final

import nh3
from django.utils.translation import gettext as _

from marsad.exchange import Defaults, InputError, read_reports
from marsad.exchange.paths import KINDS, kind_of
from marsad.model import MarsadError, Report
from marsad.web.reports.faults import worded

BYTES: Final = 4_000_000  # of a file: a saved page with all it carries
LETTERS: Final = 100_000  # of a report's text: some two seconds of work
WORD: Final = 1_000  # letters without a space: addresses of pages are long, words are not
REPORTS: Final = 10  # of a file
_LONG_WORD: Final = re.compile(rf"\S{{{WORD + 1},}}")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_TAGS: Final = re.compile("<(/?)[a-zA-Z]")
_ANY_TAG: Final = re.compile("<[^<>]*>?")
_DEEP: Final = 5_000  # open tags: what a parser of HTML takes grows with the square of them
_TIMES: Final = 8  # that markup is looked for in what was markup written as entities
_TITLE: Final = 500  # letters of a title, an outlet, an id


class BroughtError(MarsadError):
    """A text that the page cannot take; the message is in the reader's language."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The reports that were brought. ``notes`` are faults that did not keep them from being read, ``left`` is whether
    there were more than a page shows.
    """

    reports: tuple[Report, ...]
    notes: tuple[str, ...]
    left: bool


def bring(raw: bytes, name: str, defaults: Defaults) -> Brought:
    """The reports in the bytes of a text or a file. ``name`` is the file's, empty for a pasted text.

    Raises ``BroughtError`` if there is none, or one is too long.
    """
    if name and kind_of(Path(name)) is None:
        raise BroughtError(
            _("%(name)s: only files ending in %(kinds)s are read.") % {"name": name[:80], "kinds": " ".join(KINDS)}
        )
    if len(raw) > BYTES:
        raise BroughtError(_too_large())
    reports, notes, left = _read(raw, defaults)
    if not reports:
        raise BroughtError(notes[0] if notes else _("There is no text in it."))
    return Brought(tuple(_checked(report) for report in reports), notes, left)


def _too_large() -> str:
    return _("This is more than %(megabytes)s MB. For whole archives there is the command marsad code.") % {
        "megabytes": BYTES // 1_000_000
    }


def _read(raw: bytes, defaults: Defaults) -> tuple[list[Report], tuple[str, ...], bool]:
    reports: list[Report] = []
    notes: dict[str, None] = {}
    for item in _items(raw, defaults):
        if isinstance(item, InputError):
            notes[worded(item)] = None
        elif len(reports) == REPORTS:
            return reports, tuple(notes), True
        elif item.text.strip():
            reports.append(item)
    return reports, tuple(notes), False


def _items(raw: bytes, defaults: Defaults) -> Iterable[Report | InputError]:
    """What ``marsad code`` makes of the bytes on its standard input: the first of them tell what they are."""
    return read_reports(["-"], defaults, io.BytesIO(raw))


def _checked(report: Report) -> Report:
    """The report without markup, under an id of its own. Raises ``BroughtError`` if it is too long."""
    text = plain(report.text)
    if len(text) > LETTERS:
        raise BroughtError(
            _("A text has more than %(letters)s letters. For longer ones there is the command marsad code.")
            % {"letters": LETTERS}
        )
    if found := _LONG_WORD.search(text):
        raise BroughtError(
            _("A word has more than %(letters)s letters, from letter %(at)s on: this is no Arabic text.")
            % {"letters": WORD, "at": found.start() + 1}
        )
    title, outlet = plain(report.title)[:_TITLE], plain(report.outlet)[:_TITLE]
    told = replace(report, title=title, outlet=outlet, text=text)
    return replace(told, id=_own_id(told)) if told.id == "stdin" or len(told.id) > _TITLE else told


def plain(text: str) -> str:
    """``text`` without markup: what is kept can carry none, wherever it is shown. Plain text stays as it is.

    Markup that was written as entities becomes markup when those are read, so it is looked at again.
    """
    text = _SURROGATES.sub("\ufffd", text)  # no characters, and in no file that is UTF-8
    for _time in range(_TIMES):
        if not nh3.is_html(text):
            return text
        cleaned = unescape(nh3.clean(_shallow(text), tags=set(), clean_content_tags={"script", "style"}))
        if len(cleaned) >= len(text):
            return cleaned.replace("<", "")
        text = cleaned
    return text.replace("<", "")


def _shallow(text: str) -> str:
    """``text`` as it is, or without tags where so many stand in each other that they are meant to do harm."""
    depth = 0
    for found in _TAGS.finditer(text):
        depth += -1 if found[1] else 1
        if depth > _DEEP:
            return _ANY_TAG.sub("", text)
    return text


def _own_id(report: Report) -> str:
    """An id that is the same for the same text, title, outlet and day."""
    told = "\x1f".join((report.title, report.outlet, report.published or "", report.text))
    return f"text-{blake2b(told.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
