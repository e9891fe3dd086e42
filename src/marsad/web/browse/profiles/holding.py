"""Who held a place from when to when: one row an interval of its record, with what bears it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext as _

from marsad.ledger.control.record import kin_of, timelines
from marsad.model.control import Bound, Interval
from marsad.web.browse import naming
from marsad.web.browse.naming import Named
from marsad.web.browse.registers import registers
from marsad.web.ledger.entries import SqlTells


@dataclass(frozen=True, slots=True)
class Held:
    """An interval. ``holders`` are names of sides, of actors that have none; empty where nobody says who came.

    ``last`` is the last ISO day of its evidence, ``sources`` are those whose word it is, ``part`` names the holders of
    whom it is told only that they have a part.
    """

    interval: Interval
    holders: tuple[str, ...]
    part: tuple[str, ...]
    sources: tuple[Named, ...]

    @property
    def start(self) -> Bound | None:
        """When it began."""
        return self.interval.start

    @property
    def end(self) -> Bound | None:
        """When it was over."""
        return self.interval.end

    @property
    def first(self) -> str | None:
        """The first ISO day of its evidence."""
        return min(self.interval.seen, default=None)

    @property
    def last(self) -> str | None:
        """The last ISO day of its evidence."""
        return max(self.interval.seen, default=None)


def history(place: str) -> list[Held]:
    """Every interval of the record of a place, in the order of time: one question to the database."""
    known = registers()
    actors = known.actors
    record = timelines(
        SqlTells(DEFAULT_DB_ALIAS).about,
        [place],
        lambda actor: actors.get(actor).side,
        kin_of(known.gazetteer),
        is_sort=actors.is_sort,
    )
    return [_held(interval) for interval in record[place].intervals]


def lanes(rows: Sequence[Held]) -> list[str]:
    """All who ever held it, in the order in which they came."""
    return list(dict.fromkeys(name for row in rows for name in row.holders or (nobody(),)))


def nobody() -> str:
    """In the place of a holder where nobody says who came."""
    return _("nobody is named")


def _held(interval: Interval) -> Held:
    sources = dict.fromkeys(naming.source(one) for one in interval.certainty.origins)
    return Held(
        interval,
        tuple(dict.fromkeys(naming.side(one) for one in interval.holders)),
        tuple(dict.fromkeys(naming.side(one) for one in interval.part)),
        tuple(sources),
    )
