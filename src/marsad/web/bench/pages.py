"""Which pages are asked for: every kind of page, in both languages, with what a store holds in the addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final
from urllib.parse import quote, urlencode

from django.db import connections

from marsad.ledger.opening import open_store
from marsad.web.bench.wording import vocabulary

_LARGEST: Final = 12  # values of a facet that most incidents have
_SOME: Final = 300  # reports, incidents and keys drawn from
_COMMON: Final = 400  # words
_TYPES: Final = ("air_strike", "shelling", "armed_clash", "protest", "abduction")
_GRADES: Final = ("confirmed", "fair", "weak", "contested")


@dataclass(frozen=True, slots=True)
class Request:
    """``page`` names the kind; of a file (``begun``) the first byte counts, of a page the last."""

    page: str
    path: str
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a store holds: ids of the largest and of any actors, sources and places, of reports and incidents, the days
    of the first and the last incident, and keys of pages deep in the list.
    """

    largest: dict[str, list[str]]
    others: dict[str, list[str]]
    reports: list[str]
    incidents: list[str]
    days: tuple[str, str]
    deep: list[str]


def holdings(address: str, random: Random) -> Holdings:
    """Those of the store at an address."""
    rows = _reader(address)
    ranked = {kind: _ranked(rows, kind) for kind in ("place", "actor", "source")}
    ((first, last, most),) = rows("SELECT min(first), max(first), max(id) FROM ledger_incident")
    some = [random.randint(1, most) for _ in range(_SOME)]
    return Holdings(
        {kind: ids[:_LARGEST] for kind, ids in ranked.items()},
        {kind: ids[_LARGEST:] or ids for kind, ids in ranked.items()},
        _drawn(rows, "ledger_report", random),
        _drawn(rows, "ledger_incident", random),
        (str(first), str(last)),
        [f"{day}.{pk}" for pk in some for (day,) in rows("SELECT first FROM ledger_incident WHERE id = %s", pk) if day],
    )


_Rows = Callable[..., list[Any]]


