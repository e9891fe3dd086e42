"""Sketches and clusters as rows that stages hand on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from marsad.bulk.link.spill import Out, Row, bucket_of
from marsad.ledger.linking.clusters import Cluster
from marsad.ledger.linking.links import Sketch, Spot

_SKETCH = tuple(Sketch.__dataclass_fields__)
_SPOT = tuple(Spot.__dataclass_fields__)
_SPOTS = _SKETCH.index("spots")


def sketch_row(sketch: Sketch) -> Row:
    """A sketch as plain values."""
    told = [getattr(sketch, name) for name in _SKETCH]
    told[_SPOTS] = [[getattr(spot, name) for name in _SPOT] for spot in sketch.spots]
    return tuple(told)


def sketch_of(row: Row) -> Sketch:
    """The sketch of a row."""
    values = (*row[:_SPOTS], tuple(Spot(*spot) for spot in row[_SPOTS]), *row[_SPOTS + 1 :])
    return Sketch(*values)


class Member(NamedTuple):
    """A claim as its cluster needs it; ``part`` is the number of the part that holds its report."""

    claim: str
    report: str
    governorates: tuple[str, ...]
    published: int
    part: int

    @classmethod
    def of(cls, sketch: Sketch, part: int) -> Member:
        """The member that a claim is."""
        governorates = tuple(sorted({spot.governorate for spot in sketch.spots if spot.governorate}))
        return cls(sketch.id, sketch.report, governorates, sketch.published, part)

    @property
    def sketch(self) -> Sketch:
        """What is known of the claim, as a sketch that is empty but for that."""
        spots = tuple(Spot(None, None, None, 0.0, one, None) for one in self.governorates)
        told = (self.claim, self.report, "", 0, 0, False, self.published)
        return Sketch(*told, spots, (), (), None, None, "", "", 0)


Members = tuple[Member, ...]


def members(row: Row) -> Members:
    """The members of a row that ``hand_on`` wrote."""
    return tuple(Member(*one) for one in row)


def hand_on(out: Out, cluster: Cluster, core: bool, known: Mapping[str, Member], buckets: int) -> None:
    """Hand on a cluster: a precise one by its first claim, and every cluster by each of its claims."""
    row = [known[claim] for claim in cluster.claims]
    if core:
        out.put("cores", bucket_of(row[0].claim, buckets), (row,))
    for member in row:
        out.put("homes" if core else "wides", bucket_of(member.claim, buckets), (member.claim, row))


def by_claim(found: Iterable[Row]) -> dict[str, Members]:
    """The cluster of each claim."""
    return {claim: members(row) for claim, row in found}
