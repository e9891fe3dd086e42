"""Rows of the exchange format as the scorer sees them: gold, with what may be left out, or coded by any coder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marsad.model import MarsadError

SLOTS = ("initiators", "targets", "places", "sources")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention; ``texts`` begins with its own text, followed by others that are as right."""

    texts: tuple[str, ...]
    start: int | None
    end: int | None

    @property
    def text(self) -> str:
        """The mention as it stands in the report."""
        return self.texts[0]


@dataclass(frozen=True, slots=True)
class Count:
    """One casualty entry."""

    kind: str
    group: Mention | None
    low: int | None
    high: int | None
    optional: bool

    def __str__(self) -> str:
        low, high = ("?" if n is None else n for n in (self.low, self.high))
        return f"{self.kind} {low}–{high}" + (f" {self.group.text}" if self.group else "")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim; ``triggers`` are its own and those of its retellings, ``when`` its first and last day."""

    type: str
    types: frozenset[str]
    trigger: Mention | None
    triggers: tuple[Mention, ...]
    slots: dict[str, tuple[Mention, ...]]
    counts: tuple[Count, ...]
    when: tuple[str | None, str | None] | None
    factuality: str
    optional: bool

    @property
    def name(self) -> str:
        """Type and trigger, as a reader would point at the claim."""
        return f"{self.type} «{self.trigger.text if self.trigger else '?'}»"


@dataclass(frozen=True, slots=True)
class Relation:
    """A place and its holders, or a member and its group."""

    one: Mention
    others: tuple[Mention, ...]
    optional: bool

    def __str__(self) -> str:
        return f"{self.one.text} ← {' | '.join(m.text for m in self.others)}"


@dataclass(frozen=True, slots=True)
class Row:
    """All that one report claims."""

    id: str
    claims: tuple[Claim, ...] = ()
    control: tuple[Relation, ...] = ()
    affiliations: tuple[Relation, ...] = ()


def load_rows(path: Path) -> dict[str, Row]:
    """The rows of a JSONL file by id. Raises ``MarsadError`` naming the line that is not in the exchange format."""
    rows = {}
    for line, value in _values(path):
        try:
            row = to_row(value)
        except (KeyError, TypeError, AttributeError) as error:
            told = f"{path}:{line}: not a coded report ({error!r}); see docs/reference/exchange-format.md"
            raise MarsadError(told) from error
        rows[row.id] = row
    return rows


def load_texts(path: Path) -> dict[str, str]:
    """The texts of a JSONL file of reports by id."""
    return {value["id"]: value.get("text", "") for _, value in _values(path)}


def _values(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise MarsadError(f"{path}: cannot be read ({error.strerror}); check the name and its permissions") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line.decode())
        except ValueError as error:
            raise MarsadError(f"{path}:{number}: broken JSON ({error}); mend or remove this line") from error
        if not isinstance(value, dict) or "id" not in value:
            raise MarsadError(f'{path}:{number}: not an object with an "id"; see docs/reference/exchange-format.md')
        yield number, value


def to_row(value: dict[str, Any]) -> Row:
    """A row from an object of the exchange format. Raises KeyError, TypeError or AttributeError if it is none."""
    return Row(
        value["id"],
        tuple(_claim(c) for c in value.get("claims") or ()),
        tuple(_relation(c, c["place"], c["holders"]) for c in value.get("control") or ()),
        tuple(_relation(c, c["member"], [c["group"]]) for c in value.get("affiliations") or ()),
    )


def _claim(value: dict[str, Any]) -> Claim:
    trigger = _mention(value.get("trigger"))
    also = [_mention(m) for m in value.get("also") or ()]
    when = value.get("when")
    return Claim(
        type=value["type"],
        types=frozenset({value["type"], *(value.get("alt_types") or ())}),
        trigger=trigger,
        triggers=tuple(m for m in (trigger, *also) if m),
        slots={slot: _mentions(value.get(slot)) for slot in SLOTS},
        counts=tuple(_count(k) for k in value.get("casualties") or ()),
        when=(when.get("from"), when.get("to")) if when else None,
        factuality=value.get("factuality", "stated"),
        optional=bool(value.get("optional")),
    )


def _count(value: dict[str, Any]) -> Count:
    return Count(value["kind"], _mention(value.get("group")), value["min"], value["max"], bool(value.get("optional")))


def _relation(value: dict[str, Any], one: Any, others: Any) -> Relation:
    first = _mention(one)
    if first is None:
        raise TypeError("a relation without its first mention")
    return Relation(first, _mentions(others), bool(value.get("optional")))


def _mentions(values: Any) -> tuple[Mention, ...]:
    return tuple(m for m in map(_mention, values or ()) if m)


def _mention(value: dict[str, Any] | None) -> Mention | None:
    if not value:
        return None
    return Mention((value["text"], *(value.get("alt") or ())), value.get("start"), value.get("end"))
