"""The words of a comparison's page, in the languages it is written in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data" / "page.toml"
DIRECTIONS: Final = {"ar": "rtl", "en": "ltr"}  # the languages there are


@dataclass(frozen=True, slots=True)
class Words:
    """Words of ``page.toml`` in one language; ``table`` is the name of the other table."""

    language: str
    table: str = ""

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return DIRECTIONS[self.language]

    def __call__(self, key: str, **values: object) -> str:
        """The words for a key, with their blanks filled."""
        return _told()[key][self.language].strip().format(table=self.table, **values)

    def span(self, first: str | None, last: str | None) -> str:
        """From a day to another, both ISO dates; empty where no day is known."""
        return self("span", first=_isolated(first), last=_isolated(last)) if first and last else ""


def _isolated(day: str) -> str:
    """A day among Arabic words: year, month and day stay in their order."""
    return f"\u2066{day}\u2069"


@cache
def _told() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(DATA.read_text("utf-8"))
