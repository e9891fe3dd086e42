"""What is said of outlets whose pages are not read well by themselves: see ``data/outlets.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from lxml import html
from lxml.cssselect import CSSSelector

from marsad.model import MarsadError
from marsad.web.database import data_folder

_SHIPPED: Final = Path(__file__).parent / "data" / "outlets.toml"
_NAMES: Final = frozenset(("hosts", "name", "article", "drop", "phrases", "ends", "example"))


@dataclass(frozen=True, slots=True)
class Override:
    """What is said of some hosts. Its selectors are compiled: one that is none is told when the file is read."""

    hosts: tuple[str, ...]
    name: str = ""
    article: CSSSelector | None = None
    drop: tuple[CSSSelector, ...] = ()
    phrases: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()

    def covers(self, site: str) -> bool:
        """Whether it is about a site (a host without ``www.`` and its port), which may be a subdomain of its hosts."""
        return any(host == "*" or site == host or site.endswith("." + host) for host in self.hosts)


def of(site: str) -> tuple[Override, ...]:
    """All that is said of a site, what the operator says of it first, what is said of every host last."""
    bare = site.partition(":")[0]
    known = (*_read(data_folder() / "outlets.toml"), *_read(_SHIPPED))
    return tuple(sorted((one for one in known if one.covers(bare)), key=lambda one: "*" in one.hosts))


def outlet(site: str) -> str:
    """The outlet's name, empty if none is said."""
    return next((one.name for one in of(site) if one.name), "")


def shape(root: html.HtmlElement, said: Sequence[Override]) -> html.HtmlElement:
    """The page without what is to be dropped; of its body the article alone, where a selector finds it."""
    for one in said:
        for selector in one.drop:
            for element in selector(root):
                element.drop_tree()
    found = next((found[0] for one in said if one.article and (found := one.article(root))), None)
    body = root.find("body")
    if found is None or body is None or found is body:
        return root
    found.tag = "article"
    for child in list(body):
        body.remove(child)
    body.text = None
    body.append(found)
    found.tail = None
    return root


def lines(text: str, said: Sequence[Override]) -> str:
    """The text without the lines that begin as lines of no article do."""
    phrases = tuple(phrase for one in said for phrase in one.phrases)
    ends = tuple(phrase for one in said for phrase in one.ends)
    kept: list[str] = []
    for line in text.splitlines():
        bare = line.strip().lstrip("-–—•*>«\"' ")
        if ends and bare.startswith(ends):
            break
        if not (phrases and bare.startswith(phrases)):
            kept.append(line)
    return "\n".join(kept)


def shipped() -> tuple[Override, ...]:
    """Those of the package."""
    return _read(_SHIPPED)


def _read(path: Path) -> tuple[Override, ...]:
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return ()
    return _parsed(path, changed)


@cache
def _parsed(path: Path, changed: int) -> tuple[Override, ...]:
    """The file as it was when it was changed last."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MarsadError(f"{path} is no TOML: {error}") from error
    return tuple(_overrides(told, path))


def _overrides(told: dict[str, Any], path: Path) -> Iterator[Override]:
    for number, row in enumerate(told.get("outlet", ()), 1):
        if unknown := sorted(set(row) - _NAMES):
            raise MarsadError(f"{path}: outlet {number} says {unknown[0]!r}, which is not known")
        if not row.get("hosts"):
            raise MarsadError(f'{path}: outlet {number} names no hosts; write hosts = ["news.example.org"]')
        try:
            yield Override(
                tuple(str(host).casefold() for host in row["hosts"]),
                str(row.get("name", "")),
                CSSSelector(row["article"], translator="html") if row.get("article") else None,
                tuple(CSSSelector(one, translator="html") for one in row.get("drop", ())),
                tuple(map(str, row.get("phrases", ()))),
                tuple(map(str, row.get("ends", ()))),
                tuple((str(one["page"]), str(one["text"])) for one in row.get("example", ())),
            )
        except (SyntaxError, TypeError, KeyError, AttributeError) as error:  # cssselect's faults are SyntaxErrors
            raise MarsadError(f"{path}: outlet {number} ({row['hosts'][0]}) cannot be read: {error}") from error
