"""Incidents as lines, and one incident with all that is told of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any, TypeVar

from marsad.cli.naming import Namer, places_called
from marsad.cli.opening import open_ledger
from marsad.cli.pretty import toll
from marsad.cli.terminal import isolate, tell
from marsad.ledger.certainty import wording
from marsad.ledger.entry import Entry
from marsad.ledger.judgements.history import taken_back, told
from marsad.ledger.ledger import Ledger
from marsad.ledger.linking.scoring import Comparison, compare
from marsad.ledger.store import Query
from marsad.ledger.wire import plain
from marsad.model import ClaimType, MarsadError, Mention
from marsad.model.incident import Casualties, Grade, Incident, Version
from marsad.model.judgement import Judgement

Kind = TypeVar("Kind", bound=StrEnum)
Pair = tuple[str, str, Comparison]
_NONE = "-"
_SHOWN = 12  # links of an incident; a hundred claims have five thousand


@dataclass(frozen=True, slots=True)
class Wish:
    """Which incidents a user asks for, as written on the command line."""

    first: str | None = None
    last: str | None = None
    place: str | None = None
    types: tuple[str, ...] = ()
    grade: str | None = None
    limit: int | None = None


def incidents(wish: Wish, as_json: bool, database: str | None) -> None:
    """Print the incidents that fit, one a line."""
    ledger = open_ledger(database)
    namer, count = Namer(ledger.registers), 0
    for incident in ledger.store.incidents.find(query(wish, ledger)):
        print(_json(plain(incident)) if as_json else "\t".join(_line(incident, namer)))
        count += 1
    tell(f"incidents: {count}")


def show(wanted: str, as_json: bool, database: str | None) -> None:
    """Print an incident: its claims, why they are one, its tolls, its certainty and its judgements."""
    ledger = open_ledger(database)
    incident = _incident(wanted, ledger)
    entries = tuple(ledger.store.entries.get(incident.claims).values())
    pairs = links(incident, ledger)
    if as_json:
        whole = {"incident": plain(incident), "claims": plain(entries), "links": [_link(*pair) for pair in pairs]}
        print(_json(whole))
        return
    namer = Namer(ledger.registers, entries)
    parts = (
        ["\t".join(_line(incident, namer))],
        _versions(incident, namer),
        (line for entry in entries for line in _claim(entry, namer)),
        _reasons(pairs),
        (line for one in incident.casualties for line in _casualties(one, namer)),
        _certainty(incident, namer),
        _judgements(ledger.history(incident.id)),
    )
    print("\n\n".join(text for part in parts if (text := "\n".join(part))))


def history(one: str, database: str | None) -> None:
    """Print the judgements about something."""
    known = open_ledger(database).history(one)
    for line in _judgements(known):
        print(line)
    tell(f"judgements: {len(known)}")


def links(incident: Incident, ledger: Ledger) -> list[Pair]:
    """Each two claims of an incident that were compared and not ruled out, the strongest link first."""
    sketches = ledger.store.links.sketches(incident.claims)
    pairs = ((a, b, compare(sketches[a], sketches[b])) for a, b in combinations(incident.claims, 2))
    return sorted((pair for pair in pairs if pair[2].bar is None), key=lambda pair: (-pair[2].score, pair[:2]))


def query(wish: Wish, ledger: Ledger) -> Query:
    """What a user asks for in the store's terms. Raises ``MarsadError`` for a type, grade or place that is none."""
    types = tuple(_value(ClaimType, one, "--type") for one in wish.types)
    grade = _value(Grade, wish.grade, "--grade") if wish.grade else None
    places = places_called(wish.place, ledger.registers.gazetteer) if wish.place else ()
    return Query(wish.first, wish.last, places, types, grade, wish.limit)


def _value(kind: type[Kind], written: str, option: str) -> Kind:
    try:
        return kind(written)
    except ValueError:
        raise MarsadError(f"{option}: {written!r} is none of {', '.join(kind)}") from None


def _incident(wanted: str, ledger: Ledger) -> Incident:
    known = ledger.store.incidents
    one = known.of_claims([wanted]).get(wanted, wanted)
    found = known.get([one]).get(one)
    if found is None:
        raise MarsadError(f"there is no incident or claim {wanted}; marsad ledger incidents lists them")
    return found


