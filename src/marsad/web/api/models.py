"""Keys to the interface. The key itself is shown once, when it is made; only its hash is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ApiKey(models.Model):
    """``number`` begins the key and tells it from others, ``hashed`` is the SHA-256 of the whole (a key is random and
    long, so that nothing slower is needed). ``used`` is the last day only: it tells which keys nobody needs any more,
    and no more than that.
    """

    number = models.CharField(max_length=12, unique=True)
    hashed = models.CharField(max_length=64)
    name = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_keys")
    made = models.DateField(auto_now_add=True)
    used = models.DateField(null=True)
    revoked = models.BooleanField(default=False)
