"""The fields of a claim as the panel beside a report lists them: each value with its stretch of text and its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.ledger.entry import Entry
from marsad.model import CasualtyCount, Claim, Mention, When
from marsad.model.incident import Site
from marsad.model.judgement import Field as Name
from marsad.web.browse import naming
from marsad.web.browse.naming import Named
from marsad.web.reports.masking import Mask
from marsad.web.reports.rules import Rule, rule

LABELS: Final[dict[str, Promise]] = {
    "trigger": _("Happening"),
    "again": _("Told again"),
    "initiator": _("Initiator"),
    "target": _("Target"),
    "place": _("Place"),
    "time": _("Time"),
    "source": _("Source"),
    "casualties": _("Casualties"),
}
_CORRECTED: Final = re.compile(r"judgement:\d+:(\w+)")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field. ``start`` and ``end`` are offsets in the report's text, both 0 where it rests on no words.

    ``named`` is who or what the registers take it for, if that is known; ``count``, ``when`` and ``site`` what else
    there is to tell of a toll, a time and a place.
    """

    text: str
    start: int
    end: int
    rule: Rule | None
    named: Named | None = None
    count: CasualtyCount | None = None
    group: str = ""
    when: When | None = None
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field that is filled. ``role`` is a key of ``LABELS``; ``corrected`` says that a person set it."""

    role: str
    values: tuple[Value, ...]
    corrected: bool

    @property
    def label(self) -> Promise:
        """Its name."""
        return LABELS[self.role]

    @property
    def mark(self) -> str:
        """The class of its marks in the text."""
        return "trigger" if self.role == "again" else self.role


def corrected(claim: Claim) -> frozenset[str]:
    """The fields (values of ``judgement.Field``) of a claim that people corrected."""
    return frozenset(found[1] for note in claim.notes if (found := _CORRECTED.fullmatch(note)))


def fields(entry: Entry, mask: Mask) -> tuple[Field, ...]:
    """The filled fields of a claim, in the order in which they are told. People may also have emptied one."""
    claim, mended = entry.claim, corrected(entry.claim)
    initiators = zip(claim.initiators, _registered(entry.initiators), strict=True)
    targets = zip(claim.targets, _registered(entry.targets), strict=True)
    sources = zip(claim.sources, map(naming.source, entry.chain), strict=True)
    told: list[tuple[str, Name | None, Iterable[Value]]] = [
        ("trigger", Name.TRIGGER, [_mention(claim.trigger, mask)]),
        ("again", None, [_mention(one, mask) for one in claim.retellings]),
        ("initiator", Name.INITIATORS, [_mention(one, mask, named) for one, named in initiators]),
        ("target", Name.TARGETS, [_mention(one, mask, named) for one, named in targets]),
        ("place", Name.PLACES, _places(claim.places, entry.sites, mask)),
        ("time", Name.WHEN, [_time(claim.when, mask)] if claim.when else []),
        ("source", Name.SOURCES, [_mention(one, mask, named) for one, named in sources]),
        ("casualties", Name.CASUALTIES, [_toll(one, mask) for one in claim.casualties]),
    ]
    made = (Field(role, tuple(values), name in mended) for role, name, values in told)
    return tuple(one for one in made if one.values or one.corrected)


def _registered(ids: Sequence[str]) -> Iterator[Named]:
    return map(naming.actor, ids)


def _mention(mention: Mention, mask: Mask, named: Named | None = None) -> Value:
    known = named if named and named.known else None
    return Value(mask(mention.text), mention.start, mention.end, rule(mention.rule), known)


def _places(places: Sequence[Mention], sites: Sequence[Site | None], mask: Mask) -> Iterator[Value]:
    for place, site in zip(places, sites, strict=True):
        named = naming.site(site) if site and site.place else None
        yield Value(mask(place.text), place.start, place.end, rule(place.rule), named, site=site)


def _time(when: When, mask: Mask) -> Value:
    return Value(mask(when.text), when.start, when.end, rule(when.rule), when=when)


def _toll(count: CasualtyCount, mask: Mask) -> Value:
    group = mask(count.group.text) if count.group else ""
    return Value(mask(count.text), count.start, count.end, rule(count.rule), count=count, group=group)
