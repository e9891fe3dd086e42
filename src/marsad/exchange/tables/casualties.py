"""The casualty ledger as a table: what each source last said of each kind and group, and the range that follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from marsad.exchange.tables.columns import Column, Table
from marsad.exchange.tables.told import Told, arabic_name
from marsad.model.incident import Casualties, Toll


@dataclass(frozen=True, slots=True)
class ToldCount:
    """One source's count, within the range of its kind and group."""

    told: Told
    range: Casualties
    toll: Toll


def counts_of(told: Told) -> list[ToldCount]:
    """Every source's count in an incident, by kind and group."""
    return [ToldCount(told, found, toll) for found in told.incident.casualties for toll in found.tolls]


CASUALTIES: Final[Table[ToldCount]] = Table(
    "casualties",
    "One row a source's count of one kind of casualties in one group of people in one incident.",
    (
        Column("incident", "text", "the incident's id", lambda c: c.told.incident.id),
        Column("kind", "text", "killed, injured, captured, missing or displaced", lambda c: str(c.range.kind)),
        Column("group", "text", "who was counted; empty for all people", lambda c: c.range.group or None),
        Column(
            "civilian", "truth", "whether they are civilians; empty where unknown or mixed", lambda c: c.range.civilian
        ),
        Column("range_low", "whole", "lowest of all counts", lambda c: c.range.low),
        Column("range_best", "whole", "best supported", lambda c: c.range.best),
        Column("range_high", "whole", "highest of all counts", lambda c: c.range.high),
        Column("rule", "text", "the rule that chose the best", lambda c: c.range.rule),
        Column("contested", "truth", "whether independent sources exclude each other", lambda c: c.range.contested),
        Column("source", "text", "whose count this is, an id", lambda c: c.toll.origin),
        Column("source_ar", "text", "its Arabic name", lambda c: arabic_name(c.told.registers.source(c.toll.origin))),
        Column("low", "whole", "at least; empty where open", lambda c: c.toll.low),
        Column("high", "whole", "at most; empty where open", lambda c: c.toll.high),
        Column("part", "truth", "part of a total that the source gives too", lambda c: c.toll.part),
        Column("superseded", "truth", "replaced by a later count of the same source", lambda c: c.toll.superseded),
        Column("said", "text", "the report's day", lambda c: c.toll.said),
        Column("claim", "text", "the claim's id", lambda c: c.toll.claim),
    ),
)
