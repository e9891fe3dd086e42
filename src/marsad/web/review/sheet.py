"""A claim on the reviewer's desk: its report's text with the evidence, its fields as forms, its history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q
from django.utils.functional import Promise

from marsad.ledger.entry import Entry
from marsad.ledger.wire import loads
from marsad.model import CasualtyCount, Claim, Mention, Report
from marsad.model.incident import Incident, Site
from marsad.model.judgement import Anchor, Field, Judgement, anchors
from marsad.web.browse import naming, queries
from marsad.web.browse.cards import Card, card
from marsad.web.browse.headlines import headline
from marsad.web.browse.incident.past import FIELDS, Judged, judged
from marsad.web.browse.quotes import quote
from marsad.web.ledger import models
from marsad.web.ledger.entries import SqlEntries
from marsad.web.ledger.judgements import SqlJudgements
from marsad.web.ledger.reports import SqlReports
from marsad.web.reports.marks import Mark, Stretch, marks_of, paragraphs
from marsad.web.reports.neutral import neutral
from marsad.web.site.choices import Choices

DAYS: Final = (3, 14, 60)  # how far from the incident another may lie to be offered for a merge
_NEAR: Final = 0.35  # degrees, about 40 km
_OFFERED: Final = 12
_SHOWN: Final = 40  # other claims of the incident


@dataclass(frozen=True, slots=True)
class Option:
    """Words of the report that a field can hold: ``value`` is START:END."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """A field that holds mentions."""

    name: Field
    title: Promise
    held: tuple[Option, ...]
    others: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A row of the casualties' form; ``number`` tells the rows apart."""

    number: int
    count: CasualtyCount | None
    words: str
    group: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An incident that may be the same happening."""

    card: Card
    headline: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another claim of the same incident, as its report tells it."""

    entry: Entry
    outlet: str
    quote: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it. ``claim`` is ``None`` for one that was rejected or is gone: only its history is left. ``own`` is the
    number by which ``text`` marks its evidence, ``others`` are the other claims of the report.
    """

    key: str
    report: Report
    claim: Claim | None
    text: list[list[Stretch]]
    own: int
    history: list[Judged]
    incident: Incident | None
    siblings: list[Sibling]
    others: tuple[Claim, ...]

    @property
    def named(self) -> list[Named]:
        """The fields that hold mentions."""
        return [] if self.claim is None else list(_named(self.claim, self.others))

    @property
    def percent(self) -> int | None:
        """The coder's confidence in whole hundredths; ``None`` where it gave none."""
        return round(100 * self.claim.confidence) if self.claim and self.claim.confidence else None

    @property
    def when(self) -> str:
        """The words of the time as START:END; empty where there are none."""
        when = self.claim.when if self.claim else None
        return f"{when.start}:{when.end}" if when and when.text else ""

    @property
    def counts(self) -> list[Count]:
        """The casualties, and a row for one more."""
        held = self.claim.casualties if self.claim else ()
        rows = [Count(n, one, _words(one), _span(one.group) if one.group else "") for n, one in enumerate(held)]
        return [*rows, Count(len(rows), None, "", "")]

    @property
    def groups(self) -> list[Option]:
        """Who may be counted: groups of the report's counts, and its actors."""
        claims = self._claims
        found = [count.group for claim in claims for count in claim.casualties if count.group]
        actors = [one for claim in claims for one in (*claim.targets, *claim.initiators)]
        return list(_options([*found, *actors]))

    @property
    def _claims(self) -> tuple[Claim, ...]:
        return (self.claim, *self.others) if self.claim else self.others


def sheet(key: str) -> Sheet | None:
    """The sheet of a claim; ``None`` for one that never was."""
    entries = SqlEntries(DEFAULT_DB_ALIAS)
    entry = entries.get([key]).get(key)
    said = SqlJudgements(DEFAULT_DB_ALIAS).of_subjects([f"claim:{key}"])
    anchor = _anchor(key, said)
    name = entry.report if entry else anchor.report if anchor else None
    report = SqlReports(DEFAULT_DB_ALIAS).get([name]).get(name) if name else None
    if report is None:
        return None
    told = entries.of([report.id]).get(report.id, ())
    own = next((n for n, one in enumerate(told) if one.id == key), len(told))
    claims = [one.claim for one in told]
    marks = [*marks_of(claims), *_gone(entry, anchor, own)]
    incident = queries.incident(key) if entry else None
    others = tuple(claim for n, claim in enumerate(claims) if n != own)
    return Sheet(
        key,
        report,
        entry.claim if entry else None,
        paragraphs(neutral(report.text), marks),
        own,
        judged(said)[::-1],
        incident,
        _siblings(key, incident),
        others,
    )


