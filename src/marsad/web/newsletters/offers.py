"""Which letters of places and actors are offered, who may read which, and where each has its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from marsad.web.browse.numbers.tallies import counts
from marsad.web.browse.profiles import actorfacts, placefacts
from marsad.web.browse.registers import names
from marsad.web.ledger.facets import ACTOR, PLACE
from marsad.web.newsletters.follows import kept
from marsad.web.newsletters.letters import Kind, Letter
from marsad.web.review.roles import User

_MOST: Final = 12  # of places and of actors each


@dataclass(frozen=True, slots=True)
class Offer:
    """A letter with its page, and how many incidents the ledger has for it."""

    letter: Letter
    address: str
    count: int


def offers(words: str = "") -> Mapping[str, list[Offer]]:
    """The letters of places and actors with most incidents; with ``words`` of those that are called so."""
    places, actors = counts(PLACE), counts(ACTOR)
    known = {one: count for one, count in actors.items() if _known(one)}
    return {
        "places": _offers(Kind.PLACE, {one: n for one, n in places.items() if _called(words, Kind.PLACE, one)}),
        "actors": _offers(Kind.ACTOR, {one: n for one, n in known.items() if _called(words, Kind.ACTOR, one)}),
    }


def address(found: Letter, route: str = "newsletter") -> str:
    """A page of a letter; the number of an account stands in no address."""
    about = [found.about] if found.about and found.public else []
    return reverse(route, args=[str(found.kind), *about])


def reachable(found: Letter, user: User) -> bool:
    """Whether somebody may read a letter and subscribe to it: of one's own letters only the owner."""
    if found.public:
        return True
    return kept() and user.is_authenticated and str(user.pk) == found.about


def _offers(kind: Kind, counted: Mapping[str, int]) -> list[Offer]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    return [Offer(found, address(found), count) for one, count in ordered if (found := Letter(kind, one))]


def _called(words: str, kind: Kind, one: str) -> bool:
    if kind is Kind.PLACE:
        return names().place(one) is not None and (not words or placefacts.bears(one, words))
    return not words or actorfacts.bears(one, words)


def _known(one: str) -> bool:
    return not names().actor(one).provisional
