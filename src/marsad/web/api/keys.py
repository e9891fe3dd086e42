"""Keys to the interface: made, known again, revoked."""

from __future__ import annotations

import hashlib
import secrets
from hmac import compare_digest
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone

from marsad.web.api.models import ApiKey

_MARK: Final = "marsad"  # so that a key that got out is recognised as one
_NUMBER, _SECRET = 6, 32  # bytes
_LONGEST: Final = 200  # characters


def make(owner: User, name: str) -> str:
    """A new key of somebody's. It is not kept: whoever loses it needs another."""
    number = secrets.token_hex(_NUMBER)
    key = f"{_MARK}_{number}_{secrets.token_urlsafe(_SECRET)}"
    ApiKey.objects.create(number=number, hashed=_hash(key), name=name, owner=owner)
    return key


def known(key: str) -> ApiKey | None:
    """The row of a key that is valid: not revoked, its owner still active. Notes the day, once a day."""
    parts = key.split("_", 2)
    if len(key) > _LONGEST or len(parts) != 3 or parts[0] != _MARK or "\0" in key:
        return None
    found = ApiKey.objects.select_related("owner").filter(number=parts[1], revoked=False, owner__is_active=True).first()
    if found is None or not compare_digest(found.hashed, _hash(key)):
        return None
    today = timezone.now().date()
    if found.used != today:
        ApiKey.objects.filter(pk=found.pk).update(used=today)
    return found


def revoke(number: str) -> bool:
    """End a key by its number; whether there was one that counted."""
    return bool(ApiKey.objects.filter(number=number, revoked=False).update(revoked=True))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
