"""What linking keeps: sketches of claims, links between them, and people's word on which belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a claim as linking sees it: see ``marsad.model.incident.Site``."""

    place: str | None
    lat: float | None
    lon: float | None
    radius_km: float
    governorate: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """What linking needs to know of a claim, and no more: a million of them are compared.

    ``first`` and ``last`` are days (``date.toordinal()``), inclusive, 0 where neither the claim nor its report has a
    date; ``dated`` says that the claim itself gives them. ``killed`` and ``injured`` are the range of the claim's
    largest count, ``None`` where it has none. ``wording`` is a 64-bit simhash of the folded words of the sentence that
    holds the trigger, so that reprints are known by their letters.
    """

    id: str
    report: str
    type: str
    first: int
    last: int
    dated: bool
    published: int
    spots: tuple[Spot, ...]
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    killed: tuple[int | None, int | None] | None
    injured: tuple[int | None, int | None] | None
    factuality: str
    origin: str
    wording: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims that may tell one happening, ``a`` < ``b``, and the log-odds that they do.

    The reasons are not kept: they follow from the two sketches (``scoring.compare``).
    """

    a: str
    b: str
    score: float


@dataclass(frozen=True, slots=True)
class Constraint:
    """A person's word that two claims tell one happening (``together``) or two: it outweighs any score."""

    a: str
    b: str
    together: bool


class Links(Protocol):
    """Where sketches, links and clusters are kept: in memory, or in a database."""

    def near(self, keys: Collection[str]) -> Iterable[Sketch]:
        """The sketches filed under any of these blocking keys, each once."""
        ...

    def sketches(self, ids: Collection[str]) -> Mapping[str, Sketch]:
        """Those of these claims that are there."""
        ...

    def links_of(self, ids: Collection[str]) -> Iterable[Link]:
        """The links that touch any of these claims, each once."""
        ...

    def constraints_of(self, ids: Collection[str]) -> Iterable[Constraint]:
        """The constraints that touch any of these claims, each once."""
        ...

    def clusters_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """For each of these claims that is in a cluster, the cluster: the id of its founding claim."""
        ...

    def members(self, clusters: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """For each of these clusters the claims in it."""
        ...

    def put(self, sketches: Iterable[tuple[Sketch, Collection[str]]]) -> None:
        """File sketches, each under its blocking keys."""
        ...

    def connect(self, links: Iterable[Link]) -> None:
        """Keep links."""
        ...

    def remove(self, ids: Collection[str]) -> None:
        """Forget these claims: sketches, keys, links and their place in clusters. Constraints stay."""
        ...

    def assign(self, clusters: Mapping[str, str]) -> None:
        """Set the cluster of each of these claims."""
        ...
