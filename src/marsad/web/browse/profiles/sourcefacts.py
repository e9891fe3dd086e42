"""What the ledger shows of a source: whom it quotes and who quotes it, how often it is alone, what it says.

Most of it is counted in memory (``marsad.web.columns``), all of it is remembered: see ``remembering``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F

from marsad.ledger.entry import Entry
from marsad.model import Mention, Report
from marsad.model.source import Source
from marsad.web.browse import naming
from marsad.web.browse.choosing import counted
from marsad.web.browse.naming import Named
from marsad.web.browse.numbers.tallies import counts, latest
from marsad.web.browse.profiles.listing import called, folded
from marsad.web.browse.quotes import masked_quote
from marsad.web.browse.quoting import people_of
from marsad.web.browse.registers import names
from marsad.web.browse.remembering import remembered
from marsad.web.browse.tally import Tally
from marsad.web.columns.keeping import table
from marsad.web.columns.table import CODES, distinct
from marsad.web.ledger import facets, models
from marsad.web.ledger.entries import SqlEntries
from marsad.web.ledger.reports import SqlReports

CLAIMS: Final = 6  # the latest claims shown
_LOOKED: Final = 60  # incidents in which they are looked for
_QUOTED: Final = 14  # sources named on a page
_NAMED: Final = 3 * _QUOTED  # of which the names are looked up
_KEPT: Final = 256


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
        people, reports = people_of(ids), SqlReports(DEFAULT_DB_ALIAS).get(ids)
        return [_said(entry, people[entry.report], reports[entry.report]) for entry in entries.values()]


def _said(entry: Entry, people: Sequence[Mention], report: Report) -> Said:
    return Said(
        entry,
        masked_quote(report.text, entry.claim.trigger.start, people),
        entry.published,
        naming.outlet(entry.outlet, report.outlet),
        tuple(naming.source(one) for one in entry.chain[:-1]),
    )


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
    """The outlets by id, the commonest first, each with its claims and, of one that no register has, the name that its
    first report gives it: as far as there is room to show it.
    """
    voices = table().voices
    printed = Tally.of(voices.party[voices.outlet & (voices.origin == CODES.number(id))])
    return {one.value: (one.count, _written(one.value) if n < _NAMED else "") for n, one in enumerate(printed)}


def _written(outlet: str) -> str:
    if not names().source(outlet).provisional:
        return ""
    found = models.Party.objects.filter(party=outlet, role="outlet").order_by("name", "report")
    return found.values_list("report__outlet", flat=True).first() or ""


@remembered(_KEPT)
def _origins(id: str) -> Mapping[str, int]:
    voices = table().voices
    return counted(voices.origin[voices.party == CODES.number(id)])


@remembered(_KEPT)
def _latest(id: str) -> tuple[str, ...]:
    """The ids of its latest claims, looked for among those about the latest incidents that it tells of."""
    claims = models.Claim.objects.filter(origin=id, incident__in=latest(id, _LOOKED))
    latest_first = claims.order_by(F("report__published").desc(nulls_last=True), "-pk")
    return tuple(latest_first.values_list("key", flat=True)[:CLAIMS])


@remembered(_KEPT)
def _against(id: str, side: str) -> int:
    told = table().facets
    admitted, own = told[facets.ADMITTED].having(CODES.number(side)), told[facets.SOURCE].having(CODES.number(id))
    return len(np.intersect1d(distinct(admitted), distinct(own), assume_unique=True))
