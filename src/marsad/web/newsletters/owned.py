"""What an account owns here, and how it goes: see ``marsad.web.readers.owned``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import Q

from marsad.web.newsletters.models import Issue, Subscriber, Subscription
from marsad.web.readers.owned import Owner, Part, erases, owned

_COLUMNS: Final = ("kind", "about", "language", "frequency", "weekday", "hour", "zone", "empty", "asked", "confirmed")


@owned("newsletters")
def subscriptions(owner: Owner) -> Iterator[Part]:
    """The letters that an account asked for or that go to its addresses, and those of its own."""
    theirs = Q(owner=owner.user) | Q(subscriber__folded__in=owner.addresses)
    rows = Subscription.objects.filter(theirs).order_by("pk")
    yield "subscriptions.json", rows.values("subscriber__address", *_COLUMNS)
    for issue in Issue.objects.filter(owner=owner.user).order_by("pk").iterator():
        yield f"{issue.frequency}-{issue.first.isoformat()}-{issue.language}.html", issue.html.encode()


@erases("newsletters")
def forget(owner: Owner) -> None:
    """End the subscriptions of the account's addresses; those it asked for go with its row."""
    from marsad.web.newsletters.subscribing import leave_all  # with it comes all that letters are made of

    for subscriber in Subscriber.objects.filter(folded__in=owner.addresses):
        leave_all(subscriber)
