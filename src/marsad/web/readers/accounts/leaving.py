"""Deleting an account: nothing stays that names it, in any table."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from marsad.web.readers.accounts.export import owner
from marsad.web.readers.owned import Owner, erase

_AT_ONCE: Final = 500  # sessions read at a time


def leave(request: HttpRequest, user: User) -> None:
    """Delete the account that is signed in, with all that is its own, and end the session. All or nothing."""
    with transaction.atomic():
        delete(user)
    logout(request)


def delete(user: User) -> None:
    """Delete an account. What other apps keep outside its reach goes by what they registered."""
    going = owner(user)
    erase(going)
    _forget_sessions(going)
    user.delete()


def _forget_sessions(going: Owner) -> None:
    """Sessions are sealed: each has to be opened to see whose it is, those of browsers half signed in as well."""
    found = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [one.pk for one in found.iterator(chunk_size=_AT_ONCE) if _of(one.get_decoded(), going)]
    for first in range(0, len(theirs), _AT_ONCE):
        Session.objects.filter(pk__in=theirs[first : first + _AT_ONCE]).delete()
    Session.objects.filter(expire_date__lte=timezone.now()).delete()


def _of(kept: dict[str, Any], going: Owner) -> bool:
    """Whether a session is an account's: signed in, on the way to it, or with one of its addresses in it."""
    number = str(going.user.pk)
    login = kept.get("account_login") or {}
    signed_in = number in (kept.get("_auth_user_id"), kept.get("account_authentication_methods_user"))
    half = login.get("user_pk") == user_pk_to_url_str(going.user)
    return signed_in or half or any(address in str(kept).lower() for address in going.addresses)
