"""What a mail passes on, told apart from what its sender wrote to it; see ``data/forwarding.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).parents[1] / "data" / "forwarding.toml"
_ENOUGH: Final = 3  # lines such as «From:» in a row, where no marker stands above them
_WRAPPED: Final = range(60, 81)  # letters of a line that ends where its program wraps lines, not where its writer did
_DATES: Final = re.compile(r"(\w{3}), (\w{3}) (\d{1,2}), (\d{4})")  # Gmail: Sat, Jun 11, 2016 at 8:00 AM


@dataclass(frozen=True, slots=True)
class Passed:
    """The text that was passed on, with the subject and the ISO day that were told above it, else empty."""

    text: str
    subject: str = ""
    day: str = ""


def passed(text: str) -> Passed:
    """What the text of a mail passes on; the whole text, if it is no forwarded one."""
    lines = [_bare(line) for line in text.splitlines()]
    begin = _begin(lines)
    told, body = _headers(lines[begin:]) if begin is not None else ({}, 0)
    kept = lines[(begin or 0) + body :]
    end = next((place for place, line in enumerate(kept) if _ends(line)), len(kept))
    return Passed(_joined(kept[:end]), told.get("subject", ""), _day(told.get("date", "")))


def subject(written: str) -> str:
    """A subject without what programs set before it."""
    prefixes = "|".join(map(re.escape, data()["prefixes"]))
    return re.sub(rf"^(\s*({prefixes})\s*:)+\s*", "", written, flags=re.IGNORECASE).strip()


@cache
def data() -> Mapping[str, Any]:
    """What the file says."""
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def _bare(line: str) -> str:
    """A line without the marks of a quotation."""
    return re.sub(r"^(\s*>)+ ?", "", line).rstrip()


def _begin(lines: Sequence[str]) -> int | None:
    """The first line of the headers of what is passed on."""
    markers = tuple(data()["markers"])
    for place, line in enumerate(lines):
        if line.strip().startswith(markers):
            return place + 1
        if _header(line)[0] and len(_headers(lines[place:])[0]) >= _ENOUGH:
            return place
    return None


def _headers(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The headers at the beginning, and how many lines they take."""
    told: dict[str, str] = {}
    for place, line in enumerate(lines):
        name, value = _header(line)
        if name:
            told.setdefault(name, value)
        elif told or line.strip():
            return told, place
    return told, len(lines)


def _header(line: str) -> tuple[str, str]:
    """What a line such as «Subject: …» tells of, and what; twice nothing if it is none."""
    name, colon, value = line.strip().strip("*").partition(":")
    bare = name.strip("* ").casefold()
    found = next((kind for kind, names in data()["headers"].items() if colon and bare in names), "")
    return (found if found != "other" else bare, value.strip("* ")) if found else ("", "")


def _ends(line: str) -> bool:
    return (line.rstrip() == "--") or line.startswith(tuple(data()["endings"]))


def _joined(lines: Sequence[str]) -> str:
    """In paragraphs: a line that was wrapped goes on in the next one."""
    found: list[str] = []
    goes_on = False
    for line in lines:
        bare = " ".join(line.split())
        if bare and goes_on:
            found[-1] += " " + bare
        elif bare:
            found.append(bare)
        goes_on = len(bare) in _WRAPPED
    return "\n".join(found)


def _day(written: str) -> str:
    """The ISO day of a date as programs of mail write it above what is passed on; empty if it is none that is known."""
    short = _DATES.search(written)
    try:
        return (
            parsedate_to_datetime(f"{short[1]}, {short[3]} {short[2]} {short[4]} 00:00:00" if short else written)
            .date()
            .isoformat()
        )
    except (TypeError, ValueError):
        return ""
