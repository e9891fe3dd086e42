"""Issues of letters, who subscribed to which, and what became of every copy.

An issue is frozen when it is made: it is never written again, so that who gets it late gets what the first one got.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models

from marsad.web.ledger.fields import ExactText
from marsad.web.newsletters.letters import Frequency
from marsad.web.newsletters.periods import Rhythm
from marsad.web.site.days import SATURDAY

_ADDRESS = 254  # characters: RFC 5321 allows no more


def new_key() -> str:
    """A name that nobody guesses, of 24 hexadecimal digits."""
    return secrets.token_hex(12)


class FrozenError(TypeError):
    """Somebody tried to change an issue."""


class Issue(models.Model):
    """One letter of one period in one language. ``owner`` is whose own it is; then nobody else may see it.

    ``html`` and ``text`` have a mark where the links of a subscriber go (``marsad.web.newsletters.marks``); ``picture``
    is a PNG, ``None`` where there is nothing to draw, and ``described`` says it in words. ``empty`` is whether there
    was nothing to tell.
    """

    key = models.CharField(max_length=24, unique=True, default=new_key)
    kind = models.CharField(max_length=10)
    about = ExactText(blank=True)
    language = models.CharField(max_length=2)
    frequency = models.CharField(max_length=6)
    first = models.DateField()
    last = models.DateField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    made = models.DateTimeField()
    incidents = models.PositiveIntegerField()
    empty = models.BooleanField()
    subject = ExactText()
    lead = ExactText()
    html = ExactText()
    text = ExactText()
    picture = models.BinaryField(null=True)
    described = ExactText(blank=True)

    class Meta:
        """A period is told once; archives list the newest first."""

        constraints = (
            models.UniqueConstraint(fields=["kind", "about", "language", "frequency", "first"], name="issue_once"),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new issue. Raises ``FrozenError`` for one that is kept already."""
        if not self._state.adding:
            raise FrozenError(f"issue {self.key} is frozen: what was sent to some is sent to all")
        super().save(*args, **kwargs)


class Subscriber(models.Model):
    """An address that letters go to. ``folded`` tells whether two are one, ``secret`` is part of every link to the
    subscriber's own pages.
    """

    address = models.CharField(max_length=_ADDRESS)
    folded = models.CharField(max_length=_ADDRESS, unique=True)
    secret = models.CharField(max_length=24, default=new_key)
    made = models.DateTimeField()


class Subscription(models.Model):
    """A letter that a subscriber gets: at an hour in a zone, a weekly one on a ``weekday``, of which 0 is Monday. It
    counts once it is ``confirmed``.

    ``through`` is the last day that a letter was queued for, ``due`` when the next is. ``empty`` is whether a letter is
    to come when there is nothing to tell. ``owner`` is the account that asked for it, if somebody had signed in.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    kind = models.CharField(max_length=10)
    about = ExactText(blank=True)
    language = models.CharField(max_length=2)
    frequency = models.CharField(max_length=6)
    weekday = models.PositiveSmallIntegerField(default=SATURDAY)
    hour = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=40)
    empty = models.BooleanField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    asked = models.DateTimeField()
    confirmed = models.DateTimeField(null=True)
    through = models.DateField(null=True)
    due = models.DateTimeField(null=True, db_index=True)

    class Meta:
        """A letter is subscribed to once by an address."""

        constraints = (models.UniqueConstraint(fields=["subscriber", "kind", "about"], name="subscription_once"),)

    @property
    def rhythm(self) -> Rhythm:
        """How often it comes."""
        return Rhythm(Frequency(self.frequency), self.weekday)


class State(models.TextChoices):
    """What became of a copy.

    A copy in ``DOUBT`` was handed over whole, but whether the server took it is not known: it is not sent again by
    itself. ``DROPPED`` ones were for somebody who had left, or whose address takes no more mail.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DOUBT = "doubt"
    FAILED = "failed"
    DROPPED = "dropped"


class Delivery(models.Model):
    """One copy of an issue for one subscriber. ``key`` is the left part of its Message-ID.

    ``due`` is when it may be tried next, ``tries`` how often a server put it off, ``reply`` what a server said last.
    ``journal`` names the journal of the sender that holds it while it is being sent.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, models.SET_NULL, null=True, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, models.SET_NULL, null=True, related_name="+")
    key = models.CharField(max_length=24, unique=True, default=new_key)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    due = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    journal = models.CharField(max_length=24, blank=True)
    reply = ExactText(blank=True)
    done = models.DateTimeField(null=True)

    class Meta:
        """One copy each; what is to be sent is asked for by state and time."""

        constraints = (models.UniqueConstraint(fields=["issue", "subscriber"], name="delivery_once"),)
        indexes = (models.Index(fields=["state", "due"], name="delivery_due"),)


class Bounce(models.Model):
    """A copy that came back (``hard`` for good, ``soft`` for a while), or that somebody complained of."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="bounces")
    kind = models.CharField(max_length=10)
    status = models.CharField(max_length=20, blank=True)
    told = models.DateTimeField()

    class Meta:
        """Read twice, it counts once."""

        constraints = (models.UniqueConstraint(fields=["delivery", "kind"], name="bounce_once"),)


class Suppression(models.Model):
    """An address that nothing is sent to, by a keyed hash: the list gives no address away."""

    hashed = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=10)
    made = models.DateTimeField()
