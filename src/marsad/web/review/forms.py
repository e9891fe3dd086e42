"""Values of a claim's fields out of a form, with the words they rest on.

A mention is sent as START:END, code points of the report's text. One that the report's claims have already keeps all
that is known of it; another is looked up as the command line does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.http import QueryDict

from marsad.cli.values import Told, field_of, value_of
from marsad.ledger.judgements.corrections import CorrectionError
from marsad.model import CasualtyCount, CasualtyKind, Mention, When
from marsad.model.judgement import Field, Value

MENTIONS: Final = (Field.INITIATORS, Field.TARGETS, Field.PLACES, Field.SOURCES)
MOST: Final = 40  # mentions or counts of one field
_CIVILIAN: Final = {"yes": True, "no": False}


def value(form: QueryDict, told: Told) -> tuple[Field, Value]:
    """The field that a form sets, and to what. Raises ``CorrectionError`` for what cannot be read."""
    field = field_of(form.get("field", ""))
    if field in MENTIONS:
        return field, tuple(_mentions(field, form.getlist("value")[: MOST + 1], told))
    if field is Field.WHEN:
        return field, _when(form, told)
    if field is Field.CASUALTIES:
        return field, tuple(_counts(form, told))
    return field, value_of(field, [_short(form.get("value", ""))], told)


def _mentions(field: Field, written: list[str], told: Told) -> Iterator[Mention]:
    if len(written) > MOST:
        raise CorrectionError(f"{field}: {MOST} are the most", code="values-many", most=MOST)
    known = {f"{one.start}:{one.end}": one for one in getattr(told.claim, field.value)}
    for one in dict.fromkeys(written):
        if one in known:
            yield known[one]
        else:
            found = value_of(field, [_short(one)], told)
            yield from (mention for mention in _tuple(found) if isinstance(mention, Mention))


def _when(form: QueryDict, told: Told) -> When | None:
    first, last = form.get("first", ""), form.get("last", "")
    if not first and not last:
        return None
    found = value_of(Field.WHEN, [f"{_short(first or last)}:{_short(last or first)}"], told)
    words = _span(form.get("words", ""), told)
    if not isinstance(found, When) or words is None:
        return found if isinstance(found, When) else None
    return replace(found, text=words.text, start=words.start, end=words.end)


def _counts(form: QueryDict, told: Told) -> Iterator[CasualtyCount]:
    for n in range(MOST):
        kind = form.get(f"kind-{n}", "")
        if not kind or form.get(f"without-{n}"):
            continue
        if kind not in set(CasualtyKind):
            wrong = f"casualties: {kind[:40]!r} is none of {', '.join(CasualtyKind)}"
            raise CorrectionError(wrong, code="value-unfit")
        low, high = (_number(form.get(f"{end}-{n}", "")) for end in ("low", "high"))
        group, words = (_span(form.get(f"{name}-{n}", ""), told) for name in ("group", "words"))
        at = (words.text, words.start, words.end) if words else ("", 0, 0)
        civilian = _CIVILIAN.get(form.get(f"civilian-{n}", ""))
        yield CasualtyCount(CasualtyKind(kind), group, civilian, low, high, *at)


def _number(written: str) -> int | None:
    written = written.strip()
    if not written:
        return None
    if not written.isdecimal() or len(written) > 7:
        wrong = f"casualties: {written[:40]!r} is no number of people; leave it empty if it is unknown"
        raise CorrectionError(wrong, code="number-unfit", value=written[:40])
    return int(written)


def _span(written: str, told: Told) -> Mention | None:
    """The words at START:END; ``None`` where none are named."""
    if not written:
        return None
    found = value_of(Field.TRIGGER, [_short(written)], told)
    return found if isinstance(found, Mention) else None


def _short(written: str) -> str:
    if len(written) > 400:
        raise CorrectionError(f"{written[:40]!r}… is too long for a value", code="value-long", value=written[:40])
    return written


def _tuple(found: Value) -> tuple[object, ...]:
    return found if isinstance(found, tuple) else ()
