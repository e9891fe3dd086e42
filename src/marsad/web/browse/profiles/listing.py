"""Lists of the registers: narrowed by words of a name, with choices that lead to shorter lists, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise

from marsad.places.keys import latin
from marsad.text.fold import fold

PAGE: Final = 60  # rows on a page
_LONGEST: Final = 100  # characters of a value
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a list may be narrowed to, and how many rows have it."""

    value: str
    label: str | Promise
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of rows; ``earlier`` and ``later`` are the query strings of the pages beside it, if there are any."""

    page: Page[Any]
    total: int
    earlier: str | None
    later: str | None


def asked(query: QueryDict, key: str) -> str:
    """A value of the address, in one line."""
    return " ".join(query.get(key, "").replace("\0", " ").split())[:_LONGEST]


def folded(text: str) -> str:
    """A name or some words of one, so that spellings of one name are the same."""
    return latin(" ".join(map(fold, text.split())))


def called(words: str, names: Iterable[str]) -> bool:
    """Whether one of the names has all the words, or what is typed of them, in it; ``names`` are folded."""
    wanted = folded(words).split()
    return any(all(word in name for word in wanted) for name in names)


def options(values: Iterable[str], label: Callable[[str], str | Promise], chosen: str) -> list[Option]:
    """The values met, the commonest first."""
    counted = Counter(values)
    found = [Option(one, label(one), count, one == chosen) for one, count in counted.items()]
    return sorted(found, key=lambda one: (-one.count, str(one.label)))


def paged(rows: Sequence[T], query: QueryDict, keys: Iterable[str]) -> Paged:
    """The page that the address asks for (the nearest there is); ``keys`` are what else of the address is kept."""
    page: Page[Any] = Paginator(rows, PAGE).get_page(query.get("page"))
    kept = {key: value for key in keys if (value := asked(query, key))}

    def beside(number: int) -> str:
        return urlencode(kept | {"page": str(number)})

    return Paged(
        page,
        len(rows),
        beside(page.previous_page_number()) if page.has_previous() else None,
        beside(page.next_page_number()) if page.has_next() else None,
    )


def by_count(counts: Mapping[str, int], name: Callable[[str], str]) -> Callable[[str], tuple[int, str]]:
    """The order of a list: by how many incidents, then by name."""
    return lambda one: (-counts.get(one, 0), name(one))
