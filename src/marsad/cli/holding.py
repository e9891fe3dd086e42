"""Who held a place: its record, one day of it, or what changed between two."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.cli.naming import Namer, places_called
from marsad.cli.opening import open_ledger
from marsad.ledger.control.questions import changes, holder_at
from marsad.ledger.control.record import kin_of, timelines
from marsad.ledger.ledger import Ledger
from marsad.model.control import Bound, Timeline

_NOBODY = "nobody is named"


def told(place: str, database: str | None) -> bool:
    """Print every interval of a place's record; whether there is any."""
    ledger, one = _asked(place, database)
    namer, record = Namer(ledger.registers), _records(ledger, [one])[one]
    for interval in record.intervals:
        end = f"until {_when(interval.end)}" if interval.end else f"last told {max(interval.seen, default='?')}"
        sure = "contested" if interval.contested else str(interval.certainty.grade)
        holders = _holders(interval.holders, namer)
        print(f"{_when(interval.start)}\t{end}\t{holders}\t{sure}\ttells {len(interval.tells)}")
    return bool(record.intervals)


def held(place: str, day: str, database: str | None) -> bool:
    """Print who held a place on a day and how that is known; whether anything is told of it."""
    ledger, one = _asked(place, database)
    record = _records(ledger, [one])[one]
    found = holder_at(record, day)
    age = "" if found.age_days is None else f"last evidence {found.age_days} days before"
    print(f"{day}\t{_holders(found.holders, Namer(ledger.registers))}\t{found.standing}\t{age}".rstrip())
    return bool(record.intervals)


def changed(place: str, first: str, last: str, database: str | None) -> bool:
    """Print what changed hands in places called so and in the places in them between two days; whether any did."""
    ledger = open_ledger(database)
    called = set(places_called(place, ledger.registers.gazetteer))
    kin, namer = kin_of(ledger.registers.gazetteer), Namer(ledger.registers)
    inside = [known for known in ledger.store.tells.places() if not called.isdisjoint((known, *kin(known)[1]))]
    found = changes(_records(ledger, inside).values(), first, last)
    for change in found:
        hands = f"{_holders(change.before, namer)} → {_holders(change.after, namer)}"
        contested = "contested" if change.contested else ""
        print(f"{_when(change.when)}\t{namer.place(change.place)}\t{hands}\t{contested}".rstrip())
    return bool(found)


def _asked(place: str, database: str | None) -> tuple[Ledger, str]:
    """The ledger, and of the places that are called so the first of which anything is told, else the first."""
    ledger = open_ledger(database)
    called = places_called(place, ledger.registers.gazetteer)
    known = {tell.place for tell in ledger.store.tells.about(called)}
    return ledger, next((one for one in called if one in known), called[0])


def _records(ledger: Ledger, places: Iterable[str]) -> dict[str, Timeline]:
    registers = ledger.registers
    kin = kin_of(registers.gazetteer)
    actors = registers.actors
    about = ledger.store.tells.about
    return timelines(about, list(places), lambda actor: actors.get(actor).side, kin, is_sort=actors.is_sort)


def _holders(holders: tuple[str, ...], namer: Namer) -> str:
    return " · ".join(map(namer.holder, holders)) or _NOBODY


def _when(bound: Bound | None) -> str:
    if bound is None:
        return "?"
    if bound.earliest is None:
        return f"by {bound.latest}"
    return bound.latest if bound.earliest == bound.latest else f"{bound.earliest} to {bound.latest}"
