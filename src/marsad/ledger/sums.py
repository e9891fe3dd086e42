"""Casualties of many incidents together: ranges, with what they leave out.

A sum of tolls is never exact: some incidents have no count, others only «dozens». A sum therefore always says how many
incidents it holds, how many had no count, and at how many its ends are open.

What is told of more than a month («the war has killed 39,000 since October») is the running total of many happenings,
and holds the dead of other incidents: it stays with its own incident, and counts as no count here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from marsad.ledger.casualties import CIVILIANS, FIGHTERS, PEOPLE
from marsad.model import CasualtyKind
from marsad.model.incident import Casualties, Incident

# Of whom a sum is taken, by ``Sum.civilian``.
_WHOM: Final = {None: PEOPLE, True: CIVILIANS, False: FIGHTERS}
_LONGER: Final = 5  # UCDP's date_prec for more than a month


@dataclass(frozen=True, slots=True)
class Sum:
    """The casualties of one kind in many incidents: of civilians, of others (``civilian`` false) or of all (``None``).

    ``low``, ``best`` and ``high`` are ``None`` where no incident had a count. ``counted`` incidents are summed,
    ``uncounted`` ones had no count. Of the counted, ``open_low`` had no lowest figure, so that they add nothing to it,
    and ``open_high`` no highest, so that they add the largest that was told; ``contested`` had sources that exclude
    each other.
    """

    kind: CasualtyKind
    civilian: bool | None
    low: int | None
    best: int | None
    high: int | None
    counted: int
    uncounted: int
    open_low: int
    open_high: int
    contested: int


def sums(incidents: Iterable[Incident]) -> tuple[Sum, ...]:
    """The sums of every kind that any of the incidents counts, of all people, of civilians and of others.

    Which incidents belong together (a place and all in it, a span of days) is the caller's choice.
    """
    told = [{(row.kind, row.group): row for row in own(incident)} for incident in incidents]
    kinds = [kind for kind in CasualtyKind if kind is not CasualtyKind.NONE_REPORTED]
    found = (
        _sum(kind, civilian, [rows[kind, group] for rows in told if (kind, group) in rows], len(told))
        for kind in kinds
        for civilian, group in _WHOM.items()
        if any((kind, PEOPLE) in rows or (kind, group) in rows for rows in told)
    )
    return tuple(found)


def own(incident: Incident) -> tuple[Casualties, ...]:
    """The tolls of an incident that are its own: none where it is told of more than a month."""
    return () if incident.date_precision == _LONGER else incident.casualties


def _sum(kind: CasualtyKind, civilian: bool | None, rows: Sequence[Casualties], incidents: int) -> Sum:
    return Sum(
        kind,
        civilian,
        low=sum(row.low or 0 for row in rows) if rows else None,
        best=sum(row.best or 0 for row in rows) if rows else None,
        high=sum(map(highest, rows)) if rows else None,
        counted=len(rows),
        uncounted=incidents - len(rows),
        open_low=sum(row.low is None for row in rows),
        open_high=sum(row.high is None for row in rows),
        contested=sum(row.contested for row in rows),
    )


def highest(row: Casualties) -> int:
    """The upper end, or where it is open the largest figure that still stands."""
    if row.high is not None:
        return row.high
    told = (bound for toll in row.tolls if not toll.superseded for bound in (toll.low, toll.high))
    return max(bound for bound in (*told, row.best, 0) if bound is not None)
