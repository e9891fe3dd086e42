"""Who may do what: readers look, reviewers judge and keep, administrators do both and look after the site.

A role is a group of Django's, made by this app's first migration. No page changes one: ``marsad people`` does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, PermissionsMixin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

READER: Final = "reader"
REVIEWER: Final = "reviewer"
ADMINISTRATOR: Final = "administrator"
ROLES: Final = (READER, REVIEWER, ADMINISTRATOR)  # each may do what those before it may
REVIEWERS: Final = (REVIEWER, ADMINISTRATOR)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
User = AbstractBaseUser | AnonymousUser


def may_review(user: User) -> bool:
    """Whether somebody may judge claims and keep texts: a reviewer, an administrator, or the one who runs the site."""
    return _in(user, REVIEWERS)


def may_administer(user: User) -> bool:
    """Whether somebody may look after the site."""
    return _in(user, (ADMINISTRATOR,))


def on_signed_up(sender: Any, user: PermissionsMixin, **_: Any) -> None:
    """allauth's signal of a new account: it is a reader's, whatever was asked for."""
    user.groups.set([Group.objects.get(name=READER)])


def reviewers_only(view: View[P]) -> View[P]:
    """The view for those who may review: the others get 403, and those who have not signed in are asked to."""
    return _only(view, may_review)


def administrators_only(view: View[P]) -> View[P]:
    """The view for administrators, likewise."""
    return _only(view, may_administer)


def _in(user: User, roles: tuple[str, ...]) -> bool:
    if not user.is_authenticated or not user.is_active or not isinstance(user, PermissionsMixin):
        return False
    return user.is_superuser or user.groups.filter(name__in=roles).exists()


def _only(view: View[P], may: Callable[[User], bool]) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            # After signing in a form cannot be sent again by itself: its page is shown instead.
            wanted = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("review")
            return redirect_to_login(wanted)
        if not may(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
