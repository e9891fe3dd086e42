"""Invitations. The word that opens one is shown once, when it is made; only its hash is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Invitation(models.Model):
    """``hashed`` is the SHA-256 of the word in the link (which is random and long, so that nothing slower is needed).

    ``maker`` is empty for one made at the command line. An invitation goes with its maker's account; ``used`` says
    that it opened one, and not which.
    """

    hashed = models.CharField(max_length=64, unique=True)
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="invitations")
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.BooleanField(default=False)
