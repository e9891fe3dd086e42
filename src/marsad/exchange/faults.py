"""A fault in the input: where it stands, what it is, and what to do about it."""

from __future__ import annotations

from marsad.model import MarsadError


class InputError(MarsadError):
    """Raised while one input is read, and handed on in its place, so that the other inputs are still coded.

    ``where`` is ``FILE`` or ``FILE:LINE``. A ``warning`` is worth telling, but leaves the run a success.
    """

    def __init__(self, where: str, what: str, remedy: str = "", *, warning: bool = False) -> None:
        super().__init__(where, what, remedy)
        self.where = where
        self.what = what
        self.remedy = remedy
        self.warning = warning

    def __str__(self) -> str:
        told = f"{self.where}: {self.what}"
        return f"{told}; {self.remedy}" if self.remedy else told
