"""A claim brought down to what linking compares."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from marsad.ledger.entry import Entry
from marsad.ledger.linking.links import Sketch, Spot
from marsad.ledger.linking.traits import NAMED
from marsad.ledger.linking.weights import weights
from marsad.model import CasualtyKind, Claim, Report
from marsad.model.incident import Site
from marsad.places.keys import CLASS_WORDS, without_article
from marsad.places.keys import words as place_words
from marsad.text.dates import parse_iso
from marsad.text.sentences import mark_sentences
from marsad.text.tokens import Token, tokenize

_UNTIL = 2  # days before its report that a claim without a date may have happened: the news of the last two days
_FEWEST = 5  # different words; fewer are alike by chance
_MOST = 255  # words of a sentence that are looked at: what a lane of a byte can count
_LANE = 8  # bits
_BITS = 64

_Range = tuple[int | None, int | None]


TABLE = "table"  # the rule of a mention that is a cell of a table, not words of a report


def sketches(report: Report, entries: Iterable[Entry]) -> tuple[Sketch, ...]:
    """The sketches of a report's entries, in their order."""
    tokens = tokenize(report.text)
    mark_sentences(tokens)
    words = _sentences(tokens)
    return tuple(sketch(entry, words.get(_sentence(tokens, entry.claim.trigger.start), ())) for entry in entries)


def sketch(entry: Entry, words: Sequence[str]) -> Sketch:
    """The sketch of an entry; ``words`` are the folded words of the sentence that holds its trigger.

    A claim without a date is put in the days from two before its report to the report's own.
    """
    claim = entry.claim
    said = parse_iso(entry.published)
    published = said.toordinal() if said else 0
    first, last = _days(claim, published)
    return Sketch(
        id=entry.id,
        report=_told_by(entry),
        type=str(claim.type),
        first=first,
        last=last,
        dated=claim.when is not None,
        published=published,
        spots=_spots(entry),
        initiators=entry.initiators,
        targets=entry.targets,
        killed=_count(claim, CasualtyKind.KILLED),
        injured=_count(claim, CasualtyKind.INJURED),
        factuality=str(claim.factuality),
        origin=entry.origin,
        wording=wording(words),
    )


def _told_by(entry: Entry) -> str:
    """The report; for rows of a table that people coded, the table: its rows are as many happenings."""
    return f"table:{entry.outlet}" if entry.claim.trigger.rule == TABLE else entry.report


def _spots(entry: Entry) -> tuple[Spot, ...]:
    """The claim's places; one that no gazetteer has is known by its name."""
    return tuple(
        found
        for mention, site in zip(entry.claim.places, entry.sites, strict=True)
        if (found := _spot(mention.text, site)) is not None
    )


def _spot(text: str, site: Site | None) -> Spot | None:
    if site is not None and (site.place is not None or site.lat is not None):
        return Spot(site.place, site.lat, site.lon, site.radius_km or 0.0, site.governorate, site.country)
    name = by_name(text)
    if site is None:
        return Spot(name, None, None, 0.0, None, None) if name else None
    return Spot(name, None, None, 0.0, site.governorate, site.country)


def by_name(text: str) -> str | None:
    """What stands for the id of a place that no gazetteer has; ``None`` for words that name no place of their own
    («المدينة», the city). It is «~» and the words in order of the alphabet, without class words and articles, so that
    «قاعدة بليلة الجوية» and «القاعدة الجوية في بليلة» (the air base of Balila) are one.
    """
    told = {without_article(word) for word in place_words(text)}
    own = sorted(word for word in told if word not in CLASS_WORDS and word not in weights().common)
    return NAMED + " ".join(own) if own else None


def wording(words: Sequence[str]) -> int:
    """The 64-bit simhash (Charikar 2002) of a sentence's words; 0 for fewer than five different ones."""
    different = sorted(set(words))[:_MOST]
    if len(different) < _FEWEST:
        return 0
    lanes = sum(map(_lanes, different)).to_bytes(_BITS * _LANE // 8, "little")
    half = len(different) / 2
    return sum(1 << bit for bit, count in enumerate(lanes) if count > half)


@lru_cache(maxsize=50_000)
def _lanes(word: str) -> int:
    """The bits of a word's hash, each in a byte of its own, so that adding numbers counts all 64 bits at once."""
    bits = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
    return sum(1 << (bit * _LANE) for bit in range(_BITS) if bits >> bit & 1)


def _days(claim: Claim, published: int) -> tuple[int, int]:
    if claim.when is not None:
        return date.fromisoformat(claim.when.first).toordinal(), date.fromisoformat(claim.when.last).toordinal()
    return (published - _UNTIL, published) if published else (0, 0)


def _count(claim: Claim, kind: CasualtyKind) -> _Range | None:
    """The largest count of a kind: a total is larger than its parts. Losses ruled out are none of either kind."""
    counts = [(c.low, c.high) for c in claim.casualties if c.kind is kind and (c.low, c.high) != (None, None)]
    if counts:
        return max(counts, key=lambda c: (max(c[0] or 0, c[1] or 0), c[0] or 0, -1 if c[1] is None else c[1]))
    none = any(c.kind is CasualtyKind.NONE_REPORTED and c.high == 0 for c in claim.casualties)
    return (0, 0) if none else None


def _sentences(tokens: Iterable[Token]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for token in tokens:
        if token.kind in ("word", "number"):
            found.setdefault(token.sent, []).append(token.form)
    return found


def _sentence(tokens: Sequence[Token], at: int) -> int:
    """The number of the sentence that holds an offset: that of the last token which begins no later."""
    return next((token.sent for token in reversed(tokens) if token.start <= at), 0)
