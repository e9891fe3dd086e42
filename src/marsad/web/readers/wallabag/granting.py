"""Letting apps in (OAuth 2.0, RFC 6749, the password and refresh grants that wallabag's apps speak).

The password is the app's own, not the account's: it opens saved articles alone, and goes with the app.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Final

from django.contrib.auth.models import User
from django.utils import timezone

from marsad.web.readers.wallabag.models import Access, Token

LIFE: Final = timedelta(hours=1)
_REFRESHING: Final = timedelta(days=60)
_NOTED: Final = timedelta(minutes=10)  # how exactly it is told when an app was used last
MOST: Final = 20  # apps of a reader
_NAME: Final = 80  # characters


@dataclass(frozen=True, slots=True)
class Letter:
    """What is typed into an app once, and shown once."""

    access: Access
    secret: str
    password: str


@dataclass(frozen=True, slots=True)
class Granted:
    """The tokens of an app."""

    token: str
    refresh: str


def let_in(owner: User, name: str) -> Letter | None:
    """A new app of the owner's; ``None`` if there are as many as may be."""
    if Access.objects.filter(owner=owner).count() >= MOST:
        return None
    secret, password = secrets.token_urlsafe(32), secrets.token_urlsafe(18)
    access = Access.objects.create(
        owner=owner,
        name=" ".join(name.replace("\0", "").split())[:_NAME] or "wallabag",
        client=secrets.token_hex(12),
        secret=_digest(secret),
        password=_digest(password),
    )
    return Letter(access, secret, password)


def by_password(client: str, secret: str, username: str, password: str) -> Granted | None:
    """Tokens for an app that knows all four; ``None``, whichever of them is wrong."""
    access = _access(client)
    # All is compared whatever fails first, so that the time it takes tells nothing.
    right = [
        compare_digest(access.secret if access else "", _digest(secret)),
        compare_digest(access.password if access else "", _digest(password)),
        compare_digest((access.owner.get_username() if access else "").encode(), username.encode("utf-8", "replace")),
    ]
    return _grant(access) if access and all(right) and access.owner.is_active else None


def by_refresh(client: str, secret: str, refresh: str) -> Granted | None:
    """New tokens for a refreshing one, which is used up by it."""
    found = _found(refresh, refresh=True)
    if found is None or found.access.client != client or not compare_digest(found.access.secret, _digest(secret)):
        return None
    found.delete()
    return _grant(found.access)


def owner_of(token: str) -> User | None:
    """Whose articles a token opens; ``None`` for one that opens none."""
    found = _found(token, refresh=False)
    if found is None:
        return None
    now, used = timezone.now(), found.access.used
    if used is None or now - used > _NOTED:
        Access.objects.filter(pk=found.access_id).update(used=now)
    return found.access.owner


def _access(client: str) -> Access | None:
    """The app of this name; what could be none is not asked for (PostgreSQL takes no NUL, neither a lone surrogate)."""
    if not (client.isascii() and client.isprintable()):
        return None
    return Access.objects.filter(client=client).select_related("owner").first()


def _grant(access: Access) -> Granted:
    now = timezone.now()
    Token.objects.filter(access=access, expires__lt=now).delete()
    granted = Granted(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    Token.objects.create(access=access, digest=_digest(granted.token), refresh=False, expires=now + LIFE)
    Token.objects.create(access=access, digest=_digest(granted.refresh), refresh=True, expires=now + _REFRESHING)
    return granted


def _found(token: str, *, refresh: bool) -> Token | None:
    rows = Token.objects.filter(digest=_digest(token), refresh=refresh, expires__gt=timezone.now())
    return rows.filter(access__owner__is_active=True).select_related("access__owner").first()


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
