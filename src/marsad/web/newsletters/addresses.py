"""Mail addresses as they are kept: in ASCII, so that they stand in a header as they are."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from marsad.model import MarsadError

_LONGEST: Final = 254  # characters: RFC 5321


class AddressError(MarsadError):
    """What was given is no address that mail can be sent to."""


def parsed(written: str) -> str:
    """An address with its domain in small letters, as DNS has it. Raises ``AddressError`` for what is none."""
    name, at, domain = written.strip().rpartition("@")
    try:
        found = f"{name}{at}{domain.encode('idna').decode('ascii').lower()}" if domain else ""
        validate_email(found)
    except (UnicodeError, ValidationError):
        raise AddressError("this is no mail address") from None
    # A quoted name may hold anything, line ends as well; nobody has one.
    if len(found) > _LONGEST or not found.isascii() or not found.isprintable() or set(found) & set('"\\ <>,;'):
        raise AddressError("this is no mail address")
    return found


def folded(address: str) -> str:
    """The same for addresses that differ in capitals alone: hardly a server tells them apart."""
    return address.lower()


def hashed(address: str) -> str:
    """What the list of addresses that get no mail keeps of one."""
    return salted_hmac("marsad.newsletters.suppressed", folded(address), algorithm="sha256").hexdigest()


def domain(address: str) -> str:
    """The domain of an address."""
    return address.rpartition("@")[2]


def masked(address: str) -> str:
    """An address as a page shows it that a forwarded letter leads to: «n•••@example.org»."""
    return f"{address[:1]}•••@{domain(address)}"
