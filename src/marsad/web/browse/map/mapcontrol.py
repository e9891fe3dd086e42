"""Who holds which place on a day, as the map shows it: what reports tell of places, and nothing between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.ledger.control.questions import holder_at
from marsad.ledger.control.record import kin_of, timelines
from marsad.model.control import Holding, Standing, Timeline
from marsad.web.browse import naming
from marsad.web.browse.registers import names, registers
from marsad.web.browse.remembering import remembered
from marsad.web.ledger import models
from marsad.web.ledger.entries import SqlTells

HUES: Final = 8  # sides that have a hue and a pattern of their own; the others share the last
STANDINGS: Final[Mapping[Standing, Promise]] = {
    Standing.SEEN: _("told on that day"),
    Standing.BETWEEN: _("told before and after"),
    Standing.LAST_KNOWN: _("last known"),
    Standing.STALE: _("last known, long ago"),
    Standing.CHANGING: _("changed hands about then"),
    Standing.BEFORE: _("until it was taken, since when is unknown"),
    Standing.CONTESTED: _("contested"),
}
_COUNTRY_KM: Final = 120  # places that reach farther are countries or halves of them
_FIRM: Final = frozenset({Standing.SEEN, Standing.BETWEEN, Standing.LAST_KNOWN})
_SPLIT: Final = frozenset({Standing.CONTESTED, Standing.CHANGING})


@dataclass(frozen=True, slots=True)
class Held:
    """A place and who held it: ``hues`` are numbers of ``sides``. Without a point it is in the list alone."""

    place: str
    name: str
    lat: float | None
    lon: float | None
    radius_km: float
    holding: Holding
    hues: tuple[int, ...]

    @property
    def holders(self) -> tuple[str, ...]:
        """The names of those who held it."""
        return tuple(naming.side(one) for one in self.holding.holders)

    @property
    def standing(self) -> Promise:
        """How it is known, in words."""
        return STANDINGS[self.holding.standing]

    @property
    def drawn(self) -> bool:
        """Whether it is on the map: it has a point, and is no whole country, of which a disc would say nothing."""
        return self.lat is not None and self.radius_km < _COUNTRY_KM

    @property
    def split(self) -> bool:
        """Whether more than one may hold it: drawn hatched."""
        return self.holding.standing in _SPLIT

    @property
    def firm(self) -> bool:
        """Whether evidence of about that day bears it out; drawn faint if not."""
        return self.holding.standing in _FIRM or self.split


@dataclass(frozen=True, slots=True)
class Side:
    """A holder in the legend: ``hue`` is its number, ``places`` how many of those shown it holds alone."""

    name: str
    hue: int
    places: int

    @property
    def other(self) -> bool:
        """Whether it shares its hue with others."""
        return self.hue == HUES - 1


def held_on(day: str, within: Sequence[str] = ()) -> list[Held]:
    """Every place of which it is known who held it on an ISO day, by holder and name; of ``within`` (ids of places)
    those that lie in one of them, as far as the gazetteers know.

    Raises ``MarsadError`` for a day that is none.
    """
    record = _record()
    hues = _hues(record)
    found = [holder_at(timeline, day) for place, timeline in record.items() if not within or _lies(place, within)]
    shown = [_held(holding, hues) for holding in found if holding.standing in STANDINGS and holding.holders]
    return sorted(shown, key=lambda one: (one.hues, one.holding.holders, one.name))


def _lies(one: str, within: Sequence[str]) -> bool:
    place = names().place(one)
    return place is not None and any(holder.id in within for holder in names().chain(place))


def legend(held: list[Held]) -> list[Side]:
    """The sides that hold anything, in the order of their hues."""
    alone = Counter(one.holding.holders[0] for one in held if len(one.holding.holders) == 1)
    hues = _hues(_record())
    met = dict.fromkeys(holder for one in held for holder in one.holding.holders)
    sides = [Side(naming.side(holder), hues[holder], alone[holder]) for holder in met]
    return sorted(sides, key=lambda side: (side.hue, -side.places, side.name))


def told(held: list[Held]) -> list[list[Any]]:
    """The places that have a point, as the page's script reads them; a whole country is in the list alone."""
    return [
        [one.place, one.name, one.lat, one.lon, round(one.radius_km, 1), list(one.hues), int(one.split), int(one.firm)]
        for one in held
        if one.drawn
    ]


def _held(holding: Holding, hues: Mapping[str, int]) -> Held:
    place = names().place(holding.place)
    colours = tuple(hues[holder] for holder in holding.holders)
    if place is None:  # an area that no gazetteer has: known by its words alone
        return Held(holding.place, holding.place.rpartition("/")[2], None, None, 0, holding, colours)
    return Held(place.id, naming.place_name(place), place.lat, place.lon, place.radius_km, holding, colours)


@remembered(1)
def _record() -> Mapping[str, Timeline]:
    rows = models.Tell.objects.aggregate(count=Count("pk"), all=Sum("pk"))
    last = models.Tell.objects.order_by("-pk").values_list("pk", "key").first()
    return _record_of((rows["count"], rows["all"], last))


@lru_cache(1)
def _record_of(_tells: Hashable) -> Mapping[str, Timeline]:
    """The record, put together anew only where something was told of control, or taken back: how many tells there are,
    with which numbers, and what the last one is tell that, for none is ever changed in place.
    """
    tells, known = SqlTells(DEFAULT_DB_ALIAS), registers()
    kin, actors = kin_of(known.gazetteer), known.actors
    return timelines(tells.about, tells.places(), lambda actor: actors.get(actor).side, kin, is_sort=actors.is_sort)


def _hues(record: Mapping[str, Timeline]) -> Mapping[str, int]:
    """Hues go by how many places a side ever held, so that they stay the same from day to day."""
    ever = Counter(
        holder for one in record.values() for holder in {held for span in one.intervals for held in span.holders}
    )
    ordered = sorted(ever, key=lambda holder: (-ever[holder], holder))
    return {holder: min(n, HUES - 1) for n, holder in enumerate(ordered)}
