"""Annotations that stand off from their texts: offsets alone, so that they can be kept where the texts may not.

A row has the fields of the exchange format in short: a mention is ``[start, end]``, a time ``[start, end, from, to]``,
a casualty ``[kind, min, max, group, civilian, start, end]``, a control ``[place, [holder, ...]]``, an affiliation
``[member, group]``; a last ``1`` marks what is optional. Empty fields, ``stated`` and false are left out.
"""

from __future__ import annotations

from typing import Any

from marsad.model import MarsadError

_SLOTS = ("initiators", "targets", "places", "sources")
Row = dict[str, Any]


def is_standoff(row: Any) -> bool:
    """Whether a row of a gold file is one of these, and not in the exchange format."""
    if not isinstance(row, dict):
        return False
    claims, relations = row.get("claims") or [], [*row.get("control", ()), *row.get("affiliations", ())]
    return any(isinstance(claim, dict) and isinstance(claim.get("trigger"), list) for claim in claims) or any(
        isinstance(relation, list) for relation in relations
    )


def expanded(row: Row, text: str) -> Row:
    """The row in the exchange format, its words taken from ``text``. Raises ``MarsadError`` if they do not fit."""
    try:
        return {
            "id": row["id"],
            "claims": [_claim(claim, text) for claim in row["claims"]],
            "control": [_control(*relation, text=text) for relation in row.get("control", ())],
            "affiliations": [_affiliation(*relation, text=text) for relation in row.get("affiliations", ())],
        }
    except (KeyError, TypeError, ValueError, IndexError) as error:
        told = (
            f"annotations of report {row.get('id')}: not in the stand-off format, or made for another text ({error!r})"
        )
        raise MarsadError(told) from error


def _mention(span: list[int], text: str) -> Row:
    start, end = span
    if not 0 <= start < end <= len(text):
        raise ValueError(f"characters {start} to {end} of {len(text)}")
    return {"text": text[start:end], "start": start, "end": end}


def _claim(claim: Row, text: str) -> Row:
    when = claim.get("when")
    return {
        "type": claim["type"],
        "trigger": _mention(claim["trigger"], text),
        "also": [_mention(span, text) for span in claim.get("also", ())],
        "factuality": claim.get("factuality", "stated"),
        "when": _mention(when[:2], text) | {"from": when[2], "to": when[3]} if when else None,
        "optional": bool(claim.get("optional")),
        "alt_types": claim.get("alt_types", []),
        **{slot: [_mention(span, text) for span in claim.get(slot, ())] for slot in _SLOTS},
        "casualties": [_casualty(*toll, text=text) for toll in claim.get("casualties", ())],
    }


def _casualty(
    kind: str,
    low: int | None,
    high: int | None,
    group: list[int] | None,
    civilian: bool | None,
    start: int,
    end: int,
    optional: int = 0,
    *,
    text: str,
) -> Row:
    found = {"kind": kind, "min": low, "max": high, "group": _mention(group, text) if group else None}
    return found | {"civilian": civilian, "optional": bool(optional)} | _mention([start, end], text)


def _control(place: list[int], holders: list[list[int]], optional: int = 0, *, text: str) -> Row:
    held = [_mention(holder, text) for holder in holders]
    return {"place": _mention(place, text), "holders": held, "optional": bool(optional)}


def _affiliation(member: list[int], group: list[int], optional: int = 0, *, text: str) -> Row:
    return {"member": _mention(member, text), "group": _mention(group, text), "optional": bool(optional)}
