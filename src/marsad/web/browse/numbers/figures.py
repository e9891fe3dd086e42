"""What the page of numbers draws: incidents and casualties over time and by type, place and actor."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from marsad.model.types import CasualtyKind, ClaimType
from marsad.web.browse import naming
from marsad.web.browse.filters import Filters
from marsad.web.browse.numbers.series import Series, Tally
from marsad.web.browse.numbers.spans import Period, Unit, in_words, mark, periods, unit_for
from marsad.web.charts.bars import NARROW as BARS_NARROW
from marsad.web.charts.bars import WIDE as BARS_WIDE
from marsad.web.charts.bars import Bar, bars
from marsad.web.charts.columns import WIDE, Column, columns
from marsad.web.charts.fluid import fluid
from marsad.web.charts.words import Key, Words
from marsad.web.ledger.incidents import KINDS
from marsad.web.site import words
from marsad.web.site.choices import Choices
from marsad.web.site.digits import grouped
from marsad.web.site.families import FAMILIES

INCIDENTS: Final = "incidents"  # the measure beside the kinds of casualties
WIDTH: Final = WIDE  # of a drawing, in pixels
NAMES: Final = ("incidents", "toll", "type", "area", "actor")
Address = Callable[[Filters], str | None]  # where what is drawn leads
_ROWS: Final = 12  # values of a breakdown
_ASKED: Final = 40  # actors counted, so that those in no register may be passed over
_TITLES: Final[Mapping[str, Promise]] = {
    Unit.DAY: gettext_lazy("%(what)s by day"),
    Unit.WEEK: gettext_lazy("%(what)s by week"),
    Unit.MONTH: gettext_lazy("%(what)s by month"),
    Unit.YEAR: gettext_lazy("%(what)s by year"),
    "type": gettext_lazy("%(what)s by type"),
    "country": gettext_lazy("%(what)s by country"),
    "governorate": gettext_lazy("%(what)s by governorate"),
    "place": gettext_lazy("%(what)s by place"),
    "actor": gettext_lazy("%(what)s by actor"),
}
_HEADS: Final[Mapping[str, Promise]] = {
    "time": gettext_lazy("Period"),
    "type": gettext_lazy("Type"),
    "country": gettext_lazy("Country"),
    "governorate": gettext_lazy("Governorate"),
    "place": gettext_lazy("Place"),
    "actor": gettext_lazy("Actor"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: ``measure`` is ``INCIDENTS`` or a kind of casualties, ``unit`` ``None`` for any."""

    series: Series
    measure: str
    unit: Unit | None

    @classmethod
    def of(cls, filters: Filters, measure: str = INCIDENTS, unit: Unit | None = None) -> Asked:
        """With the sums as they are now."""
        return cls(Series(filters, KINDS[0] if measure == INCIDENTS else CasualtyKind(measure)), measure, unit)

    @property
    def filters(self) -> Filters:
        """Which incidents it is about."""
        return self.series.filters


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is drawn."""

    language: str
    choices: Choices

    @property
    def rtl(self) -> bool:
        """Whether the script runs from right to left."""
        return self.language == "ar"

    def number(self, value: int) -> str:
        """A number in the reader's digits."""
        return grouped(value, self.choices.digits)


