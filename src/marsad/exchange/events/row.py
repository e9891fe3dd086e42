"""One event of somebody's table, in terms that all tables share."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model.types import ClaimType


@dataclass(frozen=True, slots=True)
class EventRow:
    """``first`` and ``last`` are inclusive ISO dates; ``date_prec`` and ``where_prec`` are UCDP GED's.

    ``types`` are the claim types that the row's own type covers: UCDP tells who fights whom, not how, and gets none.
    ``low``, ``best`` and ``high`` count the dead, ``None`` where the table gives none. ``country`` is an ISO 3166-1
    alpha-2 code. ``side_a`` and ``side_b`` hold names, «; » between several; ``sources`` are names as the table writes
    them.
    """

    id: str
    first: str
    last: str
    date_prec: int | None
    place: str
    admin1: str
    country: str | None
    lat: float | None
    lon: float | None
    where_prec: int | None
    types: tuple[ClaimType, ...]
    side_a: str
    side_b: str
    low: int | None
    best: int | None
    high: int | None
    sources: tuple[str, ...] = ()
    note: str = ""
