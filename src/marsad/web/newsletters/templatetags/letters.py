"""Words of letters in templates. ``{% load letters %}``."""

from __future__ import annotations

import re
from typing import Any, Final

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from marsad.web.browse import headlines
from marsad.web.browse.cards import Card
from marsad.web.newsletters.wording import plain as as_plain
from marsad.web.site.choices import Choices
from marsad.web.site.digits import grouped

register = template.Library()
_RANGE: Final = re.compile(r"(?<=\d)–(?=\d)")


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], route: str, *args: str) -> str:
    """A page's whole address."""
    return f"{context['site']}{reverse(route, args=args)}"


@register.simple_tag
def sources(count: int) -> str:
    """How many sources, in the current language."""
    told = ngettext("%(shown)s source", "%(shown)s sources", count)
    return told % {"shown": grouped(count, Choices().digits)}


@register.filter
def unbroken(text: str) -> str:
    """A text whose ranges («3–7») no line ends within."""
    return _RANGE.sub("\u2060–\u2060", text)


@register.filter
def headline(card: Card) -> SafeString:
    """An incident in one line."""
    return headlines.headline(card)


@register.filter
def plain(markup: str) -> SafeString:
    """Markup as plain text, for a template that escapes nothing."""
    return mark_safe(as_plain(str(markup)))
