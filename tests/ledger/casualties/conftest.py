"""Entries of one incident, told by name, day and counts."""

from __future__ import annotations

import pytest

from marsad.ledger.entry import Entry
from marsad.ledger.voices import Voices
from marsad.model import CasualtyCount, CasualtyKind, Claim, ClaimType, Factuality, Mention


@pytest.fixture(scope="session")
def count():
    """Makes a count: how many («5», «3-», «-25», «4-6»), of whom, and where in the report it begins."""

    def make(number, group=None, *, civilian=None, kind="killed", at=0, text=None, rule="casualties:verb"):
        low, _, high = number.partition("-") if "-" in number else (number, "-", number)
        words = text or f"{number} {group or 'شخصا'}"
        mention = Mention(group, at, at + len(group)) if group else None
        ends = int(low) if low else None, int(high) if high else None
        return CasualtyCount(CasualtyKind(kind), mention, civilian, *ends, words, at, at + len(words), rule)

    return make


@pytest.fixture(scope="session")
def entry():
    """Makes an entry of one origin: its counts, and what else matters."""

    def make(origin, *counts, day=1, type="air_strike", factuality="stated", initiators=(), targets=(), id=None):
        mentions = [Mention(name, 900 + 10 * n, 905 + 10 * n) for n, name in enumerate((*initiators, *targets))]
        doers, met = tuple(mentions[: len(initiators)]), tuple(mentions[len(initiators) :])
        claim = Claim(
            ClaimType(type),
            Mention("غارة", 800, 804),
            doers,
            met,
            factuality=Factuality(factuality),
            casualties=counts,
        )
        said = None if day is None else f"2016-06-{day:02}"
        ids = tuple(f"actor {name}" for name in initiators), tuple(f"actor {name}" for name in targets)
        return Entry(
            id or f"{origin}/{day}/{len(counts)}", f"report {origin} {day}", "outlet", said, claim, (), (origin,), *ids
        )

    return make


@pytest.fixture(scope="session")
def voices():
    """Every origin is a voice of its own."""
    return Voices({}, lambda origins: tuple(dict.fromkeys(origins)))
