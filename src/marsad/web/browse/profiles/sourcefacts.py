"""What the ledger shows of a source: whom it quotes and who quotes it, how often it is alone, what it says.

All of it is counted in the database and remembered: see ``remembering``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Count, F, QuerySet

from marsad.ledger.entry import Entry
from marsad.model import Report
from marsad.model.source import Source
from marsad.web.browse import naming
from marsad.web.browse.naming import Named
from marsad.web.browse.numbers.tallies import counts, latest
from marsad.web.browse.profiles.listing import called, folded
from marsad.web.browse.quotes import public_quote
from marsad.web.browse.registers import names
from marsad.web.browse.remembering import remembered
from marsad.web.ledger import facets, models
from marsad.web.ledger.entries import SqlEntries
from marsad.web.ledger.fields import exact
from marsad.web.ledger.reports import SqlReports
from marsad.web.ledger.rows import lists

CLAIMS: Final = 6  # the latest claims shown
_LOOKED: Final = 200  # incidents in which they are looked for
_QUOTED: Final = 14  # sources named on a page
_KEPT: Final = 256
# The reports are large: no more of them is read than one of each outlet.
_PRINTING: Final = (
    "SELECT o.party, COUNT(*), MIN(o.report_id) FROM ledger_claim c"
    " JOIN ledger_party o ON o.claim_id = c.id AND o.role = 'outlet'"
    " WHERE c.origin = %s AND o.party <> c.origin GROUP BY o.party"
)


@dataclass(frozen=True, slots=True)
class Quoting:
    """Sources and in how many claims; ``others`` counts the claims of those in no register, ``claims`` all."""

    sources: tuple[tuple[Named, int], ...]
    others: int
    claims: int


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as the source makes it: what its report says, and through whom."""

    entry: Entry
    text: str
    day: str | None
    outlet: Named
    chain: tuple[Named, ...]


def met() -> Mapping[str, int]:
    """The sources of all incidents, with how many."""
    return counts(facets.SOURCE)


def bears(one: str, words: str) -> bool:
    """Whether a source is called so."""
    return called(words, _folded(one))


@dataclass(frozen=True, slots=True)
class Shown:
    """What the claims show of one source."""

    source: Source

    def quoted_by(self) -> Quoting:
        """The outlets that print what it says: those of the claims whose innermost source it is."""
        return _quoting(_outlets(self.source.id))

    def quotes(self) -> Quoting:
        """Whose word it passes on: the innermost sources of the claims that it prints or stands in the chain of."""
        return _quoting({one: (count, "") for one, count in _origins(self.source.id).items()})

    def against_interest(self) -> int:
        """The incidents in which its side confirms by it what is to its own loss."""
        side = self.source.side
        return _against(self.source.id, side) if side else 0

    def said(self) -> list[Said]:
        """Its latest claims: three questions to the database, however many they are."""
        entries = SqlEntries(DEFAULT_DB_ALIAS).get(_latest(self.source.id))
        ids = {entry.report for entry in entries.values()}
        told, reports = SqlEntries(DEFAULT_DB_ALIAS).of(ids), SqlReports(DEFAULT_DB_ALIAS).get(ids)
        return [_said(entry, told[entry.report], reports[entry.report]) for entry in entries.values()]


def _said(entry: Entry, told: Sequence[Entry], report: Report) -> Said:
    return Said(
        entry,
        public_quote(report, entry.claim, [one.claim for one in told]),
        entry.published,
        naming.outlet(entry.outlet, report.outlet),
        tuple(naming.source(one) for one in entry.chain[:-1]),
    )


def _claims(id: str) -> QuerySet[models.Claim]:
    """The claims that name it or are in a report of its."""
    return models.Claim.objects.filter(pk__in=models.Party.objects.filter(party=id).values("claim"))


def _quoting(counted: Mapping[str, tuple[int, str]]) -> Quoting:
    named = {
        one: naming.outlet(one, written) if written else naming.source(one) for one, (_, written) in counted.items()
    }
    shown = [(named[one], count) for one, (count, written) in counted.items() if named[one].known or written]
    shown.sort(key=lambda pair: (-pair[1], pair[0].text))
    total = sum(count for count, _ in counted.values())
    return Quoting(tuple(shown[:_QUOTED]), total - sum(count for _, count in shown[:_QUOTED]), total)


@cache
def _folded(one: str) -> tuple[str, ...]:
    found = names().source(one)
    return tuple(dict.fromkeys(folded(name) for name in (*found.ar, *found.en)))


@remembered(_KEPT)
def _outlets(id: str) -> Mapping[str, tuple[int, str]]:
    """The outlets by id, each with its claims and the name that its first report gives it."""
    with connection.cursor() as cursor:
        cursor.execute(_PRINTING, [id])
        counted = cursor.fetchall()
    reports = models.Report.objects.filter(pk__in={first for _, _, first in counted})
    written = dict(reports.values_list("pk", "outlet"))
    return {exact(one): (count, written[first]) for one, count, first in counted}


@remembered(_KEPT)
def _origins(id: str) -> Mapping[str, int]:
    rows = _claims(id).exclude(origin=id).values_list("origin").annotate(count=Count("pk"))
    return dict(rows.order_by())


@remembered(_KEPT)
def _latest(id: str) -> tuple[str, ...]:
    """The ids of its latest claims, looked for among those about the latest incidents that it tells of."""
    claims = models.Claim.objects.filter(origin=id, incident__in=latest(id, _LOOKED))
    latest_first = claims.order_by(F("report__published").desc(nulls_last=True), "-pk")
    return tuple(latest_first.values_list("key", flat=True)[:CLAIMS])


@remembered(_KEPT)
def _against(id: str, side: str) -> int:
    admitted = models.Facet.objects.filter(kind=facets.ADMITTED, value=side).values_list("incident", flat=True)
    found = models.Facet.objects.filter(kind=facets.SOURCE, value=id)
    return sum(found.filter(incident__in=part).count() for part in lists(list(admitted)))
