"""Cards as markup. A list has thirty of them, and a template takes ten times as long for one as what stands here: most
of what a page takes would be its cards.

All words of reports and registers are escaped where they are put in; what is put together from escaped parts is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marsad.model.incident import Casualties
from marsad.web.browse import naming
from marsad.web.browse.cards import Card, Party, Quote
from marsad.web.browse.naming import Named
from marsad.web.site import words
from marsad.web.site.choices import Choices
from marsad.web.site.digits import grouped, in_digits
from marsad.web.site.families import FAMILIES
from marsad.web.site.templatetags.marsad import days, icon, toll, type_mark

_HIDDEN: Final = '<span class="visually-hidden">'


def markup(card: Card, choices: Choices) -> SafeString:
    """The whole card, in the reader's digits and calendar."""
    incident, quote = card.incident, card.quote
    parts = (
        f'<article class="card incident {FAMILIES[incident.type]}"><header><h3>'
        f'<a href="{naming.incident_address(incident.id)}">{type_mark(incident.type)}{_where(card)}</a></h3>',
        certainty(card, choices),
        f'</header><p class="tolls">{_tolls(card, choices)}</p>',
        _parties(card, choices),
        _disputed(card),
        f'<blockquote lang="ar" dir="rtl"><p>{escape(quote.text)}</p></blockquote>' if quote else "",
        f'<ul class="meta">{"".join(_meta(card, quote, choices))}</ul></article>',
    )
    return mark_safe("".join(parts))


def item(card: Card, choices: Choices) -> SafeString:
    """The same in two lines, as an item of a list beside a map."""
    incident, told = card.incident, {"choices": choices}
    where = f' <span class="at">{_plain(card.place)}</span>' if card.place else ""
    rest = (
        days(told, incident.first, incident.last) if incident.first else _("Day unknown"),
        "" if card.place else _("place unknown"),
        *(f'<span class="{one.kind}">{toll(told, one)}</span>' for one in card.tolls),
        f'<span class="warned">{_("disputed")}</span>' if card.disputes else "",
    )
    return mark_safe(
        f'<li class="item {FAMILIES[incident.type]}"><a href="{naming.incident_address(incident.id)}">'
        f"{type_mark(incident.type)}{where}</a>"
        f'<p class="small quiet">{" · ".join(filter(None, rest))}</p></li>'
    )


def certainty(card: Card, choices: Choices) -> SafeString:
    """How far to trust it, with the reasons behind a button; before it what nobody tells as done."""
    grade = card.incident.certainty.grade
    reserve = f'<span class="badge plain">{words.FACTUALITIES[card.reserve]}</span>' if card.reserve else ""
    reasons = "".join(f"<li>{escape(in_digits(reason, choices.digits))}</li>" for reason in card.reasons)
    badge = f'<span class="badge {grade}">{_HIDDEN}{_("Certainty:")} </span>{words.GRADES[grade]}</span>'
    return mark_safe(
        f'<div class="standing">{reserve}<details class="why"><summary>{badge}</summary>'
        f'<ul class="card">{reasons}</ul></details></div>'
    )


def party(found: Party, choices: Choices) -> SafeString:
    """Those of a role, one after another."""
    told = _(", ").join(map(_named, found.names))
    if found.more:
        others = ngettext("and %(shown)s other", "and %(shown)s others", found.more)
        told += f' <span class="quiet">{others % {"shown": grouped(found.more, choices.digits)}}</span>'
    if found.disputed:
        contested = _("contested")
        told += f' <span class="mark" title="{contested}">≠{_HIDDEN}{contested}</span></span>'
    return mark_safe(told)


def reports(count: int, choices: Choices) -> str:
    """«3 reports»."""
    return ngettext("%(shown)s report", "%(shown)s reports", count) % {"shown": grouped(count, choices.digits)}


def sources(count: int, choices: Choices) -> str:
    """«3 sources»."""
    return ngettext("%(shown)s source", "%(shown)s sources", count) % {"shown": grouped(count, choices.digits)}


