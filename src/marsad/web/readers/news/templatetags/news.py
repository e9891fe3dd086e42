"""The button that follows something, or follows it no more."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from marsad.web.readers.news.models import Follow

register = template.Library()


@register.inclusion_tag("news/button.html", takes_context=True)
def follow_button(context: Context, kind: str, value: str) -> dict[str, Any]:
    """A form with one button; nothing for who has no account."""
    request = context["request"]
    if not request.user.is_authenticated:
        return {}
    found = Follow.objects.filter(owner=request.user, kind=kind, value=value).first()
    # The token of the page's forms is in the context of the page alone.
    return {"kind": kind, "value": value, "found": found, "request": request, "csrf_token": context.get("csrf_token")}
