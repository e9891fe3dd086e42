"""What other programs give of saved articles: wallabag's JSON, Pocket's and Instapaper's CSV, browsers' bookmarks."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from typing import Any, Final

from django.utils.translation import gettext as _

from marsad.web.readers.saved.keeping import SaveError

BYTES: Final = 50_000_000  # of a file
MOST: Final = 10_000  # articles of a file
_BLOCKS: Final = re.compile(r"</(?:p|div|h[1-6]|li|tr|blockquote|section|figure)\s*>|<br\s*/?>", re.IGNORECASE)
# The columns of Pocket («time_added», «status») and Instapaper («Timestamp», «Folder»), in small letters.
_TIMES: Final = ("time_added", "timestamp", "created_at")
_SIGN: Final = re.compile(r"<(/?)(a|h3|dl)\b([^<>]{0,10000})>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""(?<![\w-])([\w-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG: Final = re.compile(r"<[^<>]*>")
_NAME: Final = 2_000  # characters read of a title
_FAR: Final = 32_503_680_000  # seconds: the year 3000
_SHELVES: Final = ("status", "folder")


@dataclass(frozen=True, slots=True)
class Item:
    """An article of another program. ``html`` is its text as that program kept it, ``quotes`` words marked in it."""

    url: str
    title: str = ""
    saved: datetime | None = None
    tags: tuple[str, ...] = ()
    archived: bool = False
    starred: bool = False
    html: str = ""
    quotes: tuple[tuple[str, str], ...] = field(default=())


def items(raw: bytes) -> list[Item]:
    """The articles of a file, whichever program wrote it. Raises ``SaveError`` for what none of them writes."""
    if len(raw) > BYTES:
        raise SaveError(_("The file has more than %(megabytes)s MB.") % {"megabytes": BYTES // 1_000_000})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SaveError(_("The file is not in UTF-8.")) from error
    found = list(_reader(text)(text))
    if not found:
        raise SaveError(_("The file has no articles that could be read: wallabag's JSON, CSV or bookmarks are."))
    if len(found) > MOST:
        raise SaveError(_("The file has more than %(most)s articles; cut it in parts.") % {"most": MOST})
    return found


def paragraphs(html: str) -> str:
    """The markup with a line break behind each block, so that paragraphs stay apart without it."""
    return _BLOCKS.sub(lambda found: found[0] + "\n", html)


def _reader(text: str) -> Callable[[str], Iterable[Item]]:
    start = text[:2000].lstrip()
    if start[:1] in ("[", "{"):
        return _wallabag
    return _bookmarks if start[:1] == "<" else _table


def _wallabag(text: str) -> Iterator[Item]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SaveError(_("The file is no valid JSON: %(what)s") % {"what": str(error)[:200]}) from error
    if isinstance(rows, dict):  # as the interface of wallabag gives them
        rows = rows.get("_embedded", {}).get("items", [rows]) if isinstance(rows.get("_embedded", {}), dict) else []
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("url"), str):
            yield _entry(row)


def _entry(row: Mapping[str, Any]) -> Item:
    return Item(
        row["url"],
        _text(row.get("title")),
        _time(_text(row.get("created_at"))),
        tuple(_labels(row.get("tags"))),
        _yes(row.get("is_archived")),
        _yes(row.get("is_starred")),
        _text(row.get("content")),
        tuple(
            (_text(one.get("quote")), _text(one.get("text")))
            for one in _rows(row.get("annotations"))
            if _text(one.get("quote"))
        ),
    )


def _labels(tags: object) -> Iterator[str]:
    """wallabag writes tags as words in files, and as objects with a ``label`` in its interface."""
    for tag in tags if isinstance(tags, list) else ():
        name = tag.get("label") if isinstance(tag, dict) else tag
        if isinstance(name, str):
            yield name


def _table(text: str) -> Iterator[Item]:
    reader = csv.DictReader(io.StringIO(text))
    try:
        for row in reader:
            told = {str(name).strip().lower(): value for name, value in row.items() if isinstance(value, str)}
            if told.get("url"):
                yield _row(told)
    except csv.Error as error:
        raise SaveError(_("The file is no valid table: %(what)s") % {"what": str(error)[:200]}) from error


def _row(told: Mapping[str, str]) -> Item:
    when = next((told[name] for name in _TIMES if told.get(name)), "")
    shelf = next((told[name] for name in _SHELVES if told.get(name)), "").lower()
    tags = tuple(tag.strip() for tag in re.split(r"[|,]", told.get("tags", "")) if tag.strip(' []"'))
    return Item(told["url"], told.get("title", ""), _time(when), tags, shelf == "archive", shelf == "starred")


def _bookmarks(text: str) -> Iterator[Item]:
    """Bookmarks as browsers write them (the Netscape format): links in nested folders, whose names become tags.

    Read sign by sign: the parser of the standard library takes minutes for a file of signs that never end.
    """
    folders: list[str] = []
    name, link, since = "", None, 0  # of the folder that opens next; the link that is open; where its words begin
    for sign in _SIGN.finditer(text):
        closes, tag = bool(sign[1]), sign[2].lower()
        if tag == "dl" and not closes:
            folders.append(name)
            name = ""
        elif tag == "dl":
            del folders[-1:]
        elif not closes:
            link, since = _attributes(sign[3]) if tag == "a" else None, sign.end()
        elif tag == "h3":
            name = _words(text[since : sign.start()])
        elif link is not None:
            yield from _linked(link, _words(text[since : sign.start()]), folders[-1] if folders else "")
            link = None


def _attributes(written: str) -> dict[str, str]:
    return {found[1].lower(): unescape(found[2] or found[3] or "") for found in _ATTRIBUTE.finditer(written)}


def _words(written: str) -> str:
    return " ".join(unescape(_TAG.sub("", written[:_NAME])).split())


def _linked(link: Mapping[str, str], title: str, folder: str) -> Iterator[Item]:
    url = link.get("href", "")
    if url.startswith(("http://", "https://")):
        tags = [tag.strip() for tag in link.get("tags", "").split(",")]
        when = link.get("add_date") or link.get("time_added") or ""
        yield Item(url, title, _time(when), tuple(filter(None, dict.fromkeys([*tags, folder]))))


def _time(written: str) -> datetime | None:
    """Seconds since 1970 or an ISO date; what is neither is not known."""
    try:
        if written.isascii() and written.isdigit() and len(written) < 20:
            return datetime.fromtimestamp(_seconds(int(written)), UTC)
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _seconds(count: int) -> int:
    """Some browsers count thousandths or millionths: no seconds since 1970 have so many digits."""
    while count > _FAR:
        count //= 1000
    return count


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _rows(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _yes(value: object) -> bool:
    return value in (1, "1", True)
