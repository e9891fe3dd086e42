"""Who asks for a page of their own, and where they go on after a button."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def owner_of(request: HttpRequest) -> User:
    """The account whose page it is: views ask for it behind ``login_required``."""
    return cast(User, request.user)


def back(request: HttpRequest, usual: str) -> HttpResponse:
    """To the page that the form names (``next``) if it is one of ours, else to that of the route ``usual``."""
    to = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return redirect(to if to and ours else usual)
