"""The bar: which pages stand in it, in which order. A page whose app is not installed is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.web.review.roles import User, may_administer


@dataclass(frozen=True, slots=True)
class Entry:
    """``route`` is a URL's name, ``sign`` a symbol of icons.svg; ``phone`` entries stand in the bar below as well,
    ``care`` entries are for those who look after the site.
    """

    route: str
    label: Promise
    sign: str
    phone: bool = False
    care: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with its address."""

    entry: Entry
    address: str


ENTRIES: Final = (
    Entry("today", _("Today"), "today", phone=True),
    Entry("map", _("Map"), "map", phone=True),
    Entry("timeline", _("Timeline"), "chart", phone=True),
    Entry("places", _("Places"), "place"),
    Entry("actors", _("Actors"), "people"),
    Entry("sources", _("Sources"), "voice"),
    Entry("code-text", _("Code a text"), "code"),
    Entry("review", _("Review"), "review"),
    Entry("search", _("Search"), "search", phone=True),
    Entry("mine", _("Mine"), "mine", phone=True),
    Entry("ingest", _("Feeds"), "review", care=True),
    Entry("work", _("Worker"), "review", care=True),
)


def entries(user: User) -> Iterator[Shown]:
    """The entries whose pages are there for somebody, with their addresses in the current language."""
    administers = may_administer(user)
    for entry in ENTRIES:
        if entry.care and not administers:
            continue
        try:
            yield Shown(entry, reverse(entry.route))
        except NoReverseMatch:
            continue
