"""Why an address could not be fetched."""

from __future__ import annotations

from enum import StrEnum

from marsad.model import MarsadError


class Fault(StrEnum):
    """The sort of fault, for who tells it in words of his own."""

    ADDRESS = "address"  # no address that may be fetched
    CLOSED = "closed"  # an address of this machine or of a network that is not public
    NAME = "name"  # a name without an address
    CONNECTION = "connection"
    SLOW = "slow"
    STATUS = "status"  # the server answers that it does not give it
    REDIRECTS = "redirects"
    LARGE = "large"
    PACKED = "packed"  # in a way that cannot be unpacked


class FetchError(MarsadError):
    """The message says what, where and, where there is a way, how to mend it.

    ``again`` tells whether the same address may do later (a server that is down), or never will (one that is refused).
    ``status`` is the answer's, if there was one; ``wait`` the seconds after which the server asks to come back.
    """

    def __init__(
        self, fault: Fault, message: str, *, again: bool = False, status: int | None = None, wait: int | None = None
    ) -> None:
        super().__init__(message)
        self.fault, self.again, self.status, self.wait = fault, again, status, wait
