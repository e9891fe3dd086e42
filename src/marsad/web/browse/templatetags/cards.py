"""Cards and parts of them in templates: see ``cardmarkup``. ``{% load cards %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from marsad.web.browse import cardmarkup
from marsad.web.browse.cards import Card, Party
from marsad.web.site.choices import Choices

register = template.Library()
Context = dict[str, Any]


def _choices(context: Context) -> Choices:
    found: Choices = context.get("choices") or Choices()
    return found


@register.simple_tag(takes_context=True)
def card_markup(context: Context, card: Card) -> SafeString:
    """The whole card."""
    return cardmarkup.markup(card, _choices(context))


@register.simple_tag(takes_context=True)
def card_item(context: Context, card: Card) -> SafeString:
    """The card in two lines, as an item of a list."""
    return cardmarkup.item(card, _choices(context))


@register.simple_tag(takes_context=True)
def card_certainty(context: Context, card: Card) -> SafeString:
    """How far to trust it."""
    return cardmarkup.certainty(card, _choices(context))


@register.simple_tag(takes_context=True)
def card_party(context: Context, found: Party) -> SafeString:
    """Those of a role."""
    return cardmarkup.party(found, _choices(context))


@register.simple_tag(takes_context=True)
def count_reports(context: Context, count: int) -> str:
    """A number of reports, with the noun that agrees with it."""
    return cardmarkup.reports(count, _choices(context))


@register.simple_tag(takes_context=True)
def count_sources(context: Context, count: int) -> str:
    """A number of sources."""
    return cardmarkup.sources(count, _choices(context))


@register.simple_tag(takes_context=True)
def count_independent(context: Context, count: int) -> str:
    """A number of independent sources."""
    return cardmarkup.independent(count, _choices(context))
