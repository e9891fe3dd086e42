"""All incidents out of PostgreSQL at once: millions of rows as arrays, which come over as the bytes of numbers.

A row that is read by itself takes Python a few millionths of a second for each of its values. Here the database puts
each column of ten thousand rows into one array, and the incidents of each facet's value too; ``array_send`` gives the
bytes, of which NumPy makes its own without a look at each. Words come as numbers (hashes), and each word once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from math import isfinite
from typing import Any, Final

import numpy as np
from django.db import connections, transaction

from marsad.web.columns.table import (
    CODES,
    NONE,
    SPELLINGS,
    SPOTS,
    UNDATED,
    Array,
    Codes,
    Deeds,
    Facets,
    Parts,
    Rows,
    Tellings,
    Voices,
)
from marsad.web.columns.voices import voices_of
from marsad.web.ledger.fields import exact
from marsad.web.ledger.rows import lists

_AT_ONCE: Final = 10_000  # numbers of incidents whose rows are read together
_HEADER: Final = 20  # bytes of an array before its first value
_EMPTY: Final = 0  # stands for no word
# What arrives for a column, and how the database is asked for it.
_NUMBER: Final = (">i8", "{}::bigint")
_SMALL: Final = (">i4", "{}::int")
_FLOAT: Final = (">f8", "COALESCE({}, 'NaN')::float8")
_WORD: Final = (">i8", f"COALESCE(hashtextextended({{}}, 0), {_EMPTY})")
_DAY: Final = (">i4", f"COALESCE({{}} - DATE '0001-01-01' + 1, {UNDATED})")  # as date.toordinal counts
_KEY: Final = ("S20", "{}::text")
_WORDS: Final = ("type", "grade", "country", "governorate", "place", "precision")
_COLUMNS: Final = {
    "id": _NUMBER,
    "key": _KEY,
    "first": _DAY,
    "last": _DAY,
    "disputed": _SMALL,
    "lat": _FLOAT,
    "lon": _FLOAT,
    "radius_km": _FLOAT,
    **dict.fromkeys(_WORDS, _WORD),
}
_SETTINGS: Final = ("SET LOCAL jit = off", "SET LOCAL enable_hashagg = off")  # groups as an index has them
_FACETS: Final = "SELECT kind, value, {} FROM ledger_facet GROUP BY kind, value"
_DEEDS: Final = (
    "SELECT party, role, type, {}, {}, {}, {}, {} FROM ledger_party"
    " WHERE role IN ('initiator', 'target') AND incident_id IS NOT NULL GROUP BY party, role, type"
)
_TELLINGS: Final = (
    "SELECT array_send(array_agg(incident_id)), array_send(array_agg(report_id)) FROM"
    " (SELECT DISTINCT report_id, incident_id FROM ledger_claim"
    " WHERE report_id >= %s AND report_id < %s AND incident_id IS NOT NULL) told HAVING count(*) > 0"
)


_NAMED: Final = (
    "SELECT party, role, {}, {} FROM ledger_party"
    " WHERE role IN ('source', 'outlet') AND incident_id IS NOT NULL GROUP BY party, role"
)
_ORIGINS: Final = "SELECT {}, {} FROM ledger_claim WHERE id >= %s AND id < %s HAVING count(*) > 0"


def whole(alias: str, tolls: Sequence[str], kinds: Collection[str]) -> Parts:
    """All incidents, with the columns of their ``tolls`` and their facets of some kinds, as of one moment."""
    with _moment(alias):
        return _rows(alias, tolls), _facets(alias, kinds), _deeds(alias), _tellings(alias), _voices(alias)


def unpacked(sent: bytes | memoryview, form: str) -> Array:
    """The values of an array as ``array_send`` writes it: each behind its length, all of one length, none
    missing; ``form`` is NumPy's word for one value.
    """
    told = np.frombuffer(sent, np.dtype([("length", ">i4"), ("value", form)]), offset=_HEADER)
    found: Array = told["value"].astype(np.dtype(form).newbyteorder("="))
    return found


@contextmanager
def _moment(alias: str) -> Iterator[None]:
    inside = connections[alias].in_atomic_block
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        if not inside:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for setting in _SETTINGS:
            cursor.execute(setting)
        yield


def _asked(alias: str, sql: str, given: Sequence[Any] = (), at_once: int = 100) -> Iterator[tuple[Any, ...]]:
    """Rows as they come, in the wire's own form."""
    from psycopg import ServerCursor  # where there is PostgreSQL, there is its driver

    with ServerCursor(connections[alias].connection, "marsad_columns") as cursor:
        cursor.itersize = at_once
        cursor.execute(sql, given, binary=True)
        yield from cursor


def _sent(written: str) -> str:
    return f"array_send(array_agg({written}))"


def _rows(alias: str, tolls: Sequence[str]) -> Rows:
    forms = {**_COLUMNS, **dict.fromkeys(tolls, (">i4", f"COALESCE({{}}, {NONE})"))}
    columns = ", ".join(_sent(how.format(name)) for name, (_, how) in forms.items())
    sql = f"SELECT {columns} FROM ledger_incident WHERE id >= %s AND id < %s HAVING count(*) > 0"
    parts: dict[str, list[Array]] = {name: [np.empty(0, form)] for name, (form, _) in forms.items()}
    table: list[Array] = [np.empty((0, len(tolls)), np.int32)]
    for start in _starts(alias, "ledger_incident"):
        for sent in _asked(alias, sql, (start, start + _AT_ONCE)):
            arrays = {name: unpacked(one, form) for one, (name, (form, _)) in zip(sent, forms.items(), strict=True)}
            table.append(np.stack([arrays.pop(toll) for toll in tolls], axis=1))
            for name, array in arrays.items():
                parts[name].append(array)
    told = {name: np.concatenate(parts.pop(name)) for name in _COLUMNS}
    numbers = told["id"].astype(np.int64)
    coded = {name: _coded(alias, "ledger_incident", name, told[name], numbers) for name in _WORDS}
    return Rows(
        number=numbers,
        key=told["key"],
        first=told["first"].astype(np.int32),
        last=told["last"].astype(np.int32),
        disputed=told["disputed"].astype(bool),
        spot=_spots(coded["place"], told["lat"], told["lon"]),
        radius=told["radius_km"].astype(float),
        tolls=np.concatenate(table),
        **coded,
    )


