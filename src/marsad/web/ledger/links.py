"""``Linkage`` in a database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from django.db import connections
from django.db.models import Q

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
        found: dict[tuple[str, str], Constraint] = {}
        for part in lists(ids):
            rows = models.Constraint.objects.using(self._alias).filter(Q(a__in=part) | Q(b__in=part))
            found.update({(a, b): Constraint(a, b, together) for a, b, together in _told(rows)})
        yield from found.values()

    def all_constraints(self) -> Iterator[Constraint]:
        """See ``Linkage``."""
        rows = models.Constraint.objects.using(self._alias).order_by("a", "b")
        return (Constraint(a, b, together) for a, b, together in _told(rows))

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
        keyed = [(_hashed(key), known[claim]) for claim, (_, keys) in filed.items() for key in dict.fromkeys(keys)]
        insert(self._alias, models.ClaimKey, ("key", "sketch"), keyed)

    def connect(self, links: Iterable[Link]) -> None:
        """See ``Links``."""
        wanted = {(link.a, link.b): link.score for link in links}
        known = numbers(self._alias, models.Sketch, "claim", {claim for pair in wanted for claim in pair})
        rows = [models.Link(a_id=known[a], b_id=known[b], score=score) for (a, b), score in wanted.items()]
        models.Link.objects.using(self._alias).bulk_create(
            rows, batch_size=300, update_conflicts=True, unique_fields=["a", "b"], update_fields=["score"]
        )

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


def _told(rows: object) -> Iterator[tuple[str, str, bool]]:
    yield from rows.values_list("a", "b", "together")  # type: ignore[attr-defined]


def _hashed(key: str) -> int:
    """64 bits of a blocking key. Of ten million, two are the same once in some 400,000 ledgers; scoring then tells the
    claims apart.
    """
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


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
