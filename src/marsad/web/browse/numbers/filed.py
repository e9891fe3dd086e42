"""A chart as a file: with its title, the filters behind it and where it comes from, which a page has around it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from marsad.web.browse.filters import Filters
from marsad.web.browse.numbers.figures import Figure, Reader, drawn
from marsad.web.browse.rail import Chip, chips
from marsad.web.charts.svg import captioned
from marsad.web.site.days import day_in_words
from marsad.web.site.digits import in_digits


def filed(found: Figure, filters: Filters, who: Reader) -> str:
    """A figure as SVG that stands by itself."""
    chosen = " · ".join(_in_words(chip, who) for chip in chips(filters))
    under = [_("Marsad: what Arabic news reports say happened, read by a machine. No figure here was verified.")]
    return captioned(drawn(found, who), found.title, filter(None, (chosen, found.note)), under, who.rtl)


def _in_words(chip: Chip, who: Reader) -> str:
    if not chip.title:
        return str(chip.label)
    return f"{chip.title} {_day(chip, who)}" if chip.day else f"{chip.title}: {chip.label}"


def _day(chip: Chip, who: Reader) -> str:
    written = day_in_words(date.fromisoformat(str(chip.label)), who.language, who.choices.calendar)
    return in_digits(written, who.choices.digits)
