"""JSON objects to reports, each key checked."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from marsad.exchange.faults import InputError
from marsad.model import Report

_EXPECTED = 'a report is an object with "id", "text" and, where known, "title", "published", "outlet", "url"'


def parse(text: str, where: str) -> Any:
    """The value of a JSON text. Raises ``InputError``, which names the line if the text has several."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        at = f"{where}:{error.lineno}" if "\n" in text else where
        raise InputError(
            at, f"broken JSON at column {error.colno} ({error.msg})", "mend or remove it and run again"
        ) from error
    except (ValueError, RecursionError) as error:  # an integer of thousands of digits, a thousand brackets
        raise InputError(where, f"JSON that cannot be read ({error})", "mend or remove it and run again") from error


def to_report(value: Any, where: str) -> Report:
    """The report in a JSON value. Raises ``InputError`` if a key is missing or of the wrong type."""
    if not isinstance(value, dict):
        raise InputError(where, f"holds {_name(value)} where a report should be", _EXPECTED)
    missing = [key for key in ("id", "text") if value.get(key) is None]
    if missing:
        raise InputError(where, "has no " + " and no ".join(f'"{key}"' for key in missing), _EXPECTED)
    number = value["id"]
    name = str(number) if isinstance(number, int) and not isinstance(number, bool) else _text(value, "id", where)
    if not name:
        raise InputError(where, 'has an empty "id"', "give each report an id of its own")
    return Report(
        id=name,
        title=_text(value, "title", where),
        text=_text(value, "text", where),
        published=_text(value, "published", where) or None,
        outlet=_text(value, "outlet", where),
        url=_text(value, "url", where) or None,
    )


def iso_date(written: str) -> str | None:
    """The ISO day of a date or of a date with a time; ``None`` if it is neither."""
    try:
        return date.fromisoformat(written.strip()[:10]).isoformat()
    except ValueError:
        return None


def _text(value: dict[str, Any], key: str, where: str) -> str:
    found = value.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise InputError(where, f'"{key}" holds {_name(found)}, not a text', _EXPECTED)
    return found


def _name(value: Any) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "null")
