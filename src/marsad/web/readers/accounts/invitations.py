"""Invitations: made by an administrator or at the command line, good for one account, for some days."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from marsad.web.mail import site_address
from marsad.web.readers.accounts.models import Invitation

FIELD: Final = "invitation"  # in the link and in the form
DAYS: Final = 7
MOST_DAYS: Final = 90
_BYTES: Final = 32
_LONGEST: Final = 200  # characters


def make(days: int, maker: User | None = None) -> str:
    """A new invitation; gives the word that opens it, which is not kept."""
    word = secrets.token_urlsafe(_BYTES)
    expires = timezone.now() + timedelta(days=min(max(days, 1), MOST_DAYS))
    Invitation.objects.create(hashed=_hash(word), maker=maker, expires=expires)
    return word


def link(word: str, site: str | None = None) -> str:
    """The address of an invitation, in the current language."""
    return f"{site or site_address()}{reverse('account_signup')}?{urlencode({FIELD: word})}"


def valid(word: str) -> bool:
    """Whether a word opens an invitation that is neither used nor over. Nothing is changed."""
    return bool(word) and len(word) <= _LONGEST and _waiting().filter(hashed=_hash(word)).exists()


def use(word: str) -> bool:
    """Use an invitation up; whether it was still good. Of two at once only one succeeds: a row is changed once."""
    return valid(word) and bool(Invitation.objects.filter(hashed=_hash(word), used=False).update(used=True))


def waiting() -> Sequence[Invitation]:
    """Those that may still be used, the ones that are over first coming first."""
    return list(_waiting().select_related("maker").order_by("expires", "pk"))


def revoke(number: int) -> bool:
    """End an invitation by its number; whether there was one."""
    return bool(_waiting().filter(pk=number).delete()[0])


def _waiting() -> QuerySet[Invitation]:
    return Invitation.objects.filter(used=False, expires__gt=timezone.now(), maker__is_active=True) | (
        Invitation.objects.filter(used=False, expires__gt=timezone.now(), maker=None)
    )


def _hash(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()
