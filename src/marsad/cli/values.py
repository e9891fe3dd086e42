"""Values of a claim's fields as a person writes them on the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from marsad.exchange.records import iso_date
from marsad.ledger.judgements.corrections import CorrectionError
from marsad.model import (
    CasualtyCount,
    CasualtyKind,
    Claim,
    ClaimType,
    Factuality,
    Located,
    Mention,
    Place,
    Report,
    When,
)
from marsad.model.judgement import Field, Value
from marsad.places.gazetteer import Gazetteer
from marsad.places.resolve import PlaceMention, locate

_SPAN: Final = re.compile(r"(\d+):(\d+)")
_COUNT: Final = re.compile(r"(?P<kind>[a-z_]+):(?P<low>\d*)(?P<open>[-+]?)(?P<high>\d*)(?::(?P<group>.+))?")
_OF_PERSON: Final = ("chosen by a person",)


@dataclass(frozen=True, slots=True)
class Told:
    """What a value is about: the report, the claim as it stands, and where places lie."""

    report: Report
    claim: Claim
    gazetteer: Gazetteer


def field_of(written: str) -> Field:
    """The field of that name. Raises ``CorrectionError`` if there is none."""
    try:
        return Field(written)
    except ValueError:
        told = f"{written!r} is no field; correct one of {', '.join(Field)}"
        raise CorrectionError(told, code="field-unknown") from None


def value_of(field: Field, written: Sequence[str], told: Told) -> Value:
    """The value that a person wrote for a field. Raises ``CorrectionError`` if it cannot be read.

    A mention is written as the words of the report (those nearest to the claim's trigger are meant) or as START:END, a
    place may add ``@ID`` of the gazetteer; days as ``FROM:TO`` or one day; a count as ``killed:5``, ``killed:3-9``,
    ``killed:11+``, ``killed:-20`` (up to 20) or ``killed:`` (unknown), with the words of its group after another colon.
    """
    match field:
        case Field.TYPE:
            return _one_of(ClaimType, written, field)
        case Field.FACTUALITY:
            return _one_of(Factuality, written, field)
        case Field.TRIGGER:
            return _mention(_single(written, field), told)
        case Field.WHEN:
            return _when(_single(written, field)) if written else None
        case Field.CASUALTIES:
            return tuple(_count(one, told) for one in written)
        case Field.PLACES:
            return tuple(_place(one, told) for one in written)
        case _:
            return tuple(_mention(one, told) for one in written)


def _single(written: Sequence[str], field: Field) -> str:
    if len(written) != 1:
        raise CorrectionError(f"{field} holds one value; {len(written)} were given", code="value-unfit")
    return written[0]


def _one_of(kind: type[ClaimType] | type[Factuality], written: Sequence[str], field: Field) -> ClaimType | Factuality:
    one = _single(written, field)
    try:
        return kind(one)
    except ValueError:
        wrong = f"{field}: {one!r} is none of {', '.join(kind)}"
        raise CorrectionError(wrong, code="value-unfit") from None


def _mention(written: str, told: Told) -> Mention:
    text = told.report.text
    if span := _SPAN.fullmatch(written):
        start, end = int(span[1]), int(span[2])
        return Mention(text[start:end], start, end)
    places = [found.start() for found in re.finditer(re.escape(written), text)]
    if not places:
        raise CorrectionError(
            f"{written!r} does not stand in the report {told.report.id}; write its words, or START:END",
            code="words-missing",
            words=written,
        )
    start = min(places, key=lambda at: abs(at - told.claim.trigger.start))
    return Mention(written, start, start + len(written))


def _place(written: str, told: Told) -> Mention:
    words, _, place_id = written.partition("@")
    mention = _mention(words, told)
    if not place_id:
        return replace(mention, located=_known(mention, told))
    place = told.gazetteer.get(place_id)
    if place is None:
        wrong = f"no place has the id {place_id!r}; marsad places find shows those there are"
        raise CorrectionError(wrong, code="place-unknown", one=place_id)
    return replace(mention, located=_at(place))


def _known(mention: Mention, told: Told) -> Located | None:
    """Where the resolver puts the words, read beside the claim's own places."""
    asked = [PlaceMention(one.text, one.start, one.end) for one in (mention, *told.claim.places)]
    return locate(asked, told.report.text, told.gazetteer)[0]


def _at(place: Place) -> Located:
    """The place as the resolver would give it, were it the only one of its name."""
    alone = PlaceMention(place.name, 0, len(place.name))
    found = locate([alone], place.name, Gazetteer.of([place]), place.country)[0]
    at = replace(found.position, evidence=_OF_PERSON, refused=()) if found.position else None
    return Located(at, place.id if at is None else found.region, _OF_PERSON)


def _when(written: str) -> When:
    first, _, last = written.partition(":")
    days = iso_date(first), iso_date(last or first)
    if days[0] is None or days[1] is None:
        told = f"when: {written!r} is no day; write YYYY-MM-DD, or two of them with a colon between"
        raise CorrectionError(told, code="day-unfit")
    return When("", 0, 0, days[0], days[1])


def _count(written: str, told: Told) -> CasualtyCount:
    found = _COUNT.fullmatch(written)
    if found is None or found["kind"] not in set(CasualtyKind):
        kinds = ", ".join(CasualtyKind)
        raise CorrectionError(f"casualties: {written!r} is no count; write killed:5 or injured:3-9 (of {kinds})")
    low, high = (int(found[end]) if found[end] else None for end in ("low", "high"))
    if not found["open"]:
        high = low
    group = _mention(found["group"], told) if found["group"] else None
    return CasualtyCount(CasualtyKind(found["kind"]), group, None, low, high, "", 0, 0)
