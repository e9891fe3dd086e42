"""What a reader follows, the views they keep, and what they have seen. Every row goes with the account."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from marsad.web.ledger.fields import ExactText


def token() -> str:
    """The secret part of a private feed's address."""
    return secrets.token_urlsafe(32)


class Kind(models.TextChoices):
    """What can be followed. The values are the names of the filters (see ``marsad.web.browse.filters``)."""

    PLACE = "place", _("Place")
    ACTOR = "actor", _("Actor")
    SOURCE = "source", _("Source")
    TYPE = "type", _("Type")
    WORDS = "words", _("Words")


class Follow(models.Model):
    """A place with all in it, an actor, a source, a type or words that a reader follows or, ``muted``, wants not."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = ExactText()
    muted = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each thing once: it is followed or muted, not both."""

        constraints = (models.UniqueConstraint(fields=["owner", "kind", "value"], name="follow_once"),)
        ordering = ("made", "id")


class View(models.Model):
    """Filters under a name; ``query`` is what stands behind the question mark."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = ExactText()
    query = ExactText()
    token = models.CharField(max_length=64, unique=True, default=token)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they were made; a name once, for it is what a view is kept under."""

        constraints = (models.UniqueConstraint(fields=["owner", "name"], name="view_once"),)
        ordering = ("made", "id")


class Desk(models.Model):
    """A reader's own page: the secret of its feed, and when they last said that they had seen it.

    ``turn`` is another number after each change of what they follow or have seen (see ``unread``).
    """

    owner = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    token = models.CharField(max_length=64, unique=True, default=token)
    seen = models.DateTimeField(null=True)
    turn = models.PositiveBigIntegerField(default=0)


def turned(owner: User) -> None:
    """What the reader follows or has seen is another now."""
    desk, _new = Desk.objects.get_or_create(owner=owner)
    Desk.objects.filter(pk=desk.pk).update(turn=models.F("turn") + 1)


class Seen(models.Model):
    """An incident as a reader saw it last, so that what has changed since can be told. ``read`` is their own mark."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    incident = models.CharField(max_length=20)
    claims = models.PositiveIntegerField()
    killed_low = models.IntegerField(null=True)
    killed_high = models.IntegerField(null=True)
    grade = models.CharField(max_length=20)
    disputed = models.BooleanField()
    read = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        """Each incident once."""

        constraints = (models.UniqueConstraint(fields=["owner", "incident"], name="seen_once"),)
