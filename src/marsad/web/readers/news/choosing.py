"""The incidents of a reader's own page: all that they follow and nothing that they mute, in order of worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.contrib.auth.models import User

from marsad.ledger.wire import loads
from marsad.model.incident import Incident
from marsad.web.browse import queries
from marsad.web.ledger import models as ledger
from marsad.web.readers.news import changes
from marsad.web.readers.news.following import filters_of
from marsad.web.readers.news.models import Follow, Seen
from marsad.web.readers.news.ranking import Worth, worth

_EACH: Final = 40  # incidents looked at for each thing followed
_OF_A_DAY: Final = 400  # of the day at which a page ends, which is told whole
SHOWN: Final = 40  # incidents from which on a page ends with the day


@dataclass(frozen=True, slots=True)
class Item:
    """An incident with why it is there. ``changes`` tell what is new since it was seen; ``seen`` is how it was."""

    incident: Incident
    follows: tuple[Follow, ...]
    worth: Worth
    changes: tuple[str, ...]
    seen: Seen | None

    @property
    def new(self) -> bool:
        """Whether the reader has never seen it."""
        return self.seen is None

    @property
    def read(self) -> bool:
        """Whether the reader marked it as read, and it is as it was then."""
        return self.seen is not None and self.seen.read and not self.changes


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page of items; ``until`` is the last day of the next page, ``None`` where there is none."""

    items: tuple[Item, ...]
    until: str | None


def choose(owner: User, until: str | None = None, *, by_day: bool = False) -> Chosen:
    """What the owner follows, of the days up to ``until``, in order of worth or, ``by_day``, the newest first."""
    follows = list(Follow.objects.filter(owner=owner))
    found, edge = _gathered([one for one in follows if not one.muted], until)
    muted = _muted([one for one in follows if one.muted], found)
    kept = {number: told for number, told in found.items() if number not in muted}
    edge = _edge(kept) or edge
    items = _items(owner, {number: told for number, told in kept.items() if edge is None or (told.first or "") >= edge})
    items.sort(key=_newest_first if by_day else lambda item: (-item.worth.total, item.incident.id))
    return Chosen(tuple(items), _day_before(edge) if edge else None)


@dataclass(frozen=True, slots=True)
class _Told:
    """The first day of an incident, and what brought it here. The incident itself is read once it is sure to stay."""

    first: str | None
    follows: list[Follow]


_Found = dict[int, _Told]  # by the numbers of the incidents


def _gathered(follows: Iterable[Follow], until: str | None) -> tuple[_Found, str | None]:
    """The newest of each follow, as far back as all of them were looked at; the day behind which more may be."""
    looked = [(one, queries.newest(filters_of(one).with_(last=until), _EACH + 1)) for one in follows]
    ends = [(one, _iso(rows[_EACH - 1][0])) for one, rows in looked if len(rows) > _EACH]
    edge = max((day for _, day in ends if day), default=None)
    # A day may have more than was looked at: the last one of the page is asked for whole.
    rest = [(one, _of_day(one, edge)) for one, day in ends if edge and day == edge]
    found: _Found = {}
    for one, rows in [*((one, rows[:_EACH]) for one, rows in looked), *rest]:
        for first, number in rows:
            told = found.setdefault(number, _Told(_iso(first), []))
            if one not in told.follows:
                told.follows.append(one)
    return {number: told for number, told in found.items() if edge is None or (told.first or "") >= edge}, edge


def _of_day(one: Follow, day: str) -> list[tuple[date | None, int]]:
    found = queries.newest(filters_of(one).with_(first=day, last=day), _OF_A_DAY)
    return [(first, number) for first, number in found if _iso(first) == day]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _edge(kept: _Found) -> str | None:
    """The day with which a page is full, ``None`` if it is not."""
    days = sorted((told.first for told in kept.values() if told.first), reverse=True)
    full = days[SHOWN - 1] if len(days) > SHOWN else None
    return full if full and full != days[-1] else None


def _muted(mutes: Iterable[Follow], found: _Found) -> set[int]:
    rows = (queries.select(filters_of(one)).filter(pk__in=list(found)) for one in mutes) if found else ()
    return {number for fitting in rows for number in fitting.values_list("pk", flat=True)}


def _items(owner: User, kept: _Found) -> list[Item]:
    rows = ledger.Incident.objects.filter(pk__in=list(kept)).values_list("pk", "whole__document")
    incidents = [(loads(Incident, document), kept[number]) for number, document in rows]
    seen = changes.seen_of(owner, [incident for incident, _ in incidents])
    newest = max((date.fromisoformat(one.first) for one, _ in incidents if one.first), default=date.min)
    items = []
    for incident, brought in incidents:
        before = seen.get(incident.id)
        told = tuple(changes.changed(before, incident)) if before else ()
        value = worth(incident, len(brought.follows), new=before is None or bool(told), newest=newest)
        items.append(Item(incident, tuple(brought.follows), value, told, before))
    return items


def _newest_first(item: Item) -> tuple[int, str]:
    first = item.incident.first
    return (-date.fromisoformat(first).toordinal() if first else 0, item.incident.id)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
