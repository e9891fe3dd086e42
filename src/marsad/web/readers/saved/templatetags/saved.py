"""How long an article takes to read, the names of the shelves, and text that Markdown leaves as it is."""

from __future__ import annotations

from typing import Final

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from marsad.web.readers.saved.exporting import plain_markdown
from marsad.web.site.choices import Choices
from marsad.web.site.digits import grouped

register = template.Library()
register.filter("markdown", plain_markdown)
# Letters that a reader of Arabic takes in a minute: about 140 words of six letters and a space.
_A_MINUTE: Final = 1_000
_SHELVES: Final = {
    "inbox": _("To read"),
    "unread": _("Unread"),
    "starred": _("Starred"),
    "archive": _("Archived"),
    "all": _("All"),
}
_ORDERS: Final = {"newest": _("newest saved"), "oldest": _("oldest saved"), "longest": _("longest")}


@register.simple_tag(takes_context=True)
def reading(context: Context, letters: int) -> str:
    """How long so many letters take to read: «3 minutes to read»."""
    minutes = max(round(letters / _A_MINUTE), 1)
    choices: Choices | None = context.get("choices")
    told = ngettext("%(number)s minute to read", "%(number)s minutes to read", minutes)
    return told % {"number": grouped(minutes, choices.digits if choices else "latn")}


@register.simple_tag
def sorting(name: str) -> Promise:
    """An order of the list in words."""
    return _ORDERS[name]


@register.simple_tag
def shelf(name: str) -> Promise:
    """A shelf in words."""
    return _SHELVES[name]
