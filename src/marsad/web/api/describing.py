"""The interface's own description (OpenAPI) put in order for people: every address with what it takes and gives, and
the shapes that these are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_REF: Final = "#/components/schemas/"
_SUCCESS: Final = "2"  # with which the status of an answer begins that is no error
_BOUNDS: Final = (
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("minLength", "{} characters at least"),
    ("maxLength", "{} characters at most"),
    ("minItems", "{} items at least"),
    ("maxItems", "{} items at most"),
)
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a type; ``shape`` is the name of the shape that they mean, if they mean one."""

    text: str
    shape: str = ""


Kind = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A value that is sent or given. ``place`` is where a parameter stands (``path`` or ``query``), ``bounds`` what its
    value must keep to, ``values`` are all that it can have, where they are few; ``default`` is JSON.
    """

    name: str
    kind: Kind
    required: bool
    about: str = ""
    bounds: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    default: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gives: the status, what it means, and the type of what is sent."""

    status: str
    about: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of an address: what it takes (``fields`` in the address, ``body`` beneath it), and what it gives."""

    method: str
    path: str
    title: str
    about: str
    fields: tuple[Field, ...]
    body: Kind
    answers: tuple[Answer, ...]

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        parts = self.path.strip("/").replace("{", "").replace("}", "").split("/")
        return "-".join([self.method, *parts])


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with its fields, or a word of which ``values`` are all that it can be."""

    name: str
    about: str
    fields: tuple[Field, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """All of it. ``faults`` are the answers that every address can give."""

    about: str
    operations: tuple[Operation, ...]
    faults: tuple[Answer, ...]
    shapes: tuple[Shape, ...]


def described(schema: Schema) -> Described:
    """A description in order: addresses as they come, shapes by name, as far as any address leads to them."""
    told = [(path, method, one) for path, methods in schema["paths"].items() for method, one in methods.items()]
    shapes = schema["components"]["schemas"]
    operations = tuple(_operation(path, method, one) for path, method, one in told)
    faults = {status: _answer(status, one) for *_, found in told for status, one in found["responses"].items()}
    used = _reached({piece.shape for one in operations for piece in _pieces_of(one)} | {"Problem"}, shapes)
    return Described(
        schema["info"].get("description", ""),
        operations,
        tuple(one for status, one in sorted(faults.items()) if not status.startswith(_SUCCESS)),
        tuple(_shape(name, shapes[name]) for name in sorted(used)),
    )


def kind_of(schema: Schema) -> Kind:
    """A type in words, of pieces some of which are names of shapes."""
    if ref := schema.get("$ref"):
        name = str(ref).removeprefix(_REF)
        return (Piece(name, name),)
    if several := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        kinds = [kind_of(one) for one in several]
        return tuple(piece for n, kind in enumerate(kinds) for piece in (*([Piece(" or ")] if n else []), *kind))
    if schema.get("type") == "array":
        return (Piece("list of "), *kind_of(schema.get("items", {})))
    inner = schema.get("additionalProperties")
    if schema.get("type") == "object" and isinstance(inner, Mapping):
        return (Piece("object of "), *kind_of(inner))
    return (Piece(str(schema.get("format") or schema.get("type") or "any value")),)


def _operation(path: str, method: str, one: Schema) -> Operation:
    body = _content(one.get("requestBody", {}))
    answers = (_answer(status, told) for status, told in one["responses"].items() if status.startswith(_SUCCESS))
    return Operation(
        method,
        path,
        one.get("summary", ""),
        " ".join(one.get("description", "").split()),
        tuple(_parameter(found) for found in one.get("parameters", ())),
        kind_of(body) if body else (),
        tuple(answers),
    )


def _parameter(found: Schema) -> Field:
    return _field(found["name"], found.get("schema", {}), bool(found.get("required")), found["in"])


def _answer(status: str, told: Schema) -> Answer:
    schema = _content(told)
    return Answer(status, told.get("description", ""), kind_of(schema) if schema else ())


def _content(told: Schema) -> Schema:
    """The schema of what is sent, of whichever media type."""
    found: Schema = next((one.get("schema", {}) for one in told.get("content", {}).values()), {})
    return found


def _shape(name: str, schema: Schema) -> Shape:
    required = schema.get("required", ())
    fields = (_field(key, one, key in required) for key, one in schema.get("properties", {}).items())
    return Shape(
        name,
        " ".join(schema.get("description", "").split()),
        tuple(fields),
        tuple(map(str, schema.get("enum", ()))),
    )


def _field(name: str, schema: Schema, required: bool, place: str = "") -> Field:
    inner = schema.get("items", schema)
    default = schema.get("default")
    return Field(
        name,
        kind_of(schema),
        required,
        schema.get("description", ""),
        tuple(words.format(f"{schema[key]:,}") for key, words in _BOUNDS if key in schema),
        tuple(map(str, inner.get("enum", ()))),
        str(default) if default not in (None, "", [], False) else "",
        place,
    )


def _pieces_of(one: Operation) -> Iterator[Piece]:
    yield from one.body
    for kind in (*(field.kind for field in one.fields), *(answer.kind for answer in one.answers)):
        yield from kind


def _reached(names: set[str], shapes: Mapping[str, Schema]) -> set[str]:
    """These shapes and all that they are made of."""
    found: set[str] = set()
    left = names & shapes.keys()
    while left:
        found |= left
        kinds = (kind_of(one) for name in left for one in shapes[name].get("properties", {}).values())
        left = ({piece.shape for kind in kinds for piece in kind} & shapes.keys()) - found
    return found
