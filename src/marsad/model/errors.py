"""The one base error of the project."""

from __future__ import annotations


class MarsadError(Exception):
    """Something the user can mend; the message says what, where and how."""
