"""What is known of places: which hold which, as far as incidents lie in them, their names, and where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise

from marsad.model import Place
from marsad.places.romanise import OWN_RULE, Romanised, romanised
from marsad.places.store import Source
from marsad.web.browse import naming
from marsad.web.browse.naming import Named
from marsad.web.browse.numbers.tallies import counts
from marsad.web.browse.profiles.listing import called, folded
from marsad.web.browse.profiles.terms import CLASSES
from marsad.web.browse.registers import names, registers
from marsad.web.browse.remembering import remembered
from marsad.web.ledger.facets import PLACE


@dataclass(frozen=True, slots=True)
class Tree:
    """The places that incidents lie in: ``counts`` by id with all in them, ``inside`` what lies directly in each.

    Both have the commonest first; under ``None`` are those that nothing holds.
    """

    counts: Mapping[str, int]
    inside: Mapping[str | None, Sequence[str]]

    def below(self, place: str | None) -> list[str]:
        """All that lies in a place, however deep, the commonest first."""
        direct = self.inside.get(place, ())
        found = [*direct, *(deeper for one in direct for deeper in self.below(one))]
        return sorted(found, key=lambda one: -self.counts[one])


@dataclass(frozen=True, slots=True)
class Row:
    """A place in a list. ``held`` is what holds it, the smallest first."""

    id: str
    named: Named
    cls: Promise
    held: tuple[Named, ...]
    count: int


@remembered(1)
def tree() -> Tree:
    """The places of all incidents."""
    met = {one: count for one, count in counts(PLACE).items() if names().place(one)}
    inside: dict[str | None, list[str]] = {}
    for one in sorted(met, key=lambda one: (-met[one], one)):
        found = names().place(one)
        chain = names().chain(found)[1:] if found else []
        inside.setdefault(next((holder.id for holder in chain if holder.id in met), None), []).append(one)
    return Tree(met, inside)


def row(one: str, count: int) -> Row:
    """A place of the gazetteers as a list shows it."""
    found = names().place(one)
    assert found is not None  # the tree holds no others
    held = (Named(naming.place_name(holder), naming.address("place", holder.id)) for holder in names().chain(found)[1:])
    return Row(one, naming.place(one), CLASSES[found.cls], tuple(held), count)


def bears(one: str, words: str) -> bool:
    """Whether a place is called so."""
    return called(words, _folded(one))


def latin(place: Place) -> tuple[tuple[str, ...], Romanised]:
    """Its names in Latin letters, and the one that pages show, with the rule that made it."""
    own = tuple(dict.fromkeys(name.text for name in place.names if name.script == "latn"))
    return own, romanised(place)


def by_rule(found: Romanised) -> bool:
    """Whether a name was made by a scheme, and is in no gazetteer."""
    return found.rule != OWN_RULE


def arabic(place: Place) -> tuple[str, ...]:
    """Its names in Arabic letters, the main one first."""
    own = sorted((name for name in place.names if name.script == "arab"), key=lambda name: name.kind != "main")
    return tuple(dict.fromkeys(name.text for name in own))


def gazetteer(place: Place) -> Source | None:
    """Where the place was taken from."""
    return next((one for one in registers().gazetteer.sources if one.name == place.source), None)


@cache
def _folded(one: str) -> tuple[str, ...]:
    found = names().place(one)
    return tuple(dict.fromkeys(folded(name.text) for name in found.names)) if found else ()
