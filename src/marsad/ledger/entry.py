"""A claim as the ledger holds it: what a report said, tied to the registers of sources, actors and places."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from marsad.ledger.sites import Sites
from marsad.model import Claim, Coding, Report
from marsad.model.incident import Site

_SEPARATOR = "\x1f"  # ASCII's unit separator: in no report id that can be typed


class Names(Protocol):
    """What the register of sources offers to whoever ties a claim to it."""

    def resolve(self, name: str, country: str | None = None) -> str:
        """The id of who bears this Arabic name; of a provisional one where nobody known does. Never raises."""
        ...


class Actors(Protocol):
    """What the register of actors offers: who «الجيش السوري» (the Syrian army) is, the day decides."""

    def resolve(self, name: str, country: str | None = None, day: str | None = None) -> str:
        """The id of who bears this Arabic name; of a provisional one where nobody known does. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim of one report. ``id`` depends on the report's id and on the claim's type and trigger alone.

    ``sites`` tell where the claim's places lie, in their order, ``None`` for those that lie nobody knows where.
    ``outlet`` is the source id of the report's outlet; ``chain`` holds the ids of the sources named, outermost first,
    in the order of ``claim.sources``; ``initiators`` and ``targets`` the actor ids, in the order of the claim's.
    ``published`` is the report's ISO date or ``None``.
    """

    id: str
    report: str
    outlet: str
    published: str | None
    claim: Claim
    sites: tuple[Site | None, ...] = ()
    chain: tuple[str, ...] = ()
    initiators: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """Whose word it is in the end: the innermost source named, else the outlet."""
        return self.chain[-1] if self.chain else self.outlet


def claim_id(report: str, claim: Claim, nth: int = 0) -> str:
    """20 hexadecimal digits; ``nth`` tells apart claims of one type at one trigger («X و Y اشتبكا» told as two)."""
    told = (report, str(claim.trigger.start), str(claim.trigger.end), str(claim.type), str(nth))
    return hashlib.blake2b(_SEPARATOR.join(told).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def entries_of(report: Report, coding: Coding, sources: Names, actors: Actors, sites: Sites) -> tuple[Entry, ...]:
    """The entries of a coded report, in the order of its claims.

    Where a claim's own places do not tell its country, names are read as in the country that the report's other places
    lie in most.
    """
    where = [tuple(sites.of(place) for place in claim.places) for claim in coding.claims]
    home = commonest(site.country for told in where for site in told if site and site.country)
    seen: Counter[tuple[int, int, str]] = Counter()
    found = []
    for claim, told in zip(coding.claims, where, strict=True):
        spot = (claim.trigger.start, claim.trigger.end, str(claim.type))
        country = next((site.country for site in told if site and site.country), home)
        found.append(
            Entry(
                claim_id(report.id, claim, seen[spot]),
                report.id,
                sources.resolve(report.outlet, country),
                report.published,
                claim,
                told,
                tuple(sources.resolve(source.text, country) for source in claim.sources),
                tuple(actors.resolve(actor.text, country, report.published) for actor in claim.initiators),
                tuple(actors.resolve(actor.text, country, report.published) for actor in claim.targets),
            )
        )
        seen[spot] += 1
    return tuple(found)


def commonest(countries: Iterable[str]) -> str | None:
    """The country told most often, the first by its code of several; ``None`` where none is told."""
    counted = Counter(countries)
    return min(counted, key=lambda code: (-counted[code], code), default=None)