def offers(incident: Incident, days: int, choices: Choices) -> list[Offer]:
    """Incidents near in time and place: one question to the database."""
    if incident.first is None or incident.last is None or incident.site is None:
        return []
    reach = timedelta(days=days)
    rows = models.Incident.objects.exclude(key=incident.id).filter(
        _near(incident.site),
        first__gte=date.fromisoformat(incident.first) - reach,
        first__lte=date.fromisoformat(incident.last) + reach,
    )
    found = [
        loads(Incident, document)
        for document in rows.order_by("first", "pk").values_list("whole__document", flat=True)[:60]
    ]
    found.sort(key=lambda one: (one.type != incident.type, _away(one, incident), one.id))
    shown = [card(one) for one in found[:_OFFERED]]
    return [Offer(one, headline(one, choices)) for one in shown]


def _near(site: Site) -> Q:
    near = Q(governorate=site.governorate) if site.governorate else Q(place=site.place) if site.place else Q(pk=None)
    if site.lat is not None and site.lon is not None:
        near |= Q(lat__range=(site.lat - _NEAR, site.lat + _NEAR), lon__range=(site.lon - _NEAR, site.lon + _NEAR))
    return near


def _away(one: Incident, other: Incident) -> int:
    days = date.fromisoformat(one.first or "") - date.fromisoformat(other.first or "")
    return abs(days.days)


def _anchor(key: str, said: Sequence[Judgement]) -> Anchor | None:
    found = [one for judgement in said for one in anchors(judgement.act) if one.claim == key]
    return found[-1] if found else None


def _gone(entry: Entry | None, anchor: Anchor | None, own: int) -> Iterator[Mark]:
    """The trigger of a claim that counts no more."""
    if entry is None and anchor is not None:
        yield Mark(anchor.trigger.start, anchor.trigger.end, "trigger", own)


def _siblings(key: str, incident: Incident | None) -> list[Sibling]:
    if incident is None or len(incident.claims) < 2:
        return []
    found = SqlEntries(DEFAULT_DB_ALIAS).get([one for one in incident.claims if one != key][:_SHOWN])
    reports = SqlReports(DEFAULT_DB_ALIAS).get({one.report for one in found.values()})
    return [
        Sibling(
            one, naming.outlet(one.outlet, reports[one.report].outlet).text, quote(reports[one.report].text, one.claim)
        )
        for one in found.values()
        if one.report in reports
    ]


def _named(claim: Claim, others: Sequence[Claim]) -> Iterator[Named]:
    claims = (claim, *others)
    actors = [one for told in claims for one in (*told.initiators, *told.targets)]
    places = [one for told in claims for one in told.places]
    sources = [one for told in claims for one in told.sources]
    known = {Field.INITIATORS: actors, Field.TARGETS: actors, Field.PLACES: places, Field.SOURCES: sources}
    for field, found in known.items():
        held: tuple[Mention, ...] = getattr(claim, field.value)
        own = tuple(Option(_span(one), one.text) for one in held)
        yield Named(field, FIELDS[field], own, tuple(_options(found, {one.text for one in held})))


def _options(mentions: Iterable[Mention], but: Collection[str] = ()) -> Iterator[Option]:
    """Mentions each once, by their words, but for some."""
    seen = set(but)
    for one in mentions:
        if one.text not in seen:
            seen.add(one.text)
            yield Option(_span(one), one.text)


def _span(mention: Mention) -> str:
    return f"{mention.start}:{mention.end}"


def _words(count: CasualtyCount) -> str:
    return f"{count.start}:{count.end}" if count.text else ""