def _reader(address: str) -> _Rows:
    """What asks a store."""
    store = open_store(address, migrate=False)
    from marsad.web.ledger.sql import SqlStore

    assert isinstance(store, SqlStore)
    connection = connections[store.alias]

    def rows(sql: str, *given: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return list(cursor.fetchall())

    return rows


def requests(held: Holdings, random: Random, each: int) -> list[Request]:
    """So many of each kind, mixed."""
    made = [Request(page, make(held, random), page in _FILES) for page, make in PAGES.items() for _ in range(each)]
    random.shuffle(made)
    return made


_RANKED: Final = """
    SELECT value FROM ledger_facet WHERE kind = %s AND value NOT LIKE %s GROUP BY value ORDER BY count(*) DESC, value
"""


def _ranked(rows: _Rows, kind: str) -> list[str]:
    """The values of a facet, that which most incidents have first."""
    return [one for (one,) in rows(_RANKED, kind, _hidden(kind))]


def _hidden(kind: str) -> str:
    """Ids of those in no register: they have no page for readers."""
    return {"actor": "x-%", "source": "new:%"}.get(kind, "")


def _drawn(rows: _Rows, table: str, random: Random) -> list[str]:
    ((most,),) = rows(f"SELECT max(id) FROM {table}")
    numbers = ",".join(str(random.randint(1, most)) for _ in range(_SOME))
    return [key for (key,) in rows(f"SELECT key FROM {table} WHERE id IN ({numbers})")]


_Make = Callable[[Holdings, Random], str]


def _page(path: str, **query: str) -> _Make:
    """A page that stands in both languages."""
    written = f"?{urlencode(query)}" if query else ""
    return lambda held, random: f"{random.choice(('', '/en'))}{path}{written}"


def _plain(path: str, **query: str) -> _Make:
    written = f"?{urlencode(query)}" if query else ""
    return lambda held, random: f"{path}{written}"


def _filtered(path: str, *, both: bool = True) -> _Make:
    def make(held: Holdings, random: Random) -> str:
        prefix = random.choice(("", "/en")) if both else ""
        return f"{prefix}{path}?{urlencode(_filters(held, random))}"

    return make


def _filters(held: Holdings, random: Random) -> list[tuple[str, str]]:
    """One to three filters."""
    year = random.choice(range(int(held.days[0][:4]), int(held.days[1][:4]) + 1))
    choices: Sequence[list[tuple[str, str]]] = (
        [("place", random.choice(held.largest["place"]))],
        [("place", random.choice(held.others["place"]))],
        [("actor", random.choice(held.largest["actor"]))],
        [("source", random.choice(held.largest["source"] + held.others["source"]))],
        [("type", random.choice(_TYPES))],
        [("grade", random.choice(_GRADES))],
        [("disputed", "1")],
        [("from", f"{year}-03-01"), ("to", f"{year}-09-30")],
        [("q", random.choice(vocabulary()[:_COMMON]))],
    )
    return [pair for one in random.sample(choices, random.choice((1, 1, 2, 3))) for pair in one]


def _of(path: str, ids: Callable[[Holdings], list[str]], end: str = "/", *, both: bool = True) -> _Make:
    def make(held: Holdings, random: Random) -> str:
        return f"{random.choice(('', '/en')) if both else ''}{path}{quote(random.choice(ids(held)))}{end}"

    return make


def _deep(path: str) -> _Make:
    return lambda held, random: f"{random.choice(('', '/en'))}{path}?after={random.choice(held.deep)}"


def _search(**query: str) -> _Make:
    def make(held: Holdings, random: Random) -> str:
        words = " ".join(_words(random))
        return f"{random.choice(('', '/en'))}/search/?{urlencode({'q': words, **query})}"

    return make


def _words(random: Random) -> Iterator[str]:
    """One to three words, common and rare."""
    for _ in range(random.choice((1, 2, 2, 3))):
        yield random.choice(vocabulary()[: random.choice((50, 1_000, 20_000))])


def _phrase(held: Holdings, random: Random) -> str:
    written = (
        f'"{random.choice(vocabulary()[:50])} {random.choice(vocabulary()[:50])} {random.choice(vocabulary()[:50])}"'
    )
    return f"/search/?{urlencode({'q': written})}"


def _named(held: Holdings, random: Random) -> str:
    words = random.choice(("حلب", "دمشق الجيش", "تنظيم الدولة", "قصف حمص", "غارة", "Aleppo", "الموصل", "صنعاء الحوثي"))
    tab = random.choice(("incidents", "places", "actors"))
    return f"{random.choice(('', '/en'))}/search/?{urlencode({'q': words, 'in': tab})}"


def _typed(held: Holdings, random: Random) -> str:
    return f"/search/suggest.json?{urlencode({'q': random.choice(('ح', 'حل', 'دم', 'الجي', 'تنظ', 'صن', 'Al', 'مو'))})}"


PAGES: Final[dict[str, _Make]] = {
    "today": _page("/"),
    "today, filtered": _filtered("/"),
    "today, deep": _deep("/"),
    "feed": _page("/feed.atom"),
    "feed, filtered": _filtered("/feed.atom"),
    "csv, first byte": _filtered("/incidents.csv", both=False),
    "geojson, first byte": _filtered("/incidents.geojson", both=False),
    "map": _page("/map/"),
    "map, filtered": _filtered("/map/"),
    "map data": _page("/map.json"),
    "map data, filtered": _filtered("/map.json"),
    "map list": _filtered("/map/list/"),
    "map popup": _of("/map/popup/?place=", lambda held: held.largest["place"] + held.others["place"], ""),
    "map as svg": _filtered("/map.svg"),
    "map of control": _page("/map/control.json", control="2012-05-01"),
    "timeline by day": _page("/timeline/", unit="day"),
    "timeline by week": _page("/timeline/", unit="week", measure="killed"),
    "timeline by month": _page("/timeline/", unit="month", measure="injured"),
    "timeline, filtered": _filtered("/timeline/"),
    "timeline as svg": _page("/timeline.svg", figure="incidents", unit="month"),
    "timeline as csv": _page("/timeline.csv", figure="toll", unit="week"),
    "report": _of("/report/", lambda held: held.reports),
    "incident": _of("/incident/", lambda held: held.incidents),
    "incident as json": _of("/incident/", lambda held: held.incidents, ".json", both=False),
    "places": _page("/places/"),
    "place, largest": _of("/place/", lambda held: held.largest["place"]),
    "place, any": _of("/place/", lambda held: held.others["place"]),
    "actors": _page("/actors/"),
    "actor, largest": _of("/actor/", lambda held: held.largest["actor"]),
    "actor, any": _of("/actor/", lambda held: held.others["actor"]),
    "sources": _page("/sources/"),
    "source, largest": _of("/source/", lambda held: held.largest["source"]),
    "source, any": _of("/source/", lambda held: held.others["source"]),
    "search": _search(),
    "search, exact": _search(exact="1"),
    "search, phrase": _phrase,
    "search, other tabs": _named,
    "suggestions": _typed,
    "trust": _page("/trust/"),
    "code a text": _page("/code/"),
    "api, incidents": _filtered("/api/v1/incidents", both=False),
    "api, claims": _plain("/api/v1/claims"),
    "api, reports": _plain("/api/v1/reports"),
    "api, sources": _plain("/api/v1/sources"),
}
_FILES: Final = frozenset({"csv, first byte", "geojson, first byte"})
