"""The record of all places: tells by report and place, and the timelines that follow, computed as they are asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias

from marsad.ledger.control.intervals import named, timeline
from marsad.ledger.control.points import Side, Sort
from marsad.model.control import Extent, Tell, Timeline
from marsad.places.gazetteer import Gazetteer

# A place's class and the ids of the places that hold it, innermost first; an empty class where it is not known.
Kin: TypeAlias = Callable[[str], tuple[str, tuple[str, ...]]]
About: TypeAlias = Callable[[Collection[str]], Iterable[Tell]]


def kin_of(gazetteer: Gazetteer) -> Kin:
    """Class and holding places by the gazetteer; areas that are in none lie nowhere."""

    def kin(place_id: str) -> tuple[str, tuple[str, ...]]:
        place = gazetteer.get(place_id)
        return (place.cls, tuple(p.id for p in gazetteer.chain(place)[1:])) if place else ("", ())

    return kin


def timelines(
    about: About, places: Collection[str], side: Side, kin: Kin, by_side: bool = True, is_sort: Sort = named
) -> dict[str, Timeline]:
    """The timelines of places from wherever their tells are kept (``marsad.ledger.store.Tells.about``).

    What is told of the whole of a place («جميع قرى الناحية», all villages of the subdistrict) reaches the places in it;
    anything else told of a place stays with it. ``side``, ``by_side`` and ``is_sort`` are as for ``timeline``.
    """
    kins = {place: kin(place) for place in places}
    told: dict[str, list[Tell]] = {}
    for tell in about({*places, *(outer for _, holding in kins.values() for outer in holding)}):
        told.setdefault(tell.place, []).append(tell)
    found = {}
    for place, (cls, holding) in kins.items():
        reaching = [tell for outer in holding for tell in told.get(outer, ()) if _reaches(tell, cls)]
        found[place] = timeline(place, [*told.get(place, ()), *reaching], side, by_side, is_sort)
    return found


def _reaches(tell: Tell, cls: str) -> bool:
    """No report means every village when it says that a whole country was taken."""
    whole = tell.extent is Extent.ALL and tell.precision != "country"
    return whole and (not tell.reach or cls in tell.reach)


class Record:
    """Who holds what, over all reports put in.

    A report's tells touch the places they tell of, those in a place of which the whole is told, and no other is
    computed anew. The same reports give the same timelines, in whatever order they came.
    """

    def __init__(self, side: Side, kin: Kin, by_side: bool = True, is_sort: Sort = named) -> None:
        self._side = side
        self._kin = kin
        self._by_side = by_side
        self._is_sort = is_sort
        self._tells: dict[str, dict[str, Tell]] = {}  # by place, then by id
        self._reports: dict[str, tuple[Tell, ...]] = {}
        self._known: dict[str, tuple[tuple[int, ...], Timeline]] = {}
        self._changed: dict[str, int] = {}  # how often the tells of a place have changed

    @property
    def places(self) -> Collection[str]:
        """The places of which anything is told."""
        return self._tells.keys()

    def put(self, report: str, tells: Iterable[Tell]) -> frozenset[str]:
        """Set what a report tells, in place of what it told before. Gives the places whose tells changed."""
        touched = self.drop(report)
        self._reports[report] = tuple(tells)
        for tell in self._reports[report]:
            self._tells.setdefault(tell.place, {})[tell.id] = tell
        return self._touch(touched | {tell.place for tell in self._reports[report]})

    def drop(self, report: str) -> frozenset[str]:
        """Forget what a report told. Gives the places whose tells changed."""
        dropped = self._reports.pop(report, ())
        for tell in dropped:
            of_place = self._tells[tell.place]
            of_place.pop(tell.id, None)
            if not of_place:
                del self._tells[tell.place]
        return self._touch(frozenset(tell.place for tell in dropped))

    def timeline(self, place: str) -> Timeline:
        """The timeline of a place: without intervals where nothing is told of it nor of the whole of what holds it."""
        version = tuple(self._changed.get(p, 0) for p in (place, *self._kin(place)[1]))
        known = self._known.get(place)
        if known is None or known[0] != version:
            found = timelines(self.about, [place], self._side, self._kin, self._by_side, self._is_sort)
            known = self._known[place] = version, found[place]
        return known[1]

    def about(self, places: Collection[str]) -> Iterator[Tell]:
        """What is told of these places."""
        for place in places:
            yield from self._tells.get(place, {}).values()

    def _touch(self, places: frozenset[str]) -> frozenset[str]:
        for place in places:
            self._changed[place] = self._changed.get(place, 0) + 1
        return places