@dataclass(frozen=True, slots=True)
class Row:
    """A period or a value, with its incidents. ``key`` names it in files, ``filters`` lead to those incidents; ``mark``
    is what an axis has room for.
    """

    key: tuple[str, ...]
    label: str
    tally: Tally
    filters: Filters | None = None
    family: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart with its table. ``measure`` is what is drawn; ``note`` says what has to be known to read it."""

    name: str
    title: str
    head: str | Promise
    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    measure: str
    note: str = ""

    @property
    def over_time(self) -> bool:
        """Whether it is drawn as columns."""
        return self.name in ("incidents", "toll")

    @property
    def charted(self) -> tuple[Row, ...]:
        """The rows that the chart draws: every period, of other values those of which something is known."""
        return self.rows if self.over_time else tuple(row for row in self.rows if _known(row.tally, self.measure))


def figure(name: str, asked: Asked, reader: Reader) -> Figure:
    """The figure of a name (one of ``NAMES``)."""
    makers: dict[str, Callable[[Asked, Reader], Figure]] = {
        "incidents": lambda asked, reader: _over_time("incidents", INCIDENTS, asked, reader),
        "toll": lambda asked, reader: _over_time("toll", str(asked.series.kind), asked, reader),
        "type": _by_type,
        "area": _by_area,
        "actor": _by_actor,
    }
    return makers[name](asked, reader)


def for_page(found: Figure, reader: Reader, address: Address) -> str:
    """A figure as HTML for screens of any width. Bars, which are few, are drawn twice, once for phones: their labels
    stand over them there; of the two the style sheet shows one.
    """
    if found.over_time:
        return f'<div class="drawn fluid">{fluid(_over(found, address), _words(found, reader), name=_id(found))}</div>'
    broad, narrow = (drawn(found, reader, address, narrow=narrow) for narrow in (False, True))
    return f'<div class="drawn broad">{broad}</div><div class="drawn narrow">{narrow}</div>'


def drawn(found: Figure, reader: Reader, address: Address | None = None, *, narrow: bool = False) -> str:
    """A figure as SVG; with ``address`` its columns and bars lead to their incidents."""
    told = _words(found, reader)
    if found.over_time:
        return columns(_over(found, address), told, name=_id(found), width=WIDE)
    data = [Bar(row.label, *_range(row.tally, found.measure), row.family, _led(row, address)) for row in found.charted]
    layout = BARS_NARROW if narrow else BARS_WIDE
    return bars(data, told, name=f"{_id(found)}-narrow" if narrow else _id(found), layout=layout)


def _over(found: Figure, address: Address | None) -> list[Column]:
    return [
        Column(row.label, *_range(row.tally, found.measure), mark=row.mark, address=_led(row, address))
        for row in found.charted
    ]


def _led(row: Row, address: Address | None) -> str | None:
    return address(row.filters) if address and row.filters else None


def _id(found: Figure) -> str:
    return f"figure-{found.name}"


def _words(found: Figure, reader: Reader) -> Words:
    return Words(found.title, _description(found, reader), reader.number, reader.rtl, _key())


def _key() -> Key:
    return Key(_("the lowest told"), _("up to the highest"), _("best supported"), _("«at least»: no upper end"))


def unit_of(asked: Asked) -> Unit | None:
    """How time is cut: as asked, or as the span wants it; ``None`` where no incident has a day."""
    days = asked.series.days()
    return unit_for(*days, asked.unit) if days else None


def _range(tally: Tally, measure: str) -> tuple[int | None, int | None, int | None, bool]:
    """Low, best and high, and whether the end is open. No incidents and no count are no column at all."""
    if measure == INCIDENTS:
        exact = tally.incidents or None
        return exact, exact, exact, False
    if not tally.counted:
        return None, None, None, False
    return tally.low, tally.best, tally.high, tally.open_high > 0


def _over_time(name: str, measure: str, asked: Asked, reader: Reader) -> Figure:
    unit = unit_of(asked)
    rows = tuple(_period(period, tally, unit, asked, reader) for period, tally in _periods(asked, unit)) if unit else ()
    undated = asked.series.undated()
    note = _("Each incident counts on its first day.")
    if undated.incidents:
        note += " " + _("Incidents without a day, which are not drawn: %(number)s.") % {
            "number": reader.number(undated.incidents)
        }
    title = _TITLES[unit or Unit.DAY] % {"what": _what(measure)}
    return Figure(name, title, _HEADS["time"], ("first", "last"), rows, measure, note)


def _periods(asked: Asked, unit: Unit) -> Iterable[tuple[Period, Tally]]:
    """Every period from the first incident's to the last one's."""
    found = asked.series.by_period(unit)
    return ((period, found.get(period, Tally())) for period in periods(min(found).first, max(found).first, unit))


def _period(period: Period, tally: Tally, unit: Unit, asked: Asked, reader: Reader) -> Row:
    first, last = period.first.isoformat(), period.last.isoformat()
    label = in_words(period, unit, reader.language, reader.choices)
    led = asked.filters.with_(first=first, last=last) if tally.incidents else None
    return Row((first, last), label, tally, led, mark=mark(period, unit, reader.language, reader.choices))


def _by_type(asked: Asked, reader: Reader) -> Figure:
    rows = [
        Row(
            (kind,),
            str(words.TYPES[kind]),
            tally,
            asked.filters.with_(type=(ClaimType(kind),)),
            FAMILIES[ClaimType(kind)],
        )
        for kind, tally in asked.series.by_type().items()
    ]
    return _breakdown("type", "type", rows, asked, _("Where sources differ on the type, the best supported counts."))


def _by_area(asked: Asked, reader: Reader) -> Figure:
    level, found = asked.series.by_area()
    rows = [
        Row((one,), naming.place(one).text, tally, asked.filters.with_(place=(one,)))
        for one, tally in found.items()
        if one
    ]
    note = ""
    if None in found:
        note = _("Incidents of which no more is known than what holds these, or nothing: %(number)s.") % {
            "number": reader.number(found[None].incidents)
        }
    return _breakdown("area", level, rows, asked, note)


def _by_actor(asked: Asked, reader: Reader) -> Figure:
    among = tuple(one for one in asked.series.actors(_ASKED) if naming.actor(one).known)[:_ROWS]
    rows = [
        Row((one,), naming.actor(one).text, tally, asked.filters.with_(actor=(one,)))
        for one, tally in asked.series.by_actor(among).items()
    ]
    note = _("The actors named in most incidents, on either side. An incident counts for each actor that it names.")
    return _breakdown("actor", "actor", rows, asked, note)


def _breakdown(name: str, title: str, rows: list[Row], asked: Asked, note: str) -> Figure:
    """The largest first; of the smallest no more is told than how many there are."""
    ordered = sorted(rows, key=lambda row: (-_weight(row.tally, asked.measure), -row.tally.incidents, row.label))
    shown = tuple(ordered[:_ROWS]) if name != "type" else tuple(ordered)
    told = _TITLES[title] % {"what": _what(asked.measure)}
    unknown = [row.label for row in shown if not _known(row.tally, asked.measure)]
    if unknown:
        listed = (", " if get_language() == "en" else "، ").join(unknown)
        note = " ".join(filter(None, [note, _("Unknown for: %(names)s.") % {"names": listed}]))
    return Figure(name, told, _HEADS[title], (title,), shown, asked.measure, note)


def _known(tally: Tally, measure: str) -> bool:
    return measure == INCIDENTS or tally.counted > 0


def _weight(tally: Tally, measure: str) -> float:
    if measure == INCIDENTS:
        return tally.incidents
    return tally.best if tally.counted else -math.inf


def _what(measure: str) -> str:
    return _("Incidents") if measure == INCIDENTS else str(words.KINDS[measure])


def _description(found: Figure, reader: Reader) -> str:
    if not found.rows:
        return _("There are no incidents to draw.")
    most = max(found.rows, key=lambda row: _weight(row.tally, found.measure))
    figures = Words("", "", reader.number)
    low, _best, high, open_end = _range(most.tally, found.measure)
    return _("The highest is %(label)s: %(figure)s. The table behind the chart has all figures.") % {
        "label": most.label,
        "figure": figures.span(low, high, open_end) or _("unknown"),
    }
