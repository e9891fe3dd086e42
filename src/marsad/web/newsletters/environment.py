"""What whoever runs the site may set for newsletters: see docs/reference/settings.md."""

from __future__ import annotations

import os
from email.utils import parseaddr
from typing import Final

from marsad.web.mail import MailError, sender

BOUNCES: Final = "MARSAD_MAIL_BOUNCES"
PACE: Final = "MARSAD_MAIL_PACE"
LINES: Final = "MARSAD_MAIL_CONNECTIONS"
HOOK: Final = "MARSAD_MAIL_HOOK_SECRET"
_PACE: Final = 1800  # letters a minute to addresses of one domain
_LINES: Final = 4
_SHORTEST: Final = 20  # characters of a secret that nobody guesses


def bounces() -> str:
    """The address that mail comes back to. Raises ``MailError`` for what is none."""
    written = os.environ.get(BOUNCES) or sender()
    address = parseaddr(written)[1]
    if address.count("@") != 1 or not address.isascii() or not written.isprintable():
        raise MailError(f"{written!r} in {BOUNCES} is no mail address; write one such as bounces@example.org")
    return address


def pace() -> int:
    """How many letters a minute addresses of one domain get at most. Raises ``MailError`` for what is no number."""
    return _number(PACE, _PACE, 1_000_000)


def connections() -> int:
    """How many connections to the mail server are open at once. Raises ``MailError`` for what is no number."""
    return _number(LINES, _LINES, 64)


def hook_secret() -> str | None:
    """What whoever tells of bounces has to know; ``None`` where nobody may. Raises ``MailError`` for one too short."""
    written = os.environ.get(HOOK)
    if written and len(written) < _SHORTEST:
        raise MailError(f"{HOOK} is too short: take {_SHORTEST} characters or more, at random")
    return written or None


def _number(variable: str, usual: int, most: int) -> int:
    written = os.environ.get(variable)
    if not written:
        return usual
    if not written.isdecimal() or not 1 <= int(written) <= most:
        raise MailError(f"{written!r} in {variable} will not do; write a whole number from 1 to {most}")
    return int(written)
