"""A letter as it is sent: facts turned to a subject, HTML that survives mail programs, plain text, and a map."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import css_inline
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from marsad.web.browse.filters import Filters
from marsad.web.mail import site_address
from marsad.web.newsletters import marks
from marsad.web.newsletters.drawing import picture
from marsad.web.newsletters.facts import Facts, facts
from marsad.web.newsletters.letters import Frequency, Kind, Letter
from marsad.web.newsletters.periods import Period
from marsad.web.newsletters.wording import days, lead, numbers, one_line, plain, subject
from marsad.web.site.choices import Choices
from marsad.web.site.digits import grouped

# Some mail programs know no <bdi>: they heed ``dir`` on a span.
_ISOLATED: Final = ((re.compile("<bdi"), "<span"), (re.compile("</bdi>"), "</span>"))
_BLANK: Final = re.compile(r"\n[ \t]*(?=\n)")
_MANY: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter. ``html`` and ``text`` have the marks of ``marks``; ``described`` tells what the map shows."""

    incidents: int
    empty: bool
    subject: str
    lead: str
    html: str
    text: str
    picture: bytes | None
    described: str


def render(letter: Letter, often: Frequency, period: Period, language: str) -> Rendered:
    """A letter of a period in a language, from the ledger as it is."""
    with override(language):
        return _rendered(facts(letter, often, period), language)


def _rendered(found: Facts, language: str) -> Rendered:
    drawn = picture(found.incidents)
    told = _told(found, language) | {"described": _described(found) if drawn else ""}
    html = render_to_string("newsletters/letter.html", told | {"mark": mark_safe(marks.HTML)})
    text = render_to_string("newsletters/letter.txt", told | {"mark": marks.TEXT})
    return Rendered(
        found.total,
        found.empty,
        told["subject"],
        one_line(plain(told["lead"])),
        _inlined(html),
        _MANY.sub("\n\n", _BLANK.sub("\n", text)).strip() + "\n",
        drawn,
        told["described"],
    )


def _told(found: Facts, language: str) -> dict[str, Any]:
    site, filters = site_address(), _filters(found)
    start, end = ("right", "left") if language == "ar" else ("left", "right")
    return {
        "facts": found,
        "language": language,
        "dir": "rtl" if language == "ar" else "ltr",
        "start": start,
        "end": end,
        "site": site,
        "home": reverse("today"),
        "subject": subject(found),
        "days": days(found.period, weekday=True),
        "lead": lead(found),
        "numbers": numbers(found),
        "compared": _compared(found),
        "image": marks.IMAGE,
        "map_address": f"{site}{reverse('map')}?{filters.query()}",
        "all_address": f"{site}{reverse('today')}?{filters.query()}",
        "more": found.total > len(found.main),
        "late_more": found.late_total - len(found.late),
    }


def _filters(found: Facts) -> Filters:
    """The filters of pages that show the same incidents; of one's own letter those of its days."""
    letter, period = found.letter, found.period
    filters = Filters(period.first.isoformat(), period.last.isoformat())
    match letter.kind:
        case Kind.PLACE:
            return filters.with_(place=(letter.about,))
        case Kind.ACTOR:
            return filters.with_(actor=(letter.about,))
    return filters


def _compared(found: Facts) -> str:
    if found.before is None:
        return ""
    told = ngettext(
        "The week before, %(number)s incident was recorded.",
        "The week before, %(number)s incidents were recorded.",
        found.before_total,
    )
    return told % {"number": grouped(found.before_total, Choices().digits)}


def _described(found: Facts) -> str:
    """The map in words: what it shows, and where most of it is."""
    comma = _(", ")
    places = comma.join(f"{place.text} ({grouped(count, Choices().digits)})" for place, count in found.places)
    return _("Map of the incidents: %(places)s.") % {"places": places} if places else _("Map of the incidents.")


def _inlined(html: str) -> str:
    for tag, other in _ISOLATED:
        html = tag.sub(other, html)
    return _inliner().inline(html)


@cache
def _inliner() -> css_inline.CSSInliner:
    # What stands in @media cannot be inlined, and says how the letter looks in the dark and on phones.
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
