"""What makes a link in a letter its receiver's own: a number, and a signature that nobody else can make.

Links that end a subscription hold for ever, for letters lie in mailboxes for years; one that begins it holds for days.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final

from django.utils.crypto import salted_hmac

from marsad.web.newsletters.models import Subscriber, Subscription

VALID: Final = timedelta(days=3)  # how long a subscription waits to be confirmed
_LEAVING, _CONFIRMING, _MANAGING = ("leave", "confirm", "manage")
_LONGEST: Final = 120  # characters
_DIGITS: Final = 40  # hexadecimal: 160 bits


def leaving(subscription: Subscription) -> str:
    """The token that ends a subscription."""
    return f"{subscription.pk}-{_signature(_LEAVING, subscription.pk, subscription.subscriber.secret)}"


def to_leave(token: str) -> Subscription | None:
    """The subscription that a token ends; ``None`` if it is none, or the subscription has ended."""
    number, given = _parts(token, 2)
    found = _subscription(number)
    if found is None or not compare_digest(given, _signature(_LEAVING, found.pk, found.subscriber.secret)):
        return None
    return found


def confirming(subscription: Subscription) -> str:
    """The token that begins a subscription, for as long as it waits."""
    until = int((subscription.asked + VALID).timestamp())
    return f"{subscription.pk}-{until}-{_signature(_CONFIRMING, subscription.pk, _bound(subscription, until))}"


def to_confirm(token: str, now: datetime) -> Subscription | None:
    """The subscription that a token begins; ``None`` if it is none, is too old, or another was sent since."""
    number, until, given = _parts(token, 3)
    found = _subscription(number)
    if found is None or not until.isdecimal() or int(until) < now.timestamp():
        return None
    return found if compare_digest(given, _signature(_CONFIRMING, found.pk, _bound(found, int(until)))) else None


def managing(subscriber: Subscriber) -> str:
    """The token that opens a subscriber's own page."""
    return f"{subscriber.pk}-{_signature(_MANAGING, subscriber.pk, subscriber.secret)}"


def to_manage(token: str) -> Subscriber | None:
    """The subscriber whose page a token opens."""
    number, given = _parts(token, 2)
    found = Subscriber.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    if found is None or not compare_digest(given, _signature(_MANAGING, found.pk, found.secret)):
        return None
    return found


def _subscription(number: str) -> Subscription | None:
    if not number.isdecimal():
        return None
    return Subscription.objects.select_related("subscriber").filter(pk=int(number)).first()


def _bound(subscription: Subscription, until: int) -> str:
    return f"{subscription.subscriber.secret}:{subscription.asked.isoformat()}:{until}"


def _signature(what: str, number: int, bound: str) -> str:
    return salted_hmac(f"marsad.newsletters.{what}", f"{number}:{bound}", algorithm="sha256").hexdigest()[:_DIGITS]


def _parts(token: str, count: int) -> tuple[str, ...]:
    parts = tuple(token.split("-")) if len(token) <= _LONGEST and token.isascii() else ()
    # A number of more digits is nobody's, and none that a database takes.
    return parts if len(parts) == count and len(parts[0]) <= 18 else ("",) * count
