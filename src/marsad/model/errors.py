"""The one base error of the project."""

from __future__ import annotations


class MarsadError(Exception):
    """Something the user can mend; the message says what, where and how.

    ``code`` names the fault to a program that tells it in words of its own, with the ``values`` that those words need.
    """

    def __init__(self, *told: object, code: str = "", **values: object) -> None:
        super().__init__(*told)
        self.code = code
        self.values = values
