"""What an address of the search asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict

from marsad.web.browse import filters
from marsad.web.search.names import ACTORS, PLACES
from marsad.web.search.query import LONGEST, Query, parsed
from marsad.web.search.retrieving import Period

REPORTS: Final = "reports"
INCIDENTS: Final = "incidents"
TABS: Final = (REPORTS, INCIDENTS, PLACES, ACTORS)


@dataclass(frozen=True, slots=True)
class Asked:
    """``written`` is what was typed, ``tab`` one of ``TABS`` or empty, ``first`` and ``last`` ISO dates."""

    written: str = ""
    exact: bool = False
    tab: str = ""
    first: str | None = None
    last: str | None = None
    after: str = ""

    @property
    def query(self) -> Query:
        """What was typed, read."""
        return parsed(self.written, self.exact)

    @property
    def period(self) -> Period:
        """The days searched."""
        return Period(*(date.fromisoformat(day) if day else None for day in (self.first, self.last)))

    def with_(self, **changes: Any) -> Asked:
        """The same on its first page, with some of it changed."""
        return replace(self, **{"after": "", **changes})

    def address(self) -> str:
        """As a query string with its question mark."""
        told = {"q": self.written, "in": self.tab, "exact": "1" if self.exact else "", "from": self.first}
        told |= {"to": self.last, "after": self.after}
        return "?" + urlencode({key: value for key, value in told.items() if value}, errors="replace")


def asked(query: QueryDict) -> Asked:
    """What an address asks. Raises ``FilterError`` for days that are none; words can be anything."""
    days = QueryDict(mutable=True)
    days.update({key: query.get(key, "") for key in ("from", "to")})
    period = filters.parsed(days)
    tab = query.get("in", "")
    return Asked(
        " ".join(query.get("q", "").replace("\0", " ").split())[:LONGEST],
        query.get("exact") == "1",
        tab if tab in TABS else "",
        period.first,
        period.last,
        query.get("after", ""),
    )
