"""Why an address could not be fetched."""

from __future__ import annotations

from marsad.model import MarsadError


class FetchError(MarsadError):
    """The message says what, where and, where there is a way, how to mend it.

    ``again`` tells whether the same address may do later (a server that is down), or never will (one that is refused).
    ``status`` is the answer's, if there was one; ``wait`` the seconds after which the server asks to come back.
    """

    def __init__(
        self, message: str, *, again: bool = False, status: int | None = None, wait: int | None = None
    ) -> None:
        super().__init__(message)
        self.again, self.status, self.wait = again, status, wait