def independent(count: int, choices: Choices) -> str:
    """«3 independent sources»."""
    told = ngettext("%(shown)s independent source", "%(shown)s independent sources", count)
    return told % {"shown": grouped(count, choices.digits)}


def feed_markup(card: Card, choices: Choices) -> str:
    """A card as an entry of a feed holds it: without links, signs or a quotation."""
    incident = card.incident
    where = [f"<bdi>{escape(one.text)}</bdi>" for one in (card.place, card.around) if one]
    first = (str(words.TYPES[incident.type]), *where, days({"choices": choices}, incident.first, incident.last))
    tolls = [f"{toll({'choices': choices}, one)} ({sources(len(one.origins), choices)})" for one in card.tolls]
    reasons = "".join(f" · {escape(reason)}" for reason in card.reasons)
    counts = f"{reports(len(incident.reports), choices)} · {independent(card.sources, choices)}"
    lines = (
        " · ".join(first),
        " · ".join(tolls) + (_("Casualties: unknown") if card.unknown else ""),
        *(f"{title}: {_(', ').join(_plain(one) for one in found.names)}" for title, found in _sides(card)),
        f"{_('Certainty:')} {words.GRADES[incident.certainty.grade]}{reasons}",
        f"{_('Disputed:')} {_fields(card)}" if card.disputes else "",
        counts,
    )
    language, way = ("en", "ltr") if naming.english() else ("ar", "rtl")
    return f'<div lang="{language}" dir="{way}">{"".join(f"<p>{line}</p>" for line in lines if line)}</div>'


def _where(card: Card) -> str:
    if card.place is None:
        return ""
    around = f'<span class="quiet">{_plain(card.around)}</span>' if card.around else ""
    return f'<span class="at">{_plain(card.place)}{around}</span>'


def _tolls(card: Card, choices: Choices) -> str:
    told = "".join(_toll(one, choices) for one in card.tolls)
    return told + (f'<span class="quiet">{_("Casualties: unknown")}</span>' if card.unknown else "")


def _toll(found: Casualties, choices: Choices) -> str:
    contested = f" {_HIDDEN}{_('contested')}</span>" if found.contested else ""
    whose = f'<span class="quiet">{sources(len(found.origins), choices)}</span>'
    return f'<span class="{found.kind}">{toll({"choices": choices}, found)} {whose}{contested}</span>'


def _parties(card: Card, choices: Choices) -> str:
    told = "".join(f"<div><dt>{title}</dt><dd>{party(found, choices)}</dd></div>" for title, found in _sides(card))
    return f'<dl class="parties">{told}</dl>' if told else ""


def _sides(card: Card) -> Iterator[tuple[str, Party]]:
    """Who did it and to whom, as far as anybody is named."""
    if card.initiators.names:
        yield _("One side") if card.sided else _("Initiator"), card.initiators
    if card.targets.names:
        yield _("Other side") if card.sided else _("Target"), card.targets


def _disputed(card: Card) -> str:
    if not card.disputes:
        return ""
    return f'<p class="disputed">{icon("contested")}<span><b>{_("Disputed:")}</b> {_fields(card)}</span></p>'


def _fields(card: Card) -> str:
    return _(", ").join(map(str, card.disputes))


def _meta(card: Card, quote: Quote | None, choices: Choices) -> Iterator[str]:
    return (f"<li>{one}</li>" for one in _items(card, quote, choices))


def _items(card: Card, quote: Quote | None, choices: Choices) -> Iterable[str]:
    incident = card.incident
    if quote:
        yield _plain(quote.outlet)
    yield reports(len(incident.reports), choices)
    yield independent(card.sources, choices)
    if incident.last != incident.first:
        yield days({"choices": choices}, incident.first, incident.last)


def _named(one: Named) -> str:
    if one.address:
        return f'<a href="{escape(one.address)}">{_plain(one)}</a>'
    return _plain(one) if one.known else f'<bdi class="quiet">{escape(one.text)}</bdi>'


def _plain(one: Named) -> str:
    return f"<bdi>{escape(one.text)}</bdi>"
