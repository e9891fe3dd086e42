"""Which incidents a page shows, as the address says it: every filter lives in the URL, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from marsad.model import ClaimType, MarsadError
from marsad.model.incident import Grade

Kind = TypeVar("Kind", bound=StrEnum)
PLURAL: Final = ("place", "actor", "source", "type", "grade")  # may be given several times: any of them fits
_MOST: Final = 20  # values of one filter
_LONGEST: Final = 200  # characters of a value


class FilterError(MarsadError):
    """A filter that cannot be; shown with the status 400."""


@dataclass(frozen=True, slots=True)
class Filters:
    """``first`` and ``last`` bound the days, inclusive ISO dates. ``place`` holds ids of places with all in them,
    ``actor`` and ``source`` ids of the registers; ``disputed`` asks for what is contested alone; ``words`` are searched
    for in the reports' texts.
    """

    first: str | None = None
    last: str | None = None
    place: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    type: tuple[ClaimType, ...] = ()
    grade: tuple[Grade, ...] = ()
    disputed: bool = False
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered."""
        return self == Filters()

    def with_(self, **changes: Any) -> Filters:
        """The same with some filters changed."""
        return replace(self, **changes)

    def toggled(self, name: str, value: str) -> Filters:
        """The same with one value of a filter put in or taken out."""
        there: tuple[str, ...] = getattr(self, name)
        return self.with_(**{name: tuple(v for v in there if v != value) if value in there else (*there, value)})

    def query(self, **more: str) -> str:
        """As a query string, without the question mark; empty filters are left out."""
        pairs: list[tuple[str, str]] = []
        for name, key in _KEYS.items():
            value = getattr(self, name)
            values = value if isinstance(value, tuple) else (value,)
            pairs += [(key, "1" if one is True else str(one)) for one in values if one]
        return urlencode([*pairs, *more.items()])


# The names of the filters in the address.
_KEYS: Final[Mapping[str, str]] = {
    field.name: {"first": "from", "last": "to", "words": "q"}.get(field.name, field.name) for field in fields(Filters)
}


def parsed(query: QueryDict) -> Filters:
    """The filters of an address; what is none is passed over. Raises ``FilterError`` for a value that cannot be."""
    first, last = _day(query, "from"), _day(query, "to")
    if first and last and first > last:
        raise FilterError(f"from={first} lies after to={last}", code="days-turned", first=first, last=last)
    return Filters(
        first,
        last,
        _values(query, "place"),
        _values(query, "actor"),
        _values(query, "source"),
        tuple(_member(ClaimType, "type", value) for value in _values(query, "type")),
        tuple(_member(Grade, "grade", value) for value in _values(query, "grade")),
        query.get("disputed") == "1",
        " ".join(query.get("q", "").replace("\0", " ").split())[:_LONGEST],
    )


def _day(query: QueryDict, key: str) -> str | None:
    written = query.get(key, "").strip()
    if not written:
        return None
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        told = f"{key}={written[:_LONGEST]} is no date; write it as YYYY-MM-DD"
        raise FilterError(told, code="filter-day", value=written[:_LONGEST]) from None


def _values(query: QueryDict, key: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(value for value in query.getlist(key) if value))
    if len(found) > _MOST:
        told = f"{key} is given {len(found)} times; {_MOST} are the most"
        raise FilterError(told, code="filter-many", key=key, most=_MOST)
    for value in found:
        if len(value) > _LONGEST or "\0" in value:
            raise FilterError(f"{key} has a value that is no id", code="filter-value", key=key, value=value[:40])
    return found


def _member(kind: type[Kind], key: str, value: str) -> Kind:
    try:
        return kind(value)
    except ValueError:
        told = f"{key}={value} is none of {', '.join(kind)}"
        raise FilterError(told, code="filter-value", key=key, value=value) from None
