"""Claims as a table: what one report says, with its evidence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from marsad.exchange.tables.columns import Column, Table, joined
from marsad.exchange.tables.told import Told
from marsad.ledger.entry import Entry
from marsad.model import Mention, Report
from marsad.model.incident import Site


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with the incident it belongs to and its report, if that is there."""

    incident: str
    entry: Entry
    report: Report | None


def claims_of(told: Told) -> list[ToldClaim]:
    """The claims of an incident, in its order."""
    return [ToldClaim(told.incident.id, entry, told.reports.get(entry.report)) for entry in told.entries]


def _names(mentions: Sequence[Mention]) -> str | None:
    return joined(mention.text for mention in mentions)


def _site(told: ToldClaim) -> Site | None:
    """The first place whose position is known, else the first of which anything is."""
    sites = [site for site in told.entry.sites if site]
    return next((site for site in sites if site.lat is not None), sites[0] if sites else None)


def _place(told: ToldClaim) -> str | None:
    site = _site(told)
    return site.place if site else None


def _lat(told: ToldClaim) -> float | None:
    site = _site(told)
    return site.lat if site else None


def _lon(told: ToldClaim) -> float | None:
    site = _site(told)
    return site.lon if site else None


def _whole(told: ToldClaim) -> str:
    return json.dumps(told.entry.claim.to_dict(), ensure_ascii=False, sort_keys=True)


CLAIMS: Final[Table[ToldClaim]] = Table(
    "claims",
    "One row a claim: one happening, as one report tells it.",
    (
        Column("id", "text", "the claim's id", lambda t: t.entry.id),
        Column("incident", "text", "the incident it belongs to", lambda t: t.incident),
        Column("report", "text", "the report's id", lambda t: t.entry.report),
        Column("outlet", "text", "the report's outlet, as given", lambda t: t.report.outlet if t.report else None),
        Column("url", "text", "the report's address", lambda t: t.report.url if t.report else None),
        Column("published", "text", "the report's day, YYYY-MM-DD", lambda t: t.entry.published),
        Column("type", "text", "claim type of the coding guide", lambda t: str(t.entry.claim.type)),
        Column(
            "factuality", "text", "stated, alleged, likely, denied or planned", lambda t: str(t.entry.claim.factuality)
        ),
        Column(
            "confidence", "number", "measured precision of claims like this one", lambda t: t.entry.claim.confidence
        ),
        Column("trigger", "text", "the word that names the happening", lambda t: t.entry.claim.trigger.text),
        Column("start", "whole", "where it starts in the text, in code points", lambda t: t.entry.claim.trigger.start),
        Column("end", "whole", "where it ends, exclusive", lambda t: t.entry.claim.trigger.end),
        Column(
            "from",
            "text",
            "first day, where the report gives one",
            lambda t: t.entry.claim.when.first if t.entry.claim.when else None,
        ),
        Column("to", "text", "last day", lambda t: t.entry.claim.when.last if t.entry.claim.when else None),
        Column("places", "text", "as written", lambda t: _names(t.entry.claim.places)),
        Column("place_id", "text", "the gazetteer's id of the first place found", _place),
        Column("lat", "number", "degrees, of the first place found", _lat),
        Column("lon", "number", "degrees, of the first place found", _lon),
        Column("initiators", "text", "as written", lambda t: _names(t.entry.claim.initiators)),
        Column("initiator_ids", "text", "ids of the register", lambda t: joined(t.entry.initiators)),
        Column("targets", "text", "as written", lambda t: _names(t.entry.claim.targets)),
        Column("target_ids", "text", "ids of the register", lambda t: joined(t.entry.targets)),
        Column("sources", "text", "as written, outermost first", lambda t: _names(t.entry.claim.sources)),
        Column("source_ids", "text", "ids of the register", lambda t: joined(t.entry.chain)),
        Column("origin", "text", "whose word it is in the end", lambda t: t.entry.origin),
        Column("json", "text", "the whole claim in the exchange format", _whole),
    ),
)
