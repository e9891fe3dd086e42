"""A field of a claim set to what a person says, and what can be said of each field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, assert_never

from marsad.ledger.judgements import quotes
from marsad.model import CasualtyCount, Claim, ClaimType, Factuality, MarsadError, Mention, Report, When
from marsad.model.judgement import Field, Value


class CorrectionError(MarsadError):
    """A value that the field of a claim cannot hold."""


def check(report: Report, field: Field, value: Value) -> None:
    """Raises ``CorrectionError`` unless the field can hold the value and its words stand where it says they do."""
    if not _fits(field, value):
        told = f"{field}: {value!r} is no value of this field; see docs/explanation/judgements.md"
        raise CorrectionError(told, code="value-unfit")
    for mention in _mentions(value):
        if report.text[mention.start : mention.end] != mention.text or not mention.text.strip():
            where = f"{mention.start} to {mention.end}"
            told = f"{field}: {mention.text!r} is not what stands at {where} in the report {report.id}"
            raise CorrectionError(told, code="words-elsewhere")
    if isinstance(value, When):
        _check_days(value)
    for count in value if isinstance(value, tuple) else ():
        if isinstance(count, CasualtyCount):
            _check_range(count)


def corrected(claim: Claim, field: Field, value: Value, text: str, by: int, rule: str) -> Claim | None:
    """The claim with the field set, its words where they stand in ``text`` now, about ``by`` characters from where
    they stood, and marked as set by ``rule``. ``None`` if words of the value are gone from the text.
    """
    now = _now(value, text, by)
    if now is None and value is not None:
        return None
    changes: dict[str, Any] = {field.value: _marked(now, rule), "notes": (*claim.notes, f"{rule}:{field}")}
    return replace(claim, **changes)


def _fits(field: Field, value: Value) -> bool:
    match field:
        case Field.TYPE:
            return isinstance(value, ClaimType)
        case Field.FACTUALITY:
            return isinstance(value, Factuality)
        case Field.TRIGGER:
            return isinstance(value, Mention)
        case Field.WHEN:
            return value is None or isinstance(value, When)
        case Field.CASUALTIES:
            return isinstance(value, tuple) and all(isinstance(one, CasualtyCount) for one in value)
        case Field.INITIATORS | Field.TARGETS | Field.PLACES | Field.SOURCES:
            return isinstance(value, tuple) and all(isinstance(one, Mention) for one in value)
    assert_never(field)


def _mentions(value: Value) -> list[Mention]:
    """All stretches of text a value rests on. Dates and counts may be given without words."""
    if isinstance(value, Mention):
        return [value]
    if isinstance(value, When):
        return [Mention(value.text, value.start, value.end)] if value.text else []
    found = []
    for one in value if isinstance(value, tuple) else ():
        if isinstance(one, Mention):
            found.append(one)
            continue
        found.extend([Mention(one.text, one.start, one.end)] if one.text else [])
        found.extend([one.group] if one.group else [])
    return found


def _check_days(when: When) -> None:
    try:
        first, last = date.fromisoformat(when.first), date.fromisoformat(when.last)
    except ValueError as error:
        raise CorrectionError(f"when: {error}; write days as YYYY-MM-DD", code="day-unfit") from error
    if first > last:
        told = f"when: {when.first} is after {when.last}; give the first day first"
        raise CorrectionError(told, code="days-turned", first=when.first, last=when.last)


def _check_range(count: CasualtyCount) -> None:
    low, high = count.low, count.high
    if (low is not None and low < 0) or (high is not None and high < (low or 0)):
        raise CorrectionError(f"casualties: {low} to {high} is no range of people", code="range-turned")


def _now(value: Value, text: str, by: int) -> Value:
    """The value with its words where they stand now; ``None`` if any is gone."""
    if isinstance(value, ClaimType | Factuality) or value is None:
        return value
    if isinstance(value, Mention):
        return next(iter(quotes.mentions(text, (value,), by)), None)
    if isinstance(value, When):
        return quotes.time(text, value, by)
    mentions = quotes.mentions(text, (one for one in value if isinstance(one, Mention)), by)
    counts = quotes.counts(text, (one for one in value if isinstance(one, CasualtyCount)), by)
    return (mentions or counts) if len(mentions) + len(counts) == len(value) else None


def _marked(value: Value, rule: str) -> Value:
    if isinstance(value, Mention | When):
        return replace(value, rule=rule)
    if isinstance(value, tuple):
        mentions = tuple(replace(one, rule=rule) for one in value if isinstance(one, Mention))
        counts = tuple(replace(one, rule=rule) for one in value if isinstance(one, CasualtyCount))
        return mentions or counts
    return value
