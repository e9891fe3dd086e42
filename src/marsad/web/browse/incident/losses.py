"""The casualty ledger of an incident: by kind and group the range, each source's count, and why the best is best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marsad.model import CasualtyKind
from marsad.model.incident import Casualties, Toll
from marsad.web.browse import naming
from marsad.web.browse.dossier import Dossier
from marsad.web.browse.naming import Named
from marsad.web.browse.registers import names
from marsad.web.charts.scale import Scale, scale
from marsad.web.charts.svg import element
from marsad.web.reports.masking import Mask
from marsad.web.site.digits import grouped

_LENGTH: Final = 200  # of a bar, in its own units
_HEIGHT: Final = 14
_MIDDLE: Final = _HEIGHT / 2

# Kinds of people: see marsad/ledger/casualties/data/groups.toml.
GROUPS: Final[Mapping[str, Promise]] = {
    "": gettext_lazy("all people"),
    "civilians": gettext_lazy("civilians"),
    "children": gettext_lazy("children"),
    "women": gettext_lazy("women"),
    "men": gettext_lazy("men"),
    "elderly": gettext_lazy("elderly people"),
    "relatives": gettext_lazy("relatives of somebody named"),
    "families": gettext_lazy("families"),
    "journalists": gettext_lazy("journalists"),
    "medics": gettext_lazy("medics and rescuers"),
    "aid_workers": gettext_lazy("aid workers"),
    "workers": gettext_lazy("workers"),
    "students": gettext_lazy("students and teachers"),
    "displaced": gettext_lazy("displaced people"),
    "activists": gettext_lazy("activists and protesters"),
    "pilgrims": gettext_lazy("pilgrims and worshippers"),
    "fighters": gettext_lazy("fighters"),
    "soldiers": gettext_lazy("soldiers"),
    "police": gettext_lazy("police and security men"),
    "militants": gettext_lazy("militants"),
    "commanders": gettext_lazy("officers and commanders"),
    "forces": gettext_lazy("armed forces"),
    "militias": gettext_lazy("militias"),
}
# Why a figure is the best: see marsad.ledger.casualties.ranges.
RULES: Final[Mapping[str, Promise]] = {
    "only_figure": gettext_lazy("the only exact figure told"),
    "most_origins": gettext_lazy("the figure that most independent sources give"),
    "most_agree": gettext_lazy("the figure that lies within what most sources say"),
    "lower": gettext_lazy("the lower of figures with equal support"),
    "above_nought": gettext_lazy("a figure above nought comes before «no losses», which is said early"),
    "floor": gettext_lazy("nobody gives an exact figure: the least that most sources support"),
    "unknown": gettext_lazy("nobody gives a figure"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one source said. ``written`` are the report's own words for it, ``None`` where it follows from its parts."""

    toll: Toll
    source: Named
    figure: SafeString
    bar: SafeString
    written: str | None


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of casualties and of people. ``rule`` tells why the best figure is the best."""

    found: Casualties
    group: str | Promise
    figure: SafeString
    best: str
    bar: SafeString
    rule: Promise
    rows: tuple[Row, ...]


def losses(dossier: Dossier, digits: str, *, rtl: bool) -> list[Loss]:
    """The ledger, in the order of the incident. Bars of one kind of casualties have one scale."""
    found = dossier.incident.casualties
    rulers = {one.kind: _ruler(other for other in found if other.kind is one.kind) for one in found}
    return [_loss(dossier, one, rulers[one.kind], digits, rtl) for one in found]


def group(key: str) -> str | Promise:
    """A kind of people in words. One that is told by words of the report alone may be a name, and is not repeated."""
    if key in GROUPS:
        return GROUPS[key]
    known = names().actor(key)
    return _("others, as the report names them") if known.provisional else naming.actor(key).text


def figure(low: int | None, high: int | None, digits: str) -> SafeString:
    """A range without its noun: «3–7», «11+», «up to 20», «unknown»."""
    if low is None and high is None:
        return format_html("{}", _("unknown"))
    if low is None:
        return format_html("{}", _("up to %(number)s") % {"number": grouped(high or 0, digits)})
    if high is None:
        return format_html('<bdi dir="ltr">{}+</bdi>', grouped(low, digits))
    told = grouped(low, digits) if low == high else f"{grouped(low, digits)}–{grouped(high, digits)}"
    return format_html('<bdi dir="ltr">{}</bdi>', told)


def bar(low: int | None, best: int | None, high: int | None, ruler: Scale, *, rtl: bool) -> SafeString:
    """A range as a line from its lowest to its highest count, open where it is, with a tick at the best.

    It says nothing that the figures beside it do not say, and is hidden from those who do not see it.
    """
    if low is None and high is None:
        return mark_safe("")
    start, end = ruler.at(low or 0), ruler.at(max(high or 0, low or 0))
    parts = [
        element("line", x1=0, x2=_LENGTH, y1=_HEIGHT - 1, y2=_HEIGHT - 1, class_="axis"),
        element("rect", x=start, y=_MIDDLE - 3, width=max(end - start, 3), height=6, class_="high", rx=1),
        element("rect", x=start, y=_MIDDLE - 5, width=3, height=10, class_="low") if low is not None else "",
        element("path", d=f"M{end + 3:.1f} 3L{end + 8:.1f} {_MIDDLE:g}L{end + 3:.1f} 11", class_="open")
        if high is None
        else "",
        element("rect", x=ruler.at(best), y=0, width=2, height=_HEIGHT, class_="tick") if best is not None else "",
    ]
    turned = element("g", parts, transform=f"translate({_LENGTH} 0) scale(-1 1)" if rtl else None)
    return mark_safe(
        element(
            "svg",
            turned,
            class_="chart range",
            viewBox=f"0 0 {_LENGTH + 10} {_HEIGHT}" if not rtl else f"-10 0 {_LENGTH + 10} {_HEIGHT}",
            preserveAspectRatio="xMaxYMid meet" if rtl else "xMinYMid meet",
            aria_hidden="true",
            focusable="false",
        )
    )


def _ruler(found: Iterator[Casualties]) -> Scale:
    figures = [n for one in found for toll in one.tolls for n in (toll.low, toll.high) if n is not None]
    return scale(max(figures, default=0), _LENGTH)


def _loss(dossier: Dossier, found: Casualties, ruler: Scale, digits: str, rtl: bool) -> Loss:
    best = grouped(found.best, digits) if found.best is not None else _("unknown")
    return Loss(
        found,
        group(found.group),
        figure(found.low, found.high, digits),
        best,
        bar(found.low, found.best, found.high, ruler, rtl=rtl),
        RULES[found.rule],
        tuple(_row(dossier, toll, ruler, digits, rtl) for toll in found.tolls),
    )


def _row(dossier: Dossier, toll: Toll, ruler: Scale, digits: str, rtl: bool) -> Row:
    return Row(
        toll,
        naming.source(toll.origin, dossier.outlets),
        figure(toll.low, toll.high, digits),
        bar(toll.low, None, toll.high, ruler, rtl=rtl),
        _written(dossier, toll),
    )


def _written(dossier: Dossier, toll: Toll) -> str | None:
    """The words of the count, where the claim has just one of this kind and range."""
    counts = [
        dossier.masks.get(entry.report, Mask())(count.text)
        for entry in dossier.entries
        if entry.id == toll.claim
        for count in entry.claim.casualties
        if (count.low, count.high) == (toll.low, toll.high)
        and count.kind in (toll.kind, CasualtyKind.NONE_REPORTED)
        and count.text
    ]
    return counts[0] if len(set(counts)) == 1 else None
