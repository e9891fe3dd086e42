"""An incident in one line of words: «قصف على سراقب، إدلب — 3–7 قتلى», «Shelling of Saraqib, Idlib — 3–7 killed»."""

from __future__ import annotations

from html import unescape
from typing import Final

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from marsad.model import CasualtyKind, ClaimType
from marsad.web.browse.cards import Card
from marsad.web.browse.naming import Named
from marsad.web.site import words
from marsad.web.site.choices import Choices
from marsad.web.site.templatetags.marsad import toll

_ON: Final = frozenset({ClaimType.AIR_STRIKE, ClaimType.GROUND_ATTACK, ClaimType.CHEMICAL_ATTACK})
# What keeps «3–7» from turning in a line of the other direction where there is no markup: isolates (UAX #9).
_ISOLATES: Final = {'<bdi dir="ltr">': "\u2066", "<bdi>": "\u2068", "</bdi>": "\u2069"}


def headline(card: Card, choices: Choices | None = None) -> SafeString:
    """The line as markup, in the digits that the reader chose: with the killed, else the injured."""
    what = _what(card.incident.type, card.place, card.around)
    wanted = (CasualtyKind.KILLED, CasualtyKind.INJURED)
    counted = next((one for kind in wanted for one in card.tolls if one.kind is kind), None)
    return format_html("{} — {}", what, toll({"choices": choices}, counted)) if counted else what


def plain_headline(card: Card) -> str:
    """The line as plain text."""
    told = str(headline(card))
    for tag, sign in _ISOLATES.items():
        told = told.replace(tag, sign)
    return unescape(strip_tags(told))


def _what(kind: ClaimType, place: Named | None, around: Named | None) -> SafeString:
    name = words.TYPES[kind]
    if place is None:
        return format_html("{}", name)
    where = format_html("<bdi>{}</bdi>", place.text)
    if around:
        where = format_html(_("{place}, {around}"), place=where, around=format_html("<bdi>{}</bdi>", around.text))
    return format_html(_frame(kind), type=name, place=where)


def _frame(kind: ClaimType) -> str:
    if kind is ClaimType.SHELLING:
        return _("{type} of {place}")
    return _("{type} on {place}") if kind in _ON else _("{type} in {place}")
