"""The incidents of a reader's own page: all that they follow and nothing that they mute, in order of worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.contrib.auth.models import User

from marsad.model.incident import Incident
from marsad.web.browse import queries
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
    kept = {key: told for key, told in found.items() if key not in muted}
    edge = _edge(kept) or edge
    items = _items(owner, {key: told for key, told in kept.items() if edge is None or (told[0].first or "") >= edge})
    items.sort(key=_newest_first if by_day else lambda item: (-item.worth.total, item.incident.id))
    return Chosen(tuple(items), _day_before(edge) if edge else None)


_Found = dict[str, tuple[Incident, list[Follow]]]


def _gathered(follows: Iterable[Follow], until: str | None) -> tuple[_Found, str | None]:
    """The newest of each follow, as far back as all of them were looked at; the day behind which more may be."""
    pages = [(one, queries.page(filters_of(one).with_(last=until), size=_EACH)) for one in follows]
    ends = [(one, page.incidents[-1].first) for one, page in pages if page.after]
    edge = max((day for _, day in ends if day), default=None)
    # A day may have more than was looked at: the last one of the page is asked for whole.
    rest = [(one, _of_day(one, edge)) for one, day in ends if edge and day == edge]
    found: _Found = {}
    for one, incidents in [*((one, page.incidents) for one, page in pages), *rest]:
        for incident in incidents:
            told = found.setdefault(incident.id, (incident, []))[1]
            if one not in told:
                told.append(one)
    return {key: told for key, told in found.items() if edge is None or (told[0].first or "") >= edge}, edge


def _of_day(one: Follow, day: str) -> list[Incident]:
    found = queries.page(filters_of(one).with_(first=day, last=day), size=_OF_A_DAY).incidents
    return [incident for incident in found if incident.first == day]


def _edge(kept: _Found) -> str | None:
    """The day with which a page is full, ``None`` if it is not."""
    days = sorted((incident.first for incident, _ in kept.values() if incident.first), reverse=True)
    full = days[SHOWN - 1] if len(days) > SHOWN else None
    return full if full and full != days[-1] else None


def _muted(mutes: Iterable[Follow], found: _Found) -> set[str]:
    rows = (queries.select(filters_of(one)).filter(key__in=list(found)) for one in mutes) if found else ()
    return {key for fitting in rows for key in fitting.values_list("key", flat=True)}


def _items(owner: User, kept: _Found) -> list[Item]:
    incidents = [incident for incident, _ in kept.values()]
    seen = changes.seen_of(owner, incidents)
    newest = max((date.fromisoformat(one.first) for one in incidents if one.first), default=date.min)
    items = []
    for incident, follows in kept.values():
        before = seen.get(incident.id)
        told = tuple(changes.changed(before, incident)) if before else ()
        value = worth(incident, len(follows), new=before is None or bool(told), newest=newest)
        items.append(Item(incident, tuple(follows), value, told, before))
    return items


def _newest_first(item: Item) -> tuple[int, str]:
    first = item.incident.first
    return (-date.fromisoformat(first).toordinal() if first else 0, item.incident.id)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
