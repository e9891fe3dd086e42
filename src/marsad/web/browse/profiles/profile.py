"""What pages of places, actors and sources have in common: numbers by type and year, tolls, latest incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from marsad.model import ClaimType
from marsad.web.browse import naming, queries
from marsad.web.browse.drawncards import drawn
from marsad.web.browse.filters import Filters
from marsad.web.browse.numbers import figures
from marsad.web.browse.numbers.figures import INCIDENTS, Asked, Figure, Reader
from marsad.web.browse.numbers.series import Series
from marsad.web.browse.numbers.spans import Unit
from marsad.web.browse.numbers.totals import reader, totals
from marsad.web.ledger.incidents import KINDS
from marsad.web.site import words
from marsad.web.site.families import FAMILIES

LATEST: Final = 6  # incidents shown; all are one step away
_PLACES: Final = 14  # governorates shown
_YEARS: Final = 2  # a longer time is cut into years
_LONGEST: Final = 1000  # thousandths of the longest bar


@dataclass(frozen=True, slots=True)
class Share:
    """How many incidents something has; ``length`` is its bar's, in thousandths of the longest."""

    label: str | Promise
    count: int
    length: int
    address: str | None = None
    family: str = ""

    @property
    def start(self) -> int:
        """Where the bar begins from the left, if it ends at the right: so it is drawn in Arabic."""
        return _LONGEST - self.length


def told(filters: Filters, request: HttpRequest) -> dict[str, Any]:
    """What a template is told of the incidents that fit: see ``registers_*.html``."""
    who, sums = reader(request), Series(filters, KINDS[0])
    count = sums.total().incidents
    if not count:
        return {"total": 0}
    unit = _unit(sums)
    time = figures.figure("incidents", Asked(sums, INCIDENTS, unit), who)
    return {
        "total": count,
        "days": sums.days(),
        "totals": totals(sums.told(), who),
        "types": types({kind: tally.incidents for kind, tally in sums.by_type().items()}, filters),
        "over_time": time,
        "drawing": _drawn(time, who),
        "take": filters.query(figure=time.name, **({"unit": unit} if unit else {})),
        "cards": drawn(queries.numbered(filters, size=LATEST).numbers, who.choices),
        "links": links(filters),
    }


def links(filters: Filters) -> dict[str, str]:
    """The same incidents elsewhere."""
    return {route: f"{reverse(route)}?{filters.query()}" for route in ("today", "map", "timeline", "feed")}


def types(counts: Mapping[str, int], filters: Filters) -> list[Share]:
    """Types with their counts, the commonest first, each leading to its incidents among those that fit."""
    kinds = ((ClaimType(kind), count) for kind, count in counts.items())
    return shares(
        (words.TYPES[kind], count, today(filters.with_(type=(kind,))), FAMILIES[kind]) for kind, count in kinds
    )


def places(filters: Filters) -> list[Share]:
    """The governorates of the incidents."""
    told = Series(filters, KINDS[0]).governorates(_PLACES)
    found = ((naming.place(one), count) for one, count in told.items())
    return shares((named.text, count, named.address, "") for named, count in found)


def shares(rows: Iterable[tuple[str | Promise, int, str | None, str]]) -> list[Share]:
    """Rows of label, count, address and family as bars, the longest first."""
    ordered: Sequence[tuple[str | Promise, int, str | None, str]] = sorted(rows, key=lambda row: (-row[1], str(row[0])))
    longest = max((count for _, count, _, _ in ordered), default=0)
    return [Share(label, count, _LONGEST * count // longest, to, family) for label, count, to, family in ordered]


def today(filters: Filters) -> str:
    """The address of the incidents that fit."""
    return f"{reverse('today')}?{filters.query()}"


def _unit(sums: Series) -> Unit | None:
    """How time is cut: into years where the incidents span more than two, else as it fits."""
    known = sums.days()
    return Unit.YEAR if known is not None and (known[1] - known[0]).days > _YEARS * 366 else None


def _drawn(found: Figure, who: Reader) -> SafeString:
    # Built by marsad.web.charts, which escapes all it is given.
    return mark_safe(figures.for_page(found, who, today)) if found.rows else SafeString("")
