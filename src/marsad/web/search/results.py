"""What a search shows of the reports, incidents, places and actors that it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import DEFAULT_DB_ALIAS
from django.utils.safestring import SafeString

from marsad.model import Report
from marsad.web.browse import naming
from marsad.web.browse.drawncards import Drawn, drawn
from marsad.web.browse.numbers import tallies
from marsad.web.browse.registers import names, registers
from marsad.web.ledger import facets, models
from marsad.web.ledger.entries import SqlEntries
from marsad.web.ledger.reports import SqlCodings
from marsad.web.reports.masking import mask_for
from marsad.web.review.roles import User
from marsad.web.search import snippets
from marsad.web.search.names import PLACES, Named
from marsad.web.search.query import Query
from marsad.web.search.snippets import Snippet
from marsad.web.site.choices import Choices

_SPELLINGS: Final = 6  # other names shown of a place or an actor


@dataclass(frozen=True, slots=True)
class ReportFound:
    """A report: its title, its outlet as it names itself, its day, and the piece of it that was searched for."""

    key: str
    title: SafeString
    outlet: str
    day: date | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class NameFound:
    """A place or an actor: its name and what holds it, its other names with marks, and how many incidents it has."""

    id: str
    named: naming.Named
    around: naming.Named | None
    spellings: tuple[SafeString, ...]
    incidents: int


def reports(rows: Sequence[int], query: Query, user: User) -> list[ReportFound]:
    """Reports by their rows, in this order; names of private persons are masked as on the reports' own pages."""
    columns = ("pk", "key", "title", "text", "outlet", "published")
    told = {row: rest for row, *rest in models.Report.objects.filter(pk__in=rows).values_list(*columns)}
    keys = [key for key, *_ in told.values()]
    entries, codings = SqlEntries(DEFAULT_DB_ALIAS).of(keys), SqlCodings(DEFAULT_DB_ALIAS).get(keys)
    found = []
    for key, title, text, outlet, day in (told[row] for row in rows if row in told):
        claims = [entry.claim for entry in entries.get(key, ())]
        claims += codings[key].claims if key in codings else ()
        mask = mask_for(user, Report(key, title, text), claims, registers().actors)
        piece = snippets.snippet(text, query, mask)
        found.append(ReportFound(key, snippets.title(title, query, mask), outlet, day, piece))
    return found


def incidents(rows: Sequence[int], choices: Choices) -> list[Drawn]:
    """Incidents by their rows, in this order."""
    return drawn(rows, choices)


def named(found: Sequence[Named], query: Query) -> list[NameFound]:
    """Places or actors, in this order."""
    counts = _counts(found)
    return [_named(one, query, counts.get(one.id, 0)) for one in found]


def _named(one: Named, query: Query, count: int) -> NameFound:
    shown = naming.place(one.id) if one.kind == PLACES else naming.actor(one.id)
    others = [name for name in one.names if name != shown.text]
    marked = [snippets.title(name, query, str) for name in others]
    marked.sort(key=lambda name: "<mark>" not in name)
    return NameFound(one.id, shown, around(one), tuple(marked[:_SPELLINGS]), count)


def around(one: Named) -> naming.Named | None:
    """What holds a place next, but for its country unless it lies in nothing else."""
    place = names().place(one.id) if one.kind == PLACES else None
    holders = names().chain(place)[1:] if place else []
    held = next((holder for holder in holders if holder.cls == "governorate"), holders[-1] if holders else None)
    return naming.place(held.id) if held else None


def _counts(found: Sequence[Named]) -> Mapping[str, int]:
    kind = facets.PLACE if found and found[0].kind == PLACES else facets.ACTOR
    return tallies.counts(kind)
