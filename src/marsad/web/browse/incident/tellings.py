"""The claims of an incident side by side: whose word each is in the end, and what it says, with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.ledger.entry import Entry
from marsad.ledger.sources.independence import Origin, Way
from marsad.model import Mention, Report
from marsad.model.source import SourceKind
from marsad.web.browse import naming
from marsad.web.browse.dossier import Dossier
from marsad.web.browse.naming import Named
from marsad.web.browse.quotes import evidence
from marsad.web.browse.registers import names
from marsad.web.reports.marks import Stretch
from marsad.web.reports.masking import Mask

WAYS: Final[Mapping[Way, Promise]] = {
    Way.NAMED: _("the report names it as its source"),
    Way.OUTLET: _("the outlet says it in its own voice"),
    Way.CREDIT: _("the text is credited to this agency"),
    Way.TEXT: _("the same text was told on its word before"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim. Who is in no register is named as the report does, unless that is masked.

    ``counts`` are kinds of casualties with the words that count them. ``way`` tells how it is known whose word it is;
    ``sentence`` is empty where the report is gone.
    """

    entry: Entry
    report: Report | None
    address: str | None
    outlet: Named
    chain: tuple[Named, ...]
    way: Promise
    initiators: tuple[Named, ...]
    targets: tuple[Named, ...]
    places: tuple[Named, ...]
    counts: tuple[tuple[str, str], ...]
    sentence: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """All that is told on the word of one source. ``counted`` says that it is one of the independent ones."""

    source: Named
    kind: SourceKind
    side: str | None
    counted: bool
    tellings: tuple[Telling, ...]


def voices(dossier: Dossier, origins: Mapping[str, Origin]) -> list[Voice]:
    """The sources of an incident: the independent ones first, in their order, then the others by their first claim."""
    by: dict[str, list[Entry]] = {}
    for entry in dossier.entries:
        by.setdefault(origins[entry.id].source, []).append(entry)
    counted = [one for one in dossier.incident.certainty.origins if one in by]
    order = [*counted, *(one for one in by if one not in counted)]
    return [_voice(dossier, one, one in counted, by[one], origins) for one in order]


def _voice(
    dossier: Dossier, source: str, counted: bool, entries: Iterable[Entry], origins: Mapping[str, Origin]
) -> Voice:
    known = names().source(source)
    tellings = tuple(_telling(dossier, entry, WAYS[origins[entry.id].way]) for entry in entries)
    side = naming.side(known.side) if known.side else None
    return Voice(naming.source(source, dossier.outlets), known.kind, side, counted, tellings)


def _telling(dossier: Dossier, entry: Entry, way: Promise) -> Telling:
    claim, report = entry.claim, dossier.reports.get(entry.report)
    mask = dossier.masks.get(entry.report, Mask())
    return Telling(
        entry,
        report,
        report_address(entry.report, entry.id),
        naming.outlet(entry.outlet, report.outlet if report else ""),
        tuple(_named(claim.sources, map(naming.source, entry.chain), mask)),
        way,
        tuple(_named(claim.initiators, map(naming.actor, entry.initiators), mask)),
        tuple(_named(claim.targets, map(naming.actor, entry.targets), mask)),
        tuple(_places(entry)),
        tuple((str(count.kind), mask(count.text)) for count in claim.casualties),
        tuple(evidence(report, claim, mask)) if report else (),
    )


def report_address(report: str, claim: str = "") -> str | None:
    """The page of a report, with a claim chosen."""
    page = naming.address("report", report)
    return f"{page}?claim={claim}#claim-{claim}" if page and claim else page


def _named(mentions: Sequence[Mention], found: Iterable[Named], mask: Mask) -> Iterator[Named]:
    for mention, known in zip(mentions, found, strict=True):
        yield known if known.known else Named(mask(mention.text), known=False)


def _places(entry: Entry) -> Iterator[Named]:
    for mention, site in zip(entry.claim.places, entry.sites, strict=True):
        yield naming.site(site) if site and site.place else Named(mention.text, known=False)
