"""The button that follows something, or follows it no more; and how much is unread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.http import HttpRequest
from django.template import Context

from marsad.web.readers.news import unread as counting
from marsad.web.readers.news.models import Follow

register = template.Library()
_KEPT: Final = "marsad_follows"  # attributes of a request
_UNREAD: Final = "marsad_unread"


@register.inclusion_tag("news/button.html", takes_context=True)
def follow_button(context: Context, kind: str, value: str, name: str = "") -> dict[str, Any]:
    """A form with a button to follow and one to mute; nothing for who has no account.

    In lists, where there are many, it is told ``name``: what is followed, for who hears the page. Then muting is left
    to the page of what it is.
    """
    request = context["request"]
    if not request.user.is_authenticated:
        return {}
    found = _follows(request).get((kind, value))
    # The token of the page's forms is in the context of the page alone.
    token = context.get("csrf_token")
    return {"kind": kind, "value": value, "name": name, "found": found, "request": request, "csrf_token": token}


@register.simple_tag(takes_context=True)
def unread(context: Context) -> int:
    """How many incidents of one's own page are unread; 0 for who has no account."""
    request = context.get("request")
    user = getattr(request, "user", None)  # a request that was refused early has none
    if user is None or not user.is_authenticated:
        return 0
    if not hasattr(request, _UNREAD):  # it stands in the bar above and in the one below
        setattr(request, _UNREAD, counting.unread(user))
    found: int = getattr(request, _UNREAD)
    return found


def _follows(request: HttpRequest) -> Mapping[tuple[str, str], Follow]:
    """All that the reader follows, looked up once for a page."""
    found: dict[tuple[str, str], Follow] | None = getattr(request, _KEPT, None)
    if found is None:
        found = {(one.kind, one.value): one for one in Follow.objects.filter(owner=request.user.pk)}
        setattr(request, _KEPT, found)
    return found
