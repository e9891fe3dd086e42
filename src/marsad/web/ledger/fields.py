"""Text kept exactly, whatever characters it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from django.db import models

# PostgreSQL keeps no NUL, and neither database lone surrogates. They, and the mark itself, are written as the mark
# (of the private use area, so that hardly a text has it) and four hexadecimal digits.
_MARK: Final = "\ue000"
_UNSAFE: Final = re.compile(f"[\x00\ud800-\udfff{_MARK}]")
_ESCAPED: Final = re.compile(f"{_MARK}([0-9a-f]{{4}})")


if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
else:
    _Text = models.TextField  # generic for type checkers only


class ExactText(_Text):
    """A text field that gives back what it was given. Look-ups by equality work; patterns see the escaped form."""

    def get_prep_value(self, value: Any) -> Any:
        """The text as the database keeps it."""
        prepared = super().get_prep_value(value)
        return safe(prepared) if isinstance(prepared, str) else prepared

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """The text as it was."""
        return exact(value) if value else value


def safe(text: str) -> str:
    """The text as the database keeps it."""
    return _UNSAFE.sub(_escape, text) if _UNSAFE.search(text) else text


def exact(kept: str) -> str:
    """The text as it was, of what the database keeps."""
    return _ESCAPED.sub(_plain, kept) if _MARK in kept else kept


def _escape(found: re.Match[str]) -> str:
    return f"{_MARK}{ord(found.group()):04x}"


def _plain(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16))
