"""``Linkage`` in a database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from django.db import connections

from marsad.ledger.linking.links import Constraint, Link, Sketch, Spot
from marsad.web.ledger import models
from marsad.web.ledger.fields import exact
from marsad.web.ledger.rows import erase, insert, lists, numbers, select

_FILED = "SELECT sketch_id FROM ledger_claimkey WHERE key IN ({})"
_BY_NUMBER = "SELECT document FROM ledger_sketch WHERE id IN ({})"
_BY_CLAIM = "SELECT claim, document FROM ledger_sketch WHERE claim IN ({})"
_CLUSTERS = "SELECT claim, cluster FROM ledger_sketch WHERE claim IN ({}) AND cluster IS NOT NULL"
_MEMBERS = "SELECT cluster, claim FROM ledger_sketch WHERE cluster IN ({}) ORDER BY claim"
# From either end by its index; one question with «or» would use none.
_ENDS = (
    "SELECT a.claim, b.claim, l.score FROM ledger_sketch {0} JOIN ledger_link l ON l.{0}_id = {0}.id"
    " JOIN ledger_sketch {1} ON l.{1}_id = {1}.id WHERE {0}.claim IN ({{}})"
)
_LINKED = f"{_ENDS.format('a', 'b')} UNION {_ENDS.format('b', 'a')}"
_WORD = "SELECT a, b, together FROM ledger_constraint WHERE {} IN ({{}})"
_WORDS = f"{_WORD.format('a')} UNION {_WORD.format('b')}"
_CONNECT = (
    "INSERT INTO ledger_link (a_id, b_id, score) VALUES (%s, %s, %s)"
    " ON CONFLICT (a_id, b_id) DO UPDATE SET score = excluded.score"
)
_HASH = 42  # bits of a blocking key's hash below those of its day
_REMEMBERED = 50_000  # sketches that need not be read from JSON again


class SqlLinks:
    """What linking keeps, in the database ``alias``."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def near(self, keys: Collection[str]) -> Iterator[Sketch]:
        """See ``Links``."""
        filed = {number for (number,) in select(self._alias, _FILED, [_hashed(key) for key in keys])}
        return (_sketch(document) for (document,) in select(self._alias, _BY_NUMBER, filed))

    def sketches(self, ids: Collection[str]) -> Mapping[str, Sketch]:
        """See ``Links``."""
        return {claim: _sketch(document) for claim, document in select(self._alias, _BY_CLAIM, ids)}

    def links_of(self, ids: Collection[str]) -> Iterator[Link]:
        """See ``Links``."""
        return (Link(a, b, score) for a, b, score in set(select(self._alias, _LINKED, ids)))

    def constraints_of(self, ids: Collection[str]) -> Iterator[Constraint]:
        """See ``Links``."""
        told = {(a, b): bool(together) for a, b, together in select(self._alias, _WORDS, ids)}
        return (Constraint(a, b, together) for (a, b), together in told.items())

    def all_constraints(self) -> Iterator[Constraint]:
        """See ``Linkage``."""
        rows = models.Constraint.objects.using(self._alias).order_by("a", "b")
        return (Constraint(a, b, together) for a, b, together in rows.values_list("a", "b", "together"))

    def constrain(self, constraint: Constraint) -> None:
        """See ``Linkage``."""
        models.Constraint.objects.using(self._alias).update_or_create(
            {"together": constraint.together}, a=constraint.a, b=constraint.b
        )

    def release(self, a: str, b: str) -> None:
        """See ``Linkage``."""
        models.Constraint.objects.using(self._alias).filter(a=min(a, b), b=max(a, b)).delete()

    def clusters_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """See ``Links``."""
        return dict(select(self._alias, _CLUSTERS, ids))

    def members(self, clusters: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """See ``Links``."""
        found: dict[str, list[str]] = {}
        for cluster, claim in select(self._alias, _MEMBERS, clusters):
            found.setdefault(cluster, []).append(claim)
        return {cluster: tuple(claims) for cluster, claims in found.items()}

    def put(self, sketches: Iterable[tuple[Sketch, Collection[str]]]) -> None:
        """See ``Links``."""
        filed = {sketch.id: (sketch, keys) for sketch, keys in sketches}
        self.remove(filed)
        rows = [(sketch.id, _document(sketch)) for sketch, _ in filed.values()]
        insert(self._alias, models.Sketch, ("claim", "document"), rows)
        known = numbers(self._alias, models.Sketch, "claim", filed)
        keyed = {(_hashed(key), known[claim]) for claim, (_, keys) in filed.items() for key in keys}
        insert(self._alias, models.ClaimKey, ("key", "sketch"), sorted(keyed))

    def connect(self, links: Iterable[Link]) -> None:
        """See ``Links``."""
        wanted = {(link.a, link.b): link.score for link in links}
        known = numbers(self._alias, models.Sketch, "claim", {claim for pair in wanted for claim in pair})
        rows = sorted((known[a], known[b], score) for (a, b), score in wanted.items())
        if rows:
            with connections[self._alias].cursor() as cursor:
                cursor.executemany(_CONNECT, rows)

    def remove(self, ids: Collection[str]) -> None:
        """See ``Links``."""
        for part in lists(numbers(self._alias, models.Sketch, "claim", ids).values()):
            erase(models.Link.objects.using(self._alias).filter(a__in=part))
            erase(models.Link.objects.using(self._alias).filter(b__in=part))
            erase(models.ClaimKey.objects.using(self._alias).filter(sketch__in=part))
            erase(models.Sketch.objects.using(self._alias).filter(pk__in=part))

    def assign(self, clusters: Mapping[str, str]) -> None:
        """See ``Links``."""
        with connections[self._alias].cursor() as cursor:
            pairs = [(cluster, claim) for claim, cluster in clusters.items()]
            if pairs:
                cursor.executemany("UPDATE ledger_sketch SET cluster = %s WHERE claim = %s", pairs)


def _hashed(key: str) -> int:
    """63 bits of a blocking key: its day, by which keys lie in order, so that the news of a week is looked up and filed
    in one corner of the index however large that grows; and 42 of a hash. Where two keys of a day are the same, scoring
    tells the claims apart.
    """
    first, _, last = key.partition(".")
    day = next((int(part) for part in (first, last) if part.isdecimal()), 0)  # by wording, the time comes last
    hashed = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")
    return day << _HASH | hashed >> 64 - _HASH


# Another wherever keys are filed under other numbers, so that what was filed before is known not to be found any more.
FILING = f"/{_hashed('735000.x.1:1') ^ _hashed('t0:1.91875'):x}"


def _document(sketch: Sketch) -> str:
    spots = [[s.place, s.lat, s.lon, s.radius_km, s.governorate, s.country] for s in sketch.spots]
    parties = (sketch.initiators, sketch.targets, sketch.killed, sketch.injured)
    told = (sketch.id, sketch.report, sketch.type, sketch.first, sketch.last, sketch.dated, sketch.published)
    rest = (sketch.factuality, sketch.origin, sketch.wording)
    return json.dumps([*told, spots, *parties, *rest], ensure_ascii=False, separators=(",", ":"))


@lru_cache(_REMEMBERED)
def _sketch(document: str) -> Sketch:
    kept = json.loads(exact(document))
    *told, spots, initiators, targets, killed, injured, factuality, origin, wording = kept
    parties = (tuple(initiators), tuple(targets))
    counts = (tuple(killed) if killed else None, tuple(injured) if injured else None)
    values = (*told, tuple(Spot(*spot) for spot in spots), *parties, *counts, factuality, origin, wording)
    return Sketch(*values)
