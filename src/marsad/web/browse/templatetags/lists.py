"""Lists beside incidents in templates: see ``listmarkup``. ``{% load lists %}``."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from marsad.web.browse import listmarkup
from marsad.web.browse.profiles import profile
from marsad.web.browse.rail import Group
from marsad.web.browse.today.today import Share
from marsad.web.site.choices import Choices

register = template.Library()
Context = dict[str, Any]


def _choices(context: Context) -> Choices:
    found: Choices = context.get("choices") or Choices()
    return found


@register.simple_tag(takes_context=True)
def filter_options(context: Context, group: Group, uncounted: object = "") -> SafeString:
    """What a filter can be set to."""
    return listmarkup.options(group, _choices(context), not uncounted)


@register.simple_tag(takes_context=True)
def share_rows(context: Context, shares: Iterable[profile.Share]) -> SafeString:
    """The bars of a profile."""
    return listmarkup.shares(shares, _choices(context))


@register.simple_tag(takes_context=True)
def place_bar(context: Context, share: Share) -> SafeString:
    """The bar of a place among the incidents of a list."""
    start = share.start if get_language_bidi() else 0
    label = f"<bdi>{escape(share.place.text)}</bdi>"
    return mark_safe(listmarkup.bar(label, share.count, start, share.length, _choices(context)))
