"""The ledger beside a table that people have coded: on the terminal, as JSON, as a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from marsad.cli.looking import Wish, query
from marsad.cli.opening import open_ledger
from marsad.cli.terminal import isolate, tell
from marsad.evaluation.compare.comparison import Comparison, Scope, compare_tables, dead
from marsad.evaluation.compare.matching import Match
from marsad.evaluation.compare.page import page, summary_lines, toll
from marsad.evaluation.compare.parties import Parties
from marsad.evaluation.compare.places import within
from marsad.evaluation.compare.words import Words
from marsad.exchange import InputError, open_whole
from marsad.exchange.events.of_told import row_of
from marsad.exchange.events.reading import read_events
from marsad.exchange.events.row import EventRow
from marsad.exchange.picture import told
from marsad.ledger.registers import Registers
from marsad.ledger.store import Query
from marsad.model import Place
from marsad.places.romanise import romanised

_NOWHERE: Final = "not told"
NAMES: Final = {"ged": "UCDP GED", "acled": "ACLED"}


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the comparison goes: a page and its language, JSON instead of a table, how much is shown of each list."""

    html: str | None = None
    language: str = "ar"
    as_json: bool = False
    most: int = 20


def run(table: str, sort: str, wish: Wish, outputs: Outputs, database: str | None) -> bool:
    """Compare the incidents that fit with the rows of their period and place; whether all rows were read."""
    ledger = open_ledger(database)
    rows = list(read_events(Path(table), sort))
    there = [row for row in rows if isinstance(row, EventRow)]
    asked = _covered(query(wish, ledger), there)
    places = [place for one in asked.places if (place := ledger.registers.gazetteer.get(one))]
    scope = Scope(asked.first, asked.last, _holds(places, ledger.registers))
    wide = replace(asked, first=scope.around.first, last=scope.around.last)
    here = [row for item in told(ledger.store, ledger.registers, wide) if (row := row_of(item)) is not None]
    party_of = Parties(ledger.registers.actors.entries).of
    found = compare_tables(here, there, scope, deadly=sort == "ged", party_of=party_of)
    faults = [row for row in rows if isinstance(row, InputError)]
    for fault in faults:
        tell(str(fault))
    if outputs.html:
        with open_whole(Path(outputs.html)) as stream:
            words = Words(outputs.language, NAMES[sort])
            stream.write(page(found, words, _where(places, words), words.span(asked.first, asked.last)).encode())
    if outputs.as_json:
        _as_json(found, NAMES[sort])
    else:
        _as_table(found, NAMES[sort], outputs.most)
    return not faults


def _holds(places: Sequence[Place], registers: Registers) -> Callable[[EventRow], bool]:
    """Whether a row lies in one of the places that a name can mean; in any place where none is asked for."""
    tests = [within(place, registers.sites) for place in places]
    return lambda row: not tests or any(test(row) for test in tests)


def _covered(asked: Query, rows: Sequence[EventRow]) -> Query:
    """What a user asks for; where nothing is said, the days that the table covers, and its country if it has one: an
    incident of another year or country is not «only here», for nobody looked for it there.
    """
    first = asked.first or min((row.first for row in rows), default=None)
    last = asked.last or max((row.last for row in rows), default=None)
    countries = {row.country for row in rows}
    places = asked.places or tuple(one for one in countries if one and len(countries) == 1)
    return replace(asked, first=first, last=last, places=places)


def _where(places: Sequence[Place], words: Words) -> str:
    """The places in words, those of one name once."""
    arabic = words.language == "ar"
    names = dict.fromkeys(place.name if arabic else romanised(place).text for place in places)
    return ("، " if arabic else ", ").join(names) or words("every_place")


def _as_json(found: Comparison, name: str) -> None:
    def row(event: EventRow) -> dict[str, Any]:
        killed = {"low": event.low, "best": event.best, "high": event.high}
        return {"id": event.id, "first": event.first, "last": event.last, "place": event.place, "killed": killed}

    def pair(m: Match) -> dict[str, Any]:
        return {"here": row(m.here), "there": row(m.there), "score": m.score, "km": m.km, "days": m.days} | {
            "reasons": m.reasons
        }

    value = {
        "summary": dict(summary_lines(found, name)),
        "both": [pair(m) for m in found.both],
        "only_here": [row(event) for event in found.only_here],
        "only_there": [row(event) for event in found.only_there],
    }
    print(json.dumps(value, ensure_ascii=False))


def _as_table(found: Comparison, name: str, most: int) -> None:
    for words, count in summary_lines(found, name):
        print(f"{words:40}{count:>8}")
    for words, events in (("killed, Marsad", found.here), (f"killed, {name}", found.there)):
        sums = dead(events)
        print(
            f"{words:40}{sums.low:>8} {sums.best:>8} {sums.high:>8}  low, best, high; without a count: {sums.unknown}"
        )
    if found.both:
        print("\nin both: day, killed here, killed there, km apart, place here, place there")
        for m in found.both[:most]:
            places = f"{isolate(m.here.place or _NOWHERE)}  {isolate(m.there.place or _NOWHERE)}"
            print(f"{m.there.first}  {toll(m.here):>12} {toll(m.there):>12} {m.km:>6.1f}  {places}")
    for words, events in (("only in Marsad", found.only_here), (f"only in {name}", found.only_there)):
        if events:
            print(f"\n{words}: day, killed, place, id")
            for event in events[:most]:
                print(f"{event.first}  {toll(event):>12}  {isolate(event.place or _NOWHERE)}  {event.id}")
    hidden = max(len(found.both), len(found.only_here), len(found.only_there)) - most
    if hidden > 0:
        print(f"\nThe first {most} of each list; --html FILE holds them all.")