def _line(incident: Incident, namer: Namer) -> list[str]:
    killed = next((c for c in incident.casualties if c.kind == "killed" and not c.group), None)
    days = _NONE if incident.first is None else incident.first
    if incident.last and incident.last != incident.first:
        days += f" to {incident.last}"
    return [
        incident.id,
        days,
        str(incident.type),
        isolate(incident.site.name) if incident.site else _NONE,
        f"killed {_range(killed)}" if killed else "killed not told",
        str(incident.certainty.grade),
        f"claims {len(incident.claims)}, reports {len(incident.reports)}",
        f"disputed: {', '.join(incident.disputes)}" if incident.disputes else "",
    ]


def _range(found: Casualties) -> str:
    """Low, best and high: ``5 (3-9)``; «?» where nobody gave that bound."""
    low, best, high = ("?" if n is None else str(n) for n in (found.low, found.best, found.high))
    return f"{best} ({low}-{high})"


def _versions(incident: Incident, namer: Namer) -> Iterator[str]:
    for field, versions in (("type", incident.types), ("by", incident.initiators), ("on", incident.targets)):
        name = str if field == "type" else namer.actor
        for version in versions:
            yield f"{field}\t{name(version.value)}\t{_told_by(version, namer)}"


def _told_by(version: Version, namer: Namer) -> str:
    return f"{len(version.claims)} claims, by {', '.join(map(namer.source, version.origins))}"


def _claim(entry: Entry, namer: Namer) -> Iterator[str]:
    claim = entry.claim
    about = (f"report {isolate(entry.report)}", entry.published or "no date", namer.source(entry.outlet))
    yield "\t".join((f"claim {entry.id}", *about))
    yield f"  {claim.type}, {claim.factuality}\t{isolate(claim.trigger.text)} at {claim.trigger.start}"
    for label in ("sources", "initiators", "targets", "places"):
        mentions: Sequence[Mention] = getattr(claim, label)
        if mentions:
            yield f"  {label}\t{' · '.join(isolate(mention.text) for mention in mentions)}"
    if claim.when:
        yield f"  when\t{claim.when.first} to {claim.when.last}\t{isolate(claim.when.text)}"
    yield from (f"  casualties\t{toll(count)}" for count in claim.casualties)
    yield from (f"  {note}" for note in claim.notes if note.startswith("judgement:"))


def _reasons(pairs: Iterable[Pair]) -> Iterator[str]:
    for a, b, comparison in list(pairs)[:_SHOWN]:
        grounds = ", ".join(f"{g.field} {g.level} {g.weight:+.1f}" for g in comparison.grounds if g.weight)
        yield f"link {a} {b}\t{comparison.score:+.2f}\t{grounds}"


def _casualties(found: Casualties, namer: Namer) -> Iterator[str]:
    group = isolate(found.group) if found.group else "all"
    contested = ", contested" if found.contested else ""
    yield f"{found.kind} {group}\t{_range(found)}\tbest by {found.rule}{contested}"
    for one in found.tolls:
        low, high = ("?" if n is None else str(n) for n in (one.low, one.high))
        marks = ", ".join(word for word, so in (("part", one.part), ("superseded", one.superseded)) if so)
        yield f"  {namer.source(one.origin)}\t{low} to {high}\t{one.said or 'no date'}\t{marks}".rstrip()


def _certainty(incident: Incident, namer: Namer) -> Iterator[str]:
    found = incident.certainty
    yield f"certainty\t{found.grade}"
    yield from (f"  {wording(reason, 'en', namer.source, namer.holder)}" for reason in found.reasons)


def _judgements(known: Sequence[Judgement]) -> Iterator[str]:
    gone = taken_back(known)
    for one in known:
        counts = "\ttaken back" if one.id in gone else ""
        yield f"judgement {one.id}\t{one.when}\t{isolate(one.who)} {told(one.act)}\t{isolate(one.why)}{counts}"


def _link(a: str, b: str, comparison: Comparison) -> dict[str, Any]:
    grounds = [{"field": g.field, "level": g.level, "weight": g.weight} for g in comparison.grounds]
    return {"a": a, "b": b, "score": comparison.score, "grounds": grounds}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
