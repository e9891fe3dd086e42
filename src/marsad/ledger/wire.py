"""The model's values as JSON values and back, whole: rules, evidence and positions included.

The keys are those of the exchange format where it has the field (``from`` and ``to``, ``min`` and ``max``, ``also``),
else the fields' own. What holds its default is left out, so that a million claims stay small.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from marsad.model import CasualtyCount, Claim, When

T = TypeVar("T")
_Turn = Callable[[Any], Any]

# The exchange format's keys where they are not the names of the fields.
_KEYS: Final[dict[tuple[object, str], str]] = {
    (When, "first"): "from",
    (When, "last"): "to",
    (CasualtyCount, "low"): "min",
    (CasualtyCount, "high"): "max",
    (Claim, "retellings"): "also",
}


def dumps(value: object) -> str:
    """A value of the model as JSON on one line; Arabic stays readable."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """The value of this class that ``dumps`` wrote."""
    made: T = built(kind, json.loads(text))
    return made


def plain(value: object) -> Any:
    """A value of the model as a JSON value."""
    kind: Any = type(value)
    return _writer(kind)(value)


def built(kind: Any, value: Any) -> Any:
    """The value of this class that ``plain`` made a JSON value of. Raises ``KeyError`` or ``ValueError`` for others.

    ``kind`` may also be a type form as dataclasses have it in their annotations (``tuple[Mention, ...]``).
    """
    return _reader(kind)(value)


@cache
def _writer(kind: Any) -> _Turn:
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, tuple | list):
        return lambda value: [plain(item) for item in value]
    if not is_dataclass(kind):
        return lambda value: value
    # A field without a default has MISSING there, which no value is.
    parts = [(f.name, _KEYS.get((kind, f.name), f.name), f.default) for f in fields(kind)]

    def write(value: Any) -> dict[str, Any]:
        told = {}
        for name, key, default in parts:
            item = getattr(value, name)
            if type(item) is not type(default) or item != default:
                told[key] = item if type(item) is str else plain(item)
        return told

    return write


@cache
def _reader(kind: Any) -> _Turn:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        read = _reader(get_args(kind)[0])  # always tuple[X, ...] in the model
        return lambda value: tuple([read(one) for one in value])
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if issubclass(kind, Enum):
        return lambda value: kind(value)
    return lambda value: value


def _optional(kind: Any) -> _Turn:
    inner = [one for one in get_args(kind) if one is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"{kind} could be several things; a JSON value does not tell which")
    read = _reader(inner[0])
    return lambda value: None if value is None else read(value)


def _dataclass_reader(kind: Any) -> _Turn:
    hints = get_type_hints(kind)
    parts = [(_KEYS.get((kind, f.name), f.name), f.name, _reader(hints[f.name]), f.default) for f in fields(kind)]

    def read(value: Any) -> Any:
        made = {}
        for key, name, turn, default in parts:
            if key in value:
                made[name] = turn(value[key])
            elif default is MISSING:
                raise KeyError(key)
        return kind(**made)

    return read
