"""What a reader does with newsletters: ask for one, confirm it, change it, leave.

Whether an address is known is told to nobody but whoever reads its mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from marsad.model import MarsadError
from marsad.web.newsletters import addresses, mails, periods
from marsad.web.newsletters.letters import LANGUAGES, Kind, Letter, frequency, letter
from marsad.web.newsletters.models import Delivery, State, Subscriber, Subscription
from marsad.web.newsletters.periods import Rhythm
from marsad.web.newsletters.suppressing import suppressed
from marsad.web.newsletters.zones import ZONES
from marsad.web.site.days import SATURDAY

_HOURS: Final = range(24)
_WEEKDAYS: Final = range(7)


class WishError(MarsadError):
    """What was asked for cannot be."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a letter is to come: ``empty`` is whether it is to come with nothing to tell as well."""

    rhythm: Rhythm
    language: str
    hour: int
    zone: str
    empty: bool

    @classmethod
    def of(cls, found: Letter, said: Mapping[str, str]) -> Wish:
        """What a form says: ``often``, ``weekday``, ``language``, ``hour``, ``zone``, ``empty`` (1 or not).

        Raises ``WishError`` or ``LetterError`` for what cannot be.
        """
        language, zone = said.get("language", ""), said.get("zone", "")
        if language not in LANGUAGES:
            raise WishError("this is no language that letters come in")
        if zone not in ZONES:
            raise WishError("this is no time zone that letters come in")
        hour = _number(said.get("hour", ""), _HOURS, "this is no hour of the day")
        weekday = _number(said.get("weekday") or str(SATURDAY), _WEEKDAYS, "this is no day of the week")
        often = frequency(found, said.get("often", ""))
        return cls(Rhythm(often, weekday), language, hour, zone, said.get("empty") == "1")


def ask(found: Letter, address: str, wish: Wish, user: User | AnonymousUser, now: datetime) -> bool:
    """Ask for a letter: a mail goes to the address with a link to confirm it. Raises ``AddressError``.

    Whether it counts at once is given: it does where somebody signed in gives the address that they confirmed before.
    """
    parsed = addresses.parsed(address)
    if suppressed([parsed]):
        return False
    account = user if isinstance(user, User) and user.is_authenticated else None
    subscription = _asked(found, parsed, wish, account, now)
    if subscription.confirmed:
        mails.known(subscription)
        return False
    if account and _own(account, parsed):
        begin(subscription, now)
        return True
    mails.confirm(subscription)
    return False


def begin(subscription: Subscription, now: datetime) -> None:
    """Let a subscription count: its first letter is the next that is due."""
    if subscription.confirmed:
        return
    subscription.confirmed = now
    _plan(subscription, now)
    subscription.save()


def change(subscription: Subscription, wish: Wish, now: datetime) -> None:
    """Let a letter come otherwise. What has come does not come again."""
    often = wish.rhythm.often is not subscription.rhythm.often
    _set(subscription, wish)
    if often or subscription.through is None:
        _plan(subscription, now)
    else:
        # With another day of the week the next letter may tell some days again, and never leaves one out.
        following = periods.following(subscription.through, wish.rhythm)
        subscription.due = periods.due(following, wish.hour, wish.zone)
    subscription.save()


def leave(subscription: Subscription) -> None:
    """End a subscription; who has no other is forgotten. Copies that wait are not sent."""
    with transaction.atomic():
        subscriber = subscription.subscriber
        _drop([subscription])
        subscription.delete()
        if not subscriber.subscriptions.exists():
            subscriber.delete()


def leave_all(subscriber: Subscriber) -> None:
    """End all of somebody's subscriptions."""
    with transaction.atomic():
        _drop(list(subscriber.subscriptions.all()))
        subscriber.delete()


def subscriber_of(account: User) -> Subscriber | None:
    """Who gets letters at an address that the account has confirmed, if anybody does."""
    return Subscriber.objects.filter(folded__in=_confirmed(account), subscriptions__confirmed__isnull=False).first()


def letter_of(subscription: Subscription) -> Letter:
    """The letter that a subscription is of. Raises ``LetterError`` for one that is no more."""
    return letter(subscription.kind, subscription.about)


def _asked(found: Letter, address: str, wish: Wish, account: User | None, now: datetime) -> Subscription:
    if found.kind is Kind.FOLLOWS and (account is None or str(account.pk) != found.about):
        raise WishError("this letter is its owner's alone")
    with transaction.atomic():
        subscriber, _ = Subscriber.objects.get_or_create(
            folded=addresses.folded(address), defaults={"address": address, "made": now}
        )
        first = Subscription(
            subscriber=subscriber, kind=str(found.kind), about=found.about, asked=now, confirmed=None, due=None
        )
        known = Subscription.objects.filter(subscriber=subscriber, kind=first.kind, about=first.about).first()
        subscription = known or first
        subscription.subscriber = subscriber
        if not subscription.confirmed:
            subscription.asked, subscription.owner = now, account
            _set(subscription, wish)
            subscription.save()
    return subscription


def _set(subscription: Subscription, wish: Wish) -> None:
    subscription.frequency, subscription.weekday = str(wish.rhythm.often), wish.rhythm.weekday
    subscription.language, subscription.empty = wish.language, wish.empty
    subscription.hour, subscription.zone = wish.hour, wish.zone


def _plan(subscription: Subscription, now: datetime) -> None:
    """The first letter is the one that is due next, not one that was due before somebody asked."""
    rhythm = subscription.rhythm
    period = periods.over(now, rhythm)
    due = periods.due(period, subscription.hour, subscription.zone)
    if due <= now:
        period = periods.following(period.last, rhythm)
        due = periods.due(period, subscription.hour, subscription.zone)
    subscription.through, subscription.due = period.before.last, due


def _drop(subscriptions: list[Subscription]) -> None:
    waiting = Delivery.objects.filter(subscription__in=subscriptions, state=State.QUEUED)
    waiting.update(state=State.DROPPED)


def _number(written: str, known: range, fault: str) -> int:
    if not written.isdecimal() or int(written[:4]) not in known:
        raise WishError(fault)
    return int(written)


def _own(account: User, address: str) -> bool:
    """Whether somebody has shown before that an address is theirs."""
    return addresses.folded(address) in _confirmed(account)


def _confirmed(account: User) -> set[str]:
    from allauth.account.models import EmailAddress

    confirmed = EmailAddress.objects.filter(user=account, verified=True).values_list("email", flat=True)
    return {addresses.folded(cast(str, one)) for one in confirmed}
