"""How values are worded in templates: numbers, days, tolls, types, names. ``{% load marsad %}``."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marsad.model.actor import Actor
from marsad.model.incident import Casualties
from marsad.model.source import Source
from marsad.model.types import ClaimType
from marsad.places.romanise import romanise
from marsad.web.site import words
from marsad.web.site.choices import Choices
from marsad.web.site.days import day_in_words, days_in_words
from marsad.web.site.digits import grouped, in_digits
from marsad.web.site.families import FAMILIES

register = template.Library()
_SIGNS = 256  # drawn signs remembered
Context = dict[str, Any]


def _choices(context: Context) -> Choices:
    found: Choices = context.get("choices") or Choices()
    return found


def _language() -> str:
    return "en" if get_language() == "en" else "ar"


def _date(value: date | str) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value[:10])


@register.simple_tag(takes_context=True)
def number(context: Context, value: int | float | None) -> str:
    """A number in the reader's digits; «unknown» for ``None``, for unknown is not nought."""
    if value is None:
        return _("unknown")
    digits = _choices(context).digits
    return grouped(value, digits) if isinstance(value, int) else in_digits(f"{value:g}", digits)


@register.simple_tag(takes_context=True)
def digits(context: Context, text: object) -> str:
    """Words with numbers in them, such as «7 days», with the reader's digits."""
    return in_digits(str(text), _choices(context).digits)


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | str | None, weekday: bool = False) -> str:
    """A day in the reader's language, calendar and digits."""
    if not value:
        return _("day unknown")
    choices = _choices(context)
    return in_digits(day_in_words(_date(value), _language(), choices.calendar, weekday=weekday), choices.digits)


@register.simple_tag(takes_context=True)
def days(context: Context, first: date | str | None, last: date | str | None) -> str:
    """A span of days."""
    if not first or not last:
        return day(context, first or last)
    choices = _choices(context)
    return in_digits(days_in_words(_date(first), _date(last), _language(), choices.calendar), choices.digits)


@register.simple_tag(takes_context=True)
def counted(context: Context, value: int, kind: str) -> str:
    """A number with its noun, which agrees with it."""
    return words.COUNTED[kind](value) % {"number": grouped(value, _choices(context).digits)}


@register.simple_tag(takes_context=True)
def toll(context: Context, found: Casualties) -> SafeString:
    """A range with its noun and its standing: «3–7 killed», «11+ killed», «up to 20 killed», «killed: unknown»."""
    digits = _choices(context).digits
    low, high = found.low, found.high
    known = high if high is not None else low
    if known is None:
        return format_html('<span class="number">{}: {}</span>', words.KINDS[found.kind], _("unknown"))
    if low is None:
        figure = _("up to %(number)s") % {"number": grouped(known, digits)}
    elif high is None:
        figure = f"{grouped(low, digits)}+"
    else:
        figure = grouped(low, digits) if low == high else f"{grouped(low, digits)}–{grouped(high, digits)}"
    # The range stands between left-to-right marks: «3–7» must not turn to «7–3» in Arabic.
    figure = format_html('<bdi dir="ltr">{}</bdi>', figure) if low is not None else figure
    sentence = words.COUNTED[found.kind](known)
    before, _sign, after = sentence.partition("%(number)s")
    if not _sign:  # Arabic's one and two have no numeral: «قتيل», «قتيلان»
        one = low == high
        return (
            format_html('<span class="number">{}</span>', sentence)
            if one
            else format_html('<span class="number">{} {}</span>', words.KINDS[found.kind], figure)
        )
    return format_html('<span class="number">{}{}{}</span>', before, figure, after)


@register.simple_tag
@lru_cache(_SIGNS)
def icon(name: str) -> SafeString:
    """A sign of icons.svg; it says nothing to a screen reader, for a word stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("marsad/icons.svg"),
        name,
    )


@register.simple_tag
def type_mark(kind: str) -> SafeString:
    """A claim type with its family's sign and hue."""
    return _type_mark(kind, _language())


@lru_cache(_SIGNS)
def _type_mark(kind: str, _language: str) -> SafeString:
    family = FAMILIES[ClaimType(kind)]
    return format_html('<span class="type {}">{}{}</span>', family, icon(family), words.TYPES[kind])


@register.filter
def type_name(kind: str) -> Promise:
    """A claim type in words."""
    return words.TYPES[kind]


@register.filter
def family(kind: str) -> str:
    """The family of a claim type: a class of the style sheet."""
    return FAMILIES[ClaimType(kind)]


@register.filter
def factuality_name(value: str) -> Promise:
    """A factuality in words."""
    return words.FACTUALITIES[value]


@register.filter
def grade_name(value: str) -> Promise:
    """A grade of certainty in words."""
    return words.GRADES[value]


@register.filter
def kind_name(value: str) -> Promise:
    """A kind of casualties in words."""
    return words.KINDS[value]


@register.filter
def source_kind_name(value: str) -> Promise:
    """What a source is, in words."""
    return words.SOURCE_KINDS[value]


@register.filter
def role_name(value: str) -> Promise:
    """A role of a mention in words."""
    return words.ROLES[value]


@register.filter
def name(named: Actor | Source) -> str:
    """The name of an actor or a source in the reader's language, else in the other, romanised if need be."""
    if _language() == "ar":
        return (*named.ar, *named.en, named.id)[0]
    if named.en:
        return named.en[0]
    return romanise(named.ar[0]).text if named.ar else named.id
