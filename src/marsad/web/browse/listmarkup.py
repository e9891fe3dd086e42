"""Lists beside incidents as markup: what filters can be set to, and bars of how many there are of each.

A page has a hundred such lines, which a template takes as long for as for all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from marsad.web.browse.profiles.profile import Share
from marsad.web.browse.rail import Choice, Group
from marsad.web.site.choices import Choices
from marsad.web.site.digits import grouped
from marsad.web.site.templatetags.marsad import icon


def options(group: Group, choices: Choices, counted: bool) -> SafeString:
    """What a filter can be set to, each with how many incidents it has if they were ``counted``."""
    return mark_safe("".join(_option(group.name, one, choices, counted) for one in group.choices))


def shares(found: Iterable[Share], choices: Choices) -> SafeString:
    """The bars of a profile, each leading to what it counts, as far as that has a page."""
    rtl = get_language_bidi()
    return mark_safe("".join(_share(one, choices, rtl) for one in found))


def bar(label: str, count: int, start: int, length: int, choices: Choices) -> str:
    """What a bar is of (as markup) with its number, over the bar; where it lies is told in thousandths of its room."""
    return (
        f'<span class="of">{label}<span class="count">{grouped(count, choices.digits)}</span></span>'
        '<svg class="share" viewBox="0 0 1000 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect x="{start}" width="{length}" height="4"/></svg>'
    )


def _share(one: Share, choices: Choices, rtl: bool) -> str:
    sign = icon(one.family) if one.family else ""
    label = f'<span class="what">{sign}<bdi>{escape(str(one.label))}</bdi></span>'
    drawn = bar(label, one.count, one.start if rtl else 0, one.length, choices)
    kind = f' class="{one.family}"' if one.family else ""
    if one.address:
        return f'<li{kind}><a href="{escape(one.address)}">{drawn}</a></li>'
    return f'<li{kind}><div class="share-row">{drawn}</div></li>'


def _option(name: str, one: Choice, choices: Choices, counted: bool) -> str:
    kind, sign = (f"choice {one.family}", icon(one.family)) if one.family else ("choice", "")
    number = f'<span class="count">{grouped(one.count, choices.digits)}</span>' if counted else ""
    return (
        f'<label class="{kind}"><input type="checkbox" name="{name}" value="{escape(one.value)}"'
        f"{' checked' if one.chosen else ''}>{sign}<span><bdi>{escape(str(one.label))}</bdi></span>{number}</label>"
    )
