"""Reads incidents from the database into columns: all of them, or some by their numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connections

from marsad.web.columns import bulk
from marsad.web.columns.table import (
    BOUNDS,
    CODES,
    NONE,
    SPELLINGS,
    SPOTS,
    UNDATED,
    Array,
    Deeds,
    Facets,
    Parts,
    Rows,
    Tellings,
    Voices,
)
from marsad.web.columns.voices import voices_of
from marsad.web.ledger.facets import KINDS as FACETS
from marsad.web.ledger.fields import exact
from marsad.web.ledger.incidents import KINDS
from marsad.web.ledger.rows import lists

_CHUNK: Final = 20_000  # rows that are Python's before they are an array's
_TOLLS: Final = tuple(f"{kind}_{bound}" for kind in KINDS for bound in BOUNDS)
# Days as text: Django would make an object of each.
_COLUMNS: Final = {
    "number": "id",
    "key": "key",
    "first": "CAST(first AS TEXT)",
    "last": "CAST(last AS TEXT)",
    **{name: name for name in ("type", "grade", "disputed", "country", "governorate", "place", "lat", "lon")},
    "precision": "precision",
    "radius": "radius_km",
    **{toll: f"COALESCE({toll}, {NONE})" for toll in _TOLLS},
}
_ROWS: Final = f"SELECT {', '.join(_COLUMNS.values())} FROM ledger_incident"
_FACETS: Final = "SELECT incident_id, kind, value FROM ledger_facet"
_ROLES: Final = "role IN ('initiator', 'target')"
_DEEDS: Final = f"SELECT incident_id, party, role, type, name, claim_id, report_id FROM ledger_party WHERE {_ROLES}"
_DEEDS_OF: Final = (
    "SELECT c.incident_id, p.party, p.role, p.type, p.name, p.claim_id, p.report_id FROM ledger_claim c"
    f" JOIN ledger_party p ON p.claim_id = c.id AND p.{_ROLES} WHERE c.incident_id IN ({{}})"
)
_SOURCES: Final = "p.role IN ('source', 'outlet')"
# Both are read off indexes, without the claims: those are large.
_VOICES: Final = f"SELECT p.incident_id, p.claim_id, p.party, p.role FROM ledger_party p WHERE {_SOURCES}"
_ORIGINS: Final = "SELECT id, origin FROM ledger_claim"
_VOICES_OF: Final = (
    "SELECT c.incident_id, c.id, p.party, p.role FROM ledger_claim c"
    f" JOIN ledger_party p ON p.claim_id = c.id AND {_SOURCES} WHERE c.incident_id IN ({{}})"
)
_TELLINGS: Final = "SELECT DISTINCT incident_id, report_id FROM ledger_claim"


def whole(alias: str = DEFAULT_DB_ALIAS) -> Parts:
    """All incidents."""
    if connections[alias].vendor == "postgresql":
        return bulk.whole(alias, _TOLLS, FACETS)
    return _parts(
        _chunks(alias, _ROWS),
        _chunks(alias, _FACETS),
        _chunks(alias, f"{_DEEDS} AND incident_id IS NOT NULL"),
        _chunks(alias, f"{_TELLINGS} WHERE incident_id IS NOT NULL"),
        _voices(_chunks(alias, f"{_VOICES} AND p.incident_id IS NOT NULL"), _origins(_chunks(alias, _ORIGINS))),
    )


def some(numbers: Collection[int], alias: str = DEFAULT_DB_ALIAS) -> Parts:
    """Those of the numbers that there are."""
    asked = list(lists(numbers))
    return _parts(
        _listed(alias, f"{_ROWS} WHERE id IN ({{}})", asked),
        _listed(alias, f"{_FACETS} WHERE incident_id IN ({{}})", asked),
        _listed(alias, _DEEDS_OF, asked),
        _listed(alias, f"{_TELLINGS} WHERE incident_id IN ({{}})", asked),
        _voices(
            _listed(alias, _VOICES_OF, asked),
            _origins(_listed(alias, f"{_ORIGINS} WHERE incident_id IN ({{}})", asked)),
        ),
    )


Chunks = Iterable[Sequence[tuple[Any, ...]]]


def _parts(rows: Chunks, facets: Chunks, deeds: Chunks, tellings: Chunks, voices: Iterable[Voices]) -> Parts:
    found = [_facets(chunk) for chunk in (*facets, [])]
    return (
        Rows.joined([_rows(chunk) for chunk in (*rows, [])]),
        {kind: Facets.joined([one[kind] for one in found]) for kind in FACETS},
        Deeds.joined([_deeds(chunk) for chunk in (*deeds, [])]),
        Tellings.joined([_tellings(chunk) for chunk in (*tellings, [])]),
        Voices.joined(list(voices)),
    )


def _chunks(alias: str, sql: str) -> Iterator[list[tuple[Any, ...]]]:
    with connections[alias].chunked_cursor() as cursor:
        cursor.execute(sql)
        while chunk := cursor.fetchmany(_CHUNK):
            yield chunk


def _listed(alias: str, sql: str, asked: Iterable[list[int]]) -> Iterator[list[tuple[Any, ...]]]:
    for part in asked:
        yield from _chunks(alias, sql.replace("{}", ", ".join(map(str, part))))


def _rows(chunk: Sequence[tuple[Any, ...]]) -> Rows:
    told = dict(zip(_COLUMNS, list(zip(*chunk, strict=True)) or [()] * len(_COLUMNS), strict=True))
    places = [_exact(one) for one in told["place"]]
    tolls = [np.array(told[toll], np.int32) for toll in _TOLLS]
    return Rows(
        number=np.array(told["number"], np.int64),
        key=np.array(told["key"], "S20"),
        first=_days(told["first"]),
        last=_days(told["last"]),
        type=CODES.of(told["type"]),
        grade=CODES.of(told["grade"]),
        disputed=np.array(told["disputed"], bool),
        country=CODES.of(map(_exact, told["country"])),
        governorate=CODES.of(map(_exact, told["governorate"])),
        place=CODES.of(places),
        spot=SPOTS.of(map(_spot, places, told["lat"], told["lon"])),
        precision=CODES.of(told["precision"]),
        radius=np.array(told["radius"], float),
        tolls=np.stack(tolls, axis=1),
    )


def _facets(chunk: Sequence[tuple[Any, ...]]) -> dict[str, Facets]:
    number, kind, value = list(zip(*chunk, strict=True)) or [()] * 3
    rows, kinds, values = np.array(number, np.int64), np.array(kind, "U6"), CODES.of(map(_exact, value))
    return {one: Facets(rows[kinds == one], values[kinds == one]) for one in FACETS}


def _deeds(chunk: Sequence[tuple[Any, ...]]) -> Deeds:
    number, party, role, kind, name, claim, report = list(zip(*chunk, strict=True)) or [()] * 7
    return Deeds(
        np.array(number, np.int64),
        CODES.of(map(_exact, party)),
        np.array([one == "target" for one in role], bool),
        CODES.of(kind),
        SPELLINGS.of(map(_exact, name)),
        np.array(claim, np.int64),
        np.array(report, np.int32),
    )


def _tellings(chunk: Sequence[tuple[Any, ...]]) -> Tellings:
    number, report = list(zip(*chunk, strict=True)) or [()] * 2
    return Tellings(np.array(number, np.int64), np.array(report, np.int64))


def _origins(chunks: Chunks) -> Array:
    """Whose word each claim is, by the claims' numbers."""
    parts = [list(zip(*chunk, strict=True)) or [(), ()] for chunk in (*chunks, [])]
    claims = np.concatenate([np.array(claims, np.int64) for claims, _ in parts])
    found = np.full(int(claims.max(initial=-1)) + 1, NONE, np.int32)
    found[claims] = np.concatenate([CODES.of(map(_exact, origins)) for _, origins in parts])
    return found


def _voices(chunks: Chunks, origins: Array) -> Iterator[Voices]:
    parts = [list(zip(*chunk, strict=True)) or [()] * 4 for chunk in (*chunks, [])]
    number, claim, party, role = (np.concatenate([make(part[n]) for part in parts]) for n, make in enumerate(_VOICE))
    yield voices_of(number, claim, party, role, origins)


_VOICE: Final[tuple[Callable[[Sequence[Any]], Array], ...]] = (
    lambda numbers: np.array(numbers, np.int64),
    lambda claims: np.array(claims, np.int64),
    lambda parties: CODES.of(map(_exact, parties)),
    lambda roles: np.array([one == "outlet" for one in roles], bool),
)


def _spot(place: str | None, lat: float | None, lon: float | None) -> tuple[str | None, float, float] | None:
    return None if lat is None or lon is None else (place, lat, lon)


def _days(written: Sequence[str | None]) -> Array:
    """ISO dates as days; the same few thousand come again and again."""
    known = {one: date.fromisoformat(one).toordinal() if one else UNDATED for one in set(written)}
    return np.array([known[one] for one in written], np.int32)


def _exact(kept: str | None) -> str | None:
    return exact(kept) if kept else kept
