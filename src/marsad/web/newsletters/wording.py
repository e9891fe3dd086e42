"""What a letter says of its numbers: a headline sentence, a subject, and each number with its standing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from marsad.ledger.sums import Sum
from marsad.model import CasualtyKind
from marsad.web.browse.headlines import headline
from marsad.web.newsletters.facts import Facts
from marsad.web.newsletters.letters import Kind
from marsad.web.newsletters.periods import Period
from marsad.web.site import words
from marsad.web.site.choices import Choices
from marsad.web.site.days import day_in_words, days_in_words
from marsad.web.site.digits import grouped

_DIGITS: Final = Choices().digits
# What keeps «3–7» and names from turning in a line of the other direction where there is no markup: isolates (UAX #9).
_ISOLATES: Final = (
    (re.compile(r'<bdi dir="ltr">|<span dir="ltr">'), "\u2066"),
    (re.compile(r"<bdi>"), "\u2068"),
    (re.compile(r"</bdi>"), "\u2069"),
)
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Number:
    """The casualties of one kind: the range, what it rests on, and that of the period before."""

    kind: CasualtyKind
    span: SafeString
    standing: tuple[str, ...]
    before: SafeString | None


def days(period: Period, *, weekday: bool = False) -> str:
    """The days of a period; of a single one also the day of the week, if wished."""
    language = "en" if get_language() == "en" else "ar"
    if weekday and period.first == period.last:
        return day_in_words(period.first, language, weekday=True)
    return days_in_words(period.first, period.last, language)


def lead(facts: Facts) -> SafeString:
    """The headline sentence."""
    parts = [SafeString(_recorded(facts))]
    if killed := _killed(facts):
        sentence = _("Sources tell of {toll}, {incidents}.")
        parts.append(format_html(sentence, toll=toll(killed), incidents=within(killed)))
    gravest = facts.main[0].card if facts.main else None
    if gravest and facts.total > 1 and any(one.kind is CasualtyKind.KILLED for one in gravest.tolls):
        parts.append(format_html(_("The gravest: {headline}."), headline=headline(gravest)))
    if facts.late_total:
        told = ngettext(
            "%(number)s incident of earlier days is told of for the first time.",
            "%(number)s incidents of earlier days are told of for the first time.",
            facts.late_total,
        )
        parts.append(format_html("{}", told % {"number": grouped(facts.late_total, _DIGITS)}))
    return SafeString(" ".join(parts))


def subject(facts: Facts) -> str:
    """The subject of the mail: one line without anything that could begin another."""
    comma = _(", ")
    title = f"{facts.letter.full_title}{comma}{days(facts.period)}"
    if not facts.total:
        return one_line(f"{title}: {_('nothing recorded')}")
    told = [incidents(facts.total)]
    if killed := _killed(facts):
        told.append(plain(toll(killed)))
    return one_line(f"{title}: {comma.join(told)}")


def numbers(facts: Facts) -> list[Number]:
    """Each kind of casualties that anybody counted."""
    earlier = {one.kind: one for one in facts.before or ()}
    return [_number(one, facts.before_total > 0, earlier.get(one.kind)) for one in facts.sums]


def toll(found: Sum) -> SafeString:
    """A sum with its noun: «3–7 killed», «11+ killed»; the noun agrees with the upper end."""
    high = found.high or 0
    sentence = words.COUNTED[found.kind](high)
    before, number, after = sentence.partition("%(number)s")
    if number:
        return format_html("{}{}{}", before, span(found), after)
    if found.low == high and not found.open_high:
        return format_html("{}", sentence)  # Arabic's one and two have no numeral: «قتيل», «قتيلان»
    return format_html("{}: {}", words.KINDS[found.kind], span(found))


def span(found: Sum) -> SafeString:
    """The range of a sum: «3–7», «5», «5+»."""
    ends = dict.fromkeys(grouped(value or 0, _DIGITS) for value in (found.low, found.high))
    return format_html('<bdi dir="ltr">{}{}</bdi>', "–".join(ends), "+" if found.open_high else "")


def within(found: Sum) -> str:
    """In how many incidents a sum was counted."""
    told = ngettext("in %(number)s incident", "in %(number)s incidents", found.counted)
    return told % {"number": grouped(found.counted, _DIGITS)}


def incidents(count: int) -> str:
    """How many incidents."""
    return ngettext("%(shown)s incident", "%(shown)s incidents", count) % {"shown": grouped(count, _DIGITS)}


def plain(markup: str) -> str:
    """Markup as plain text, its isolated parts still isolated."""
    for tag, sign in _ISOLATES:
        markup = tag.sub(sign, markup)
    return unescape(strip_tags(markup))


def one_line(text: str) -> str:
    """A text without line ends and other controls: whatever a name holds, a header stays one header."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def _killed(facts: Facts) -> Sum | None:
    return next((one for one in facts.sums if one.kind is CasualtyKind.KILLED), None)


def _recorded(facts: Facts) -> str:
    scope = ""
    if facts.letter.kind is Kind.PLACE:
        scope = format_html(_(" in {place}"), place=format_html("<bdi>{}</bdi>", facts.letter.title))
    if not facts.total:
        return format_html("{}{}.", _("No incident was recorded"), scope)
    told = ngettext("%(number)s incident was recorded", "%(number)s incidents were recorded", facts.total)
    return format_html("{}{}.", told % {"number": grouped(facts.total, _DIGITS)}, scope)


def _number(found: Sum, compares: bool, earlier: Sum | None) -> Number:
    standing = [within(found)]
    if found.best not in (found.low, found.high):
        standing.append(_("best supported: %(best)s") % {"best": grouped(found.best or 0, _DIGITS)})
    if found.uncounted:
        told = ngettext("%(number)s incident without a count", "%(number)s incidents without a count", found.uncounted)
        standing.append(told % {"number": grouped(found.uncounted, _DIGITS)})
    if found.contested:
        told = ngettext("contested in %(number)s incident", "contested in %(number)s incidents", found.contested)
        standing.append(told % {"number": grouped(found.contested, _DIGITS)})
    before = (span(earlier) if earlier else format_html("{}", _("unknown"))) if compares else None
    return Number(found.kind, span(found), tuple(standing), before)
