"""Which apps a reader lets in. Secrets are kept as digests: long and random as they are, a plain digest will do."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models

from marsad.web.ledger.fields import ExactText


class Access(models.Model):
    """An app of a reader's. ``client`` names it; its secret and its password were shown once."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = ExactText()
    client = models.CharField(max_length=40, unique=True)
    secret = models.CharField(max_length=64)
    password = models.CharField(max_length=64)
    made = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True)

    class Meta:
        """In the order they were let in."""

        ordering = ("made", "id")


class Token(models.Model):
    """What an app shows with each call, or for a new one (``refresh``), until it expires."""

    access = models.ForeignKey(Access, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    refresh = models.BooleanField()
    expires = models.DateTimeField(db_index=True)