def _coded(alias: str, table: str, name: str, hashes: Array, numbers: Array, numbering: Codes[str] = CODES) -> Array:
    """The codes of words by their hashes: each word is read from one row that has it. Among a hundred thousand
    words two have the same hash once in a thousand million ledgers.
    """
    known, at, back = np.unique(hashes, return_index=True, return_inverse=True)
    words: dict[int, str] = {}
    for part in lists(numbers[at[known != _EMPTY]].tolist()):
        words.update(_asked(alias, f"SELECT id, {name} FROM {table} WHERE id = ANY(%s)", [part], len(part)))
    codes = numbering.of(exact(words[number]) if number in words else None for number in numbers[at].tolist())
    found: Array = codes[back]
    return found


def _spots(place: Array, lat: Array, lon: Array) -> Array:
    """The codes of points."""
    (_, at), (lats, north), (lons, east) = (np.unique(one, return_inverse=True) for one in (place, lat, lon))
    together = (at.astype(np.int64) * len(lats) + north) * len(lons) + east
    _, some, back = np.unique(together, return_index=True, return_inverse=True)
    points = zip(place[some].tolist(), lat[some].tolist(), lon[some].tolist(), strict=True)
    codes = SPOTS.of((CODES.value(one), x, y) if isfinite(x + y) else None for one, x, y in points)
    found: Array = codes[back]
    return found


def _facets(alias: str, kinds: Collection[str]) -> dict[str, Facets]:
    found: dict[str, list[tuple[str, Array]]] = {kind: [] for kind in kinds}
    for kind, value, sent in _asked(alias, _FACETS.format(_sent("incident_id"))):
        found[kind].append((value, unpacked(sent, ">i8")))
    return {kind: _of_values(told) for kind, told in found.items()}


def _of_values(told: Sequence[tuple[str, Array]]) -> Facets:
    rows = [array for _, array in told]
    codes = _repeated(CODES, [value for value, _ in told], rows)
    return Facets(_together(rows), codes)


def _deeds(alias: str) -> Deeds:
    asked = ("incident_id", "claim_id", "report_id", "id", _WORD[1].format("name"))
    told = list(_asked(alias, _DEEDS.format(*map(_sent, asked))))
    rows = [unpacked(sent[0], ">i8") for _, _, _, *sent in told]
    claims, reports, numbers, names = (
        _together([unpacked(sent[n], ">i8") for _, _, _, *sent in told]) for n in range(1, len(asked))
    )
    parties = _repeated(CODES, [party for party, *_ in told], rows)
    types = _repeated(CODES, [kind for _, _, kind, *_ in told], rows)
    target = np.repeat(np.array([role == "target" for _, role, *_ in told], bool), list(map(len, rows)))
    spelt = _coded(alias, "ledger_party", "name", names, numbers, SPELLINGS)
    return Deeds(_together(rows), parties, target, types, spelt, claims, reports.astype(np.int32))


def _tellings(alias: str) -> Tellings:
    rows, reports = [], []
    for start in _starts(alias, "ledger_report"):
        for sent in _asked(alias, _TELLINGS, (start, start + _AT_ONCE)):
            rows.append(unpacked(sent[0], ">i8"))
            reports.append(unpacked(sent[1], ">i8"))
    return Tellings(_together(rows), _together(reports))


def _voices(alias: str) -> Voices:
    told = list(_asked(alias, _NAMED.format(_sent("incident_id"), _sent("claim_id"))))
    rows = [unpacked(sent, ">i8") for *_, sent, _ in told]
    claims = _together([unpacked(sent, ">i8") for *_, sent in told])
    outlet = np.repeat(np.array([role == "outlet" for _, role, *_ in told], bool), list(map(len, rows)))
    parties = _repeated(CODES, [party for party, *_ in told], rows)
    return voices_of(_together(rows), claims, parties, outlet, _origins(alias))


def _origins(alias: str) -> Array:
    """Whose word each claim is, by the claims' numbers."""
    claims, hashes = [], []
    form, how = _WORD
    for start in _starts(alias, "ledger_claim"):
        for sent in _asked(alias, _ORIGINS.format(_sent("id"), _sent(how.format("origin"))), (start, start + _AT_ONCE)):
            claims.append(unpacked(sent[0], ">i8"))
            hashes.append(unpacked(sent[1], form))
    numbers = _together(claims)
    found = np.full(int(numbers.max(initial=-1)) + 1, NONE, np.int32)
    found[numbers] = _coded(alias, "ledger_claim", "origin", _together(hashes), numbers)
    return found


def _starts(alias: str, table: str) -> range:
    """The numbers from which on rows are read together."""
    ((first, last),) = _asked(alias, f"SELECT COALESCE(min(id), 0), COALESCE(max(id), -1) FROM {table}")
    return range(first, last + 1, _AT_ONCE)


def _repeated(codes: Codes[str], values: Sequence[str], rows: Sequence[Array]) -> Array:
    found: Array = np.repeat(codes.of(map(exact, values)), list(map(len, rows)))
    return found


def _together(arrays: Sequence[Array]) -> Array:
    return np.concatenate([np.empty(0, np.int64), *arrays])
