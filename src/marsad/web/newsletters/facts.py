"""What a letter tells: looked up in the ledger, in the current language, with no word of how it will look.

An incident belongs to the period that it began in, so that each is in one daily letter and in one weekly one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, Q, QuerySet
from django.utils.safestring import SafeString

from marsad.ledger.sums import Sum, sums
from marsad.model import CasualtyKind, ClaimType
from marsad.model.incident import Casualties, Incident
from marsad.web.browse import naming
from marsad.web.browse.cards import Card, cards, totals
from marsad.web.browse.dossier import dossier
from marsad.web.browse.filters import Filters
from marsad.web.browse.incident.disputes import Dispute, disputes
from marsad.web.browse.incident.incident import origins_of
from marsad.web.browse.incident.losses import figure
from marsad.web.browse.naming import Named
from marsad.web.browse.queries import select
from marsad.web.ledger import models
from marsad.web.ledger.incidents import SqlIncidents
from marsad.web.newsletters.follows import Follows, follows_of
from marsad.web.newsletters.letters import Frequency, Kind, Letter
from marsad.web.newsletters.periods import Period
from marsad.web.site.choices import Choices

MAIN: Final = 8  # incidents told in full
LATE: Final = 5  # incidents of earlier days that nobody told of before
LATE_RECORD: Final = 20  # the same in the casualty record
RECORD: Final = 50  # rows of the casualty record: mail programs cut a letter off that is too long
SHARES: Final = 8  # types or places


@dataclass(frozen=True, slots=True)
class Story:
    """An incident told in full: with every source that counts for it, and each account of what is disputed."""

    card: Card
    sources: tuple[Named, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What each source last said of one kind of casualties, of all people, the lowest first."""

    kind: CasualtyKind
    said: tuple[tuple[Named, SafeString], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in the casualty record, with each source's counts."""

    card: Card
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a letter tells. ``sums`` are of all people by kind, ``before`` those of the period before, where the
    letter compares. ``late`` are the gravest of ``late_total`` incidents of earlier days that were first told in this
    period. ``record`` are the incidents with any count, of which ``unlisted`` have no room.
    """

    letter: Letter
    frequency: Frequency
    period: Period
    incidents: tuple[Incident, ...]
    sums: tuple[Sum, ...]
    before: tuple[Sum, ...] | None
    before_total: int
    main: tuple[Story, ...]
    late: tuple[Card, ...]
    late_total: int
    record: tuple[Row, ...]
    unlisted: int

    @property
    def total(self) -> int:
        """How many incidents began in the period."""
        return len(self.incidents)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.incidents and not self.late_total

    @property
    def types(self) -> list[tuple[ClaimType, int]]:
        """The commonest types with how many incidents have each."""
        return Counter(one.type for one in self.incidents).most_common(SHARES)

    @property
    def places(self) -> list[tuple[Named, int]]:
        """The governorates (or countries) with most incidents."""
        sites = (one.site for one in self.incidents if one.site)
        counted = Counter(area for site in sites if (area := site.governorate or site.country))
        return [(naming.place(area), count) for area, count in counted.most_common(SHARES)]


def facts(letter: Letter, often: Frequency, period: Period) -> Facts:
    """What a letter has to tell of a period."""
    whole = scope(letter)
    incidents = tuple(_read(_begun(whole, period)))
    listed = [one for one in incidents if totals(one.casualties)] if letter.kind is Kind.CASUALTIES else []
    compares = often is Frequency.WEEKLY and letter.kind is not Kind.FOLLOWS
    earlier = list(_read(_begun(whole, period.before))) if compares else []
    late = _late(whole, period)
    most = LATE_RECORD if letter.kind is Kind.CASUALTIES else LATE
    return Facts(
        letter,
        often,
        period,
        incidents,
        _of_all(incidents),
        _of_all(earlier) if compares else None,
        len(earlier),
        tuple(_stories(incidents[: MAIN if letter.kind is not Kind.CASUALTIES else 0])),
        tuple(cards(list(_read(late[:most])))),
        late.count(),
        tuple(_row(told) for told in cards(listed[:RECORD])),
        max(len(listed) - RECORD, 0),
    )


def scope(letter: Letter) -> QuerySet[models.Incident]:
    """The incidents that a letter is about, of whatever day."""
    match letter.kind:
        case Kind.PLACE:
            return select(Filters(place=(letter.about,)))
        case Kind.ACTOR:
            return select(Filters(actor=(letter.about,)))
        case Kind.FOLLOWS:
            return _followed(follows_of(int(letter.about)))
    return select(Filters())


def _followed(follows: Follows) -> QuerySet[models.Incident]:
    wanted = reduce(or_, (Q(pk__in=select(one).values("pk")) for one in follows.wanted), Q(pk__in=[]))
    rows = models.Incident.objects.filter(wanted)
    for one in follows.muted:
        rows = rows.exclude(pk__in=select(one).values("pk"))
    return rows


def _gravest(rows: QuerySet[models.Incident]) -> QuerySet[models.Incident]:
    """The gravest first: by the killed, then by how many tell it."""
    return rows.order_by(F("killed_best").desc(nulls_last=True), "-claims_told", F("first").desc(nulls_last=True), "pk")


def _begun(rows: QuerySet[models.Incident], period: Period) -> QuerySet[models.Incident]:
    return _gravest(rows.filter(first__gte=period.first, first__lte=period.last))


def _late(rows: QuerySet[models.Incident], period: Period) -> QuerySet[models.Incident]:
    """Incidents of before the period, or of no day, that no report told of before the period."""
    told = models.Claim.objects.filter(report__published__lte=period.last).exclude(incident=None)
    during = told.filter(report__published__gte=period.first).values("incident")
    earlier = told.filter(report__published__lt=period.first).values("incident")
    unknown = Q(first=None) | Q(first__lt=period.first)
    return _gravest(rows.filter(unknown, pk__in=during).exclude(pk__in=earlier))


def _read(rows: QuerySet[models.Incident]) -> Sequence[Incident]:
    return list(SqlIncidents(DEFAULT_DB_ALIAS).get(list(rows.values_list("key", flat=True))).values())


def _of_all(incidents: Sequence[Incident]) -> tuple[Sum, ...]:
    return tuple(one for one in sums(incidents) if one.civilian is None and one.counted)


def _stories(incidents: Sequence[Incident]) -> list[Story]:
    return [_story(told) for told in cards(incidents)]


def _story(told: Card) -> Story:
    found = dossier(told.incident.id, AnonymousUser())
    outlets: Mapping[str, str] = found.outlets if found else naming.NONE
    sources = dict.fromkeys(naming.source(one, outlets) for one in told.incident.certainty.origins)
    disputed = disputes(found, origins_of(found), Choices()) if found and found.incident.disputes else []
    return Story(told, tuple(sources), tuple(disputed))


def _row(told: Card) -> Row:
    found = dossier(told.incident.id, AnonymousUser())
    outlets: Mapping[str, str] = found.outlets if found else naming.NONE
    return Row(told, tuple(_count(one, outlets) for one in told.tolls))


def _count(counted: Casualties, outlets: Mapping[str, str]) -> Count:
    tolls = sorted((one for one in counted.tolls if not one.superseded), key=lambda one: (one.low or 0, one.high or 0))
    digits = Choices().digits
    return Count(
        counted.kind,
        tuple((naming.source(one.origin, outlets), figure(one.low, one.high, digits)) for one in tolls),
    )
