"""What a server's answer to a copy means: taken, to be tried again, or refused for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

TRIES: Final = 8  # times that a copy is put off; then it is given up
_FIRST: Final = timedelta(minutes=5)
_LONGEST: Final = timedelta(hours=12)
_REPLY: Final = 300  # characters that are kept of an answer
# Enhanced status codes (RFC 3463) that begin an answer: «5.1.1 no such user».
_ENHANCED: Final = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")
# Of 5.1.X the address itself is the fault, of 5.2.1 its mailbox is closed.
_GONE: Final = re.compile(r"5\.(1\.\d{1,3}|2\.1)$")


class What(StrEnum):
    """What became of a try."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``reply`` is what the server said, ``gone`` whether it said that the address takes no mail at all."""

    what: What
    reply: str = ""
    gone: bool = False


class UnreachableError(Exception):
    """No server answers, or it lets nobody in: nothing can be sent now."""


def outcome(code: int, reply: bytes | str, *, of_address: bool = False) -> Outcome:
    """What an SMTP answer other than success means. ``of_address``: it was given to the address (RCPT)."""
    said = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    told = f"{code} {' '.join(said.split())}"[:_REPLY]
    if 500 <= code < 600:
        return Outcome(What.REFUSED, told, gone=of_address and gone(status(said)))
    return Outcome(What.LATER, told)


def status(text: str) -> str:
    """The enhanced status code in an answer; empty where there is none."""
    found = _ENHANCED.search(text)
    return found.group() if found else ""


def gone(code: str) -> bool:
    """Whether an enhanced status code says that the address takes no mail, now or later."""
    return bool(_GONE.match(code))


def wait(tries: int) -> timedelta:
    """How long to wait after so many tries: five minutes, then three times as long each time, half a day at most."""
    longer: int = 3 ** min(tries - 1, TRIES)
    return min(_FIRST * longer, _LONGEST)
