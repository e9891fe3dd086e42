"""The reader's choices, set by a small form on any page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from marsad.web.site.choices import OPTIONS, YEAR, cookie


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep one choice in a cookie and go back to the page. 400 for what is no option."""
    name, value = request.POST.get("name", ""), request.POST.get("value", "")
    if value not in OPTIONS.get(name, ()):
        return HttpResponseBadRequest("no such option")
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(cookie(name), value, max_age=YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of ours (an open redirect would lead anywhere)."""
    wanted = request.POST.get("next", "/")
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own else "/"
