"""A claim as the ledger holds it: what a report said, tied to the registers of sources, actors and places."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from marsad.ledger.sites import Sites
from marsad.model import Claim, Coding, Mention, Report
from marsad.model.incident import Site

_SEPARATOR = "\x1f"  # ASCII's unit separator: in no report id that can be typed


class Names(Protocol):
    """What the registers of sources and actors offer to whoever ties a claim to them."""

    def resolve(self, name: str, country: str | None = None) -> str:
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


def entries_of(report: Report, coding: Coding, sources: Names, actors: Names, sites: Sites) -> tuple[Entry, ...]:
    """The entries of a coded report, in the order of its claims."""
    seen: Counter[tuple[int, int, str]] = Counter()
    found = []
    for claim in coding.claims:
        spot = (claim.trigger.start, claim.trigger.end, str(claim.type))
        where = tuple(sites.of(place) for place in claim.places)
        country = next((site.country for site in where if site and site.country), None)
        found.append(
            Entry(
                claim_id(report.id, claim, seen[spot]),
                report.id,
                sources.resolve(report.outlet, country),
                report.published,
                claim,
                where,
                _ids(claim.sources, sources, country),
                _ids(claim.initiators, actors, country),
                _ids(claim.targets, actors, country),
            )
        )
        seen[spot] += 1
    return tuple(found)


def _ids(mentions: Sequence[Mention], names: Names, country: str | None) -> tuple[str, ...]:
    return tuple(names.resolve(mention.text, country) for mention in mentions)
