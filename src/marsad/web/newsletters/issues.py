"""Issues: made once and frozen, found again for who gets them late and for the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max, Q, QuerySet

from marsad.web.newsletters.facts import scope
from marsad.web.newsletters.letters import GENERAL, Frequency, Kind, Letter
from marsad.web.newsletters.models import Issue
from marsad.web.newsletters.periods import Period, Rhythm, of_day, over
from marsad.web.newsletters.rendering import render

_SATURDAY: Final = 6  # as databases count days of the week (ISO 8601): the weeks of ``letters.standing`` begin with it


@dataclass(frozen=True, slots=True)
class Edition:
    """What makes an issue one: its letter, language and days."""

    letter: Letter
    often: Frequency
    language: str
    period: Period

    @property
    def columns(self) -> dict[str, object]:
        """The columns that an issue is known by."""
        return {
            "kind": str(self.letter.kind),
            "about": self.letter.about,
            "language": self.language,
            "frequency": str(self.often),
            "first": self.period.first,
        }


def issue(edition: Edition, now: datetime) -> Issue:
    """The issue of an edition, made from the ledger as it is if there is none yet."""
    found = Issue.objects.filter(**edition.columns).defer("html", "text", "picture").first()
    return found or _made(edition, now)


def shown(letter: Letter, often: Frequency, now: datetime) -> Period:
    """The period that a preview tells of: the latest that is over and has anything to tell, else the latest."""
    rhythm = Rhythm(often)
    latest = over(now, rhythm)
    last = scope(letter).filter(first__lte=latest.last).aggregate(last=Max("first"))["last"]
    return min(latest, of_day(last, rhythm)) if isinstance(last, date) else latest


def archive(letter: Letter, language: str) -> QuerySet[Issue]:
    """The issues of a letter in a language, the newest first, without what is in them.

    Of a general letter those that are made for everybody, so that no week is there seven times over.
    """
    rows = Issue.objects.filter(kind=str(letter.kind), about=letter.about, language=language)
    if letter in GENERAL:
        rows = rows.exclude(Q(frequency=str(Frequency.WEEKLY)) & ~Q(first__iso_week_day=_SATURDAY))
    return rows.defer("html", "text", "picture").order_by("-first", "frequency")


def _made(edition: Edition, now: datetime) -> Issue:
    rendered = render(edition.letter, edition.often, edition.period, edition.language)
    letter = edition.letter
    made = Issue(
        **edition.columns,
        last=edition.period.last,
        owner_id=int(letter.about) if letter.kind is Kind.FOLLOWS else None,
        made=now,
        incidents=rendered.incidents,
        empty=rendered.empty,
        subject=rendered.subject,
        lead=rendered.lead,
        html=rendered.html,
        text=rendered.text,
        picture=rendered.picture,
        described=rendered.described,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        # Another sender made it meanwhile: what it made is what is sent.
        return Issue.objects.get(**edition.columns)
    return made
