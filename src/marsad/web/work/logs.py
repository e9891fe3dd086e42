"""Logs on standard error: a line of text each, or a line of JSON that programs read."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Final

from marsad.model import MarsadError

TEXT: Final = "text"
JSON: Final = "json"


class JsonLines(logging.Formatter):
    """A record as an object: time, level, logger, message, the fields it was given, and the error with its trace."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever is in the message."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **fields(record),
        }
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """A record as a line for people: time, message, fields; a trace below it."""

    def format(self, record: logging.LogRecord) -> str:
        """The message with its fields."""
        time = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        told = "".join(f" {name}={value}" for name, value in fields(record).items())
        line = f"{time} {record.getMessage()}{told}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """What a logger gave as ``extra={"fields": …}``."""
    return dict(getattr(record, "fields", {}))


def configure(kind: str) -> None:
    """Write the logs of this process as ``kind`` says: ``text`` or ``json``."""
    if kind not in (TEXT, JSON):
        raise MarsadError(f"{kind!r} is no form of logs; take {TEXT} or {JSON}")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if kind == JSON else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("marsad").setLevel(logging.INFO)
