"""Signing in and out. A wrong name and a wrong password cost and read the same; who guesses has to wait."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from marsad.web.api.rates import Rate, asker

_LONGEST: Final = 1024  # characters of a password: longer ones only make the server work
# Wrong attempts in a quarter of an hour: from one address, and for one account from one address. An account is never
# barred for all addresses, or anybody could bar it.
BY_ADDRESS: Final = Rate(30, 900)
BY_ACCOUNT: Final = Rate(5, 900)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and what becomes of it. 429 with ``Retry-After`` for who guessed too often."""
    if request.method != "POST":
        return _page(request, 200)
    name, password = request.POST.get("name", "").strip(), request.POST.get("password", "")
    address = asker(request)
    keys = ((BY_ADDRESS, address), (BY_ACCOUNT, f"{address} {name.casefold()}"))
    wait = max(rate.wait(key) for rate, key in keys)
    if wait:
        return _page(request, 429, _("Too many attempts. Try again in a few minutes."), wait)
    # PostgreSQL keeps no NUL: such a name is nobody's.
    user = authenticate(request, username=name.replace("\0", "\ufffd"), password=password[:_LONGEST])
    if user is None:
        for rate, key in keys:
            rate.take(key)
        return _page(request, 401, _("This name and password do not belong together."))
    BY_ACCOUNT.forget(keys[1][1])
    login(request, user)  # gives the session another id
    return HttpResponseRedirect(back(request))


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("You are signed out."))
    return HttpResponseRedirect(reverse("today"))


def back(request: HttpRequest) -> str:
    """Where the reader was going, if that is a page of ours: an open redirect would lead anywhere."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own and wanted.startswith("/") else reverse("today")


def _page(request: HttpRequest, status: int, fault: str = "", wait: int = 0) -> HttpResponse:
    told = {"fault": fault, "name": request.POST.get("name", ""), "next": back(request)}
    response = render(request, "review/sign-in.html", told, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response
