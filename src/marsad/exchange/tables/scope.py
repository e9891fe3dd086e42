"""Which incidents an event table of ACLED's or UCDP's form holds, and why it leaves out the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from marsad.exchange.tables.told import Told
from marsad.model.types import CasualtyKind, ClaimType

# Types in which armed force is used, as UCDP's definition of an event asks.
ARMED: Final = frozenset(ClaimType) - {
    ClaimType.WITHDRAWAL,
    ClaimType.POPULATION_MOVEMENT,
    ClaimType.AGREEMENT,
    ClaimType.FORCE_MOVEMENT,
    ClaimType.PROTEST,
    ClaimType.RIOT,
}
Outside = Callable[[Told], str | None]


def outside_acled(told: Told) -> str | None:
    """Why ACLED's form has no row for an incident: nobody says that it happened, or when."""
    if not told.done:
        return "only planned, or denied"
    return "without a day" if told.incident.first is None else None


def outside_ged(told: Told) -> str | None:
    """Why UCDP's form has none: besides, armed force and a death are asked for (Codebook 25.1, 2.1)."""
    killed = told.total(CasualtyKind.KILLED)
    if (why := outside_acled(told)) is not None:
        return why
    if told.incident.type not in ARMED:
        return "without armed force"
    return None if killed and (killed.best or killed.high) else "without a known death"


def within(items: Iterable[Told], outside: Outside, left: Counter[str]) -> Iterator[Told]:
    """Those that a table holds; ``left`` counts the others by their reason."""
    for told in items:
        if (why := outside(told)) is None:
            yield told
        else:
            left[why] += 1
