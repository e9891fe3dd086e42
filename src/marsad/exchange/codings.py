"""Lines of the exchange format read back into codings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from marsad.exchange.faults import InputError
from marsad.model import (
    GEO_PRECISION,
    Affiliation,
    CasualtyCount,
    CasualtyKind,
    Claim,
    ClaimType,
    Coding,
    Control,
    Factuality,
    Located,
    Mention,
    Position,
    When,
)

_REMEDY = "write it as marsad code does, or code the report anew"
Value = TypeVar("Value")


def to_coding(value: Any, where: str) -> Coding:
    """The coding in a JSON value, gold or coded. Raises ``InputError`` if a field is missing or out of its bounds.

    ``where`` is ``FILE:LINE``. What only gold has (``optional``, ``alt``) is passed over.
    """
    try:
        return Coding(
            str(value["id"]),
            _all(value.get("claims"), _claim),
            _all(value.get("control"), _control),
            _all(value.get("affiliations"), _affiliation),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise InputError(where, f"is no line of the exchange format ({what})", _REMEDY) from error


def _all(values: Any, read: Callable[[Any], Value]) -> tuple[Value, ...]:
    return tuple(read(value) for value in values or ())


def _claim(value: Any) -> Claim:
    when = value.get("when")
    return Claim(
        ClaimType(value["type"]),
        _mention(value["trigger"]),
        _all(value.get("initiators"), _mention),
        _all(value.get("targets"), _mention),
        _all(value.get("places"), _mention),
        _when(when) if when else None,
        _all(value.get("sources"), _mention),
        Factuality(value.get("factuality", "stated")),
        _all(value.get("casualties"), _casualty),
        _all(value.get("also"), _mention),
        float(value.get("confidence", 1.0)),
    )


def _mention(value: Any) -> Mention:
    located = _located(value) if "lat" in value or "region" in value else None
    return Mention(str(value["text"]), int(value["start"]), int(value["end"]), located=located)


def _located(value: Any) -> Located:
    precision = value.get("precision")
    if value.get("lat") is None or precision is None:
        return Located(None, value.get("region"))
    place, lat, lon, radius = value.get("place_id"), value["lat"], value["lon"], value["radius_km"]
    acled, ucdp = GEO_PRECISION[precision]
    return Located(
        Position(place, float(lat), float(lon), float(radius), precision, acled, ucdp, ()), value.get("region")
    )


def _when(value: Any) -> When:
    start, end = int(value.get("start", 0)), int(value.get("end", 0))
    return When(str(value["text"]), start, end, str(value["from"]), str(value["to"]))


def _casualty(value: Any) -> CasualtyCount:
    group = value.get("group")
    return CasualtyCount(
        CasualtyKind(value["kind"]),
        _mention(group) if group else None,
        value.get("civilian"),
        _number(value.get("min")),
        _number(value.get("max")),
        str(value.get("text", "")),
        int(value.get("start", 0)),
        int(value.get("end", 0)),
    )


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


def _control(value: Any) -> Control:
    return Control(_mention(value["place"]), _all(value.get("holders"), _mention))


def _affiliation(value: Any) -> Affiliation:
    return Affiliation(_mention(value["member"]), _mention(value["group"]))
