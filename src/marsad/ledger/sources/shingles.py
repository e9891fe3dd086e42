"""Texts as sets of shingles, and minhash signatures of them: how alike two texts are, told from 516 bytes of each.

Shingles are three folded words in a row (Broder 1997, «On the resemblance and containment of documents»). Minhash is
rensa's ``RMinHash``; why it and these numbers, says docs/decisions/2026-11-29-near-duplicates.md.
"""

from __future__ import annotations

import hashlib
import struct
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import eq

from rensa import RMinHash

from marsad.ledger.sources.tables import DATA
from marsad.ledger.sources.words import split

WORDS = 3  # words of a shingle
VALUES = 128  # minima of a signature
BANDS, ROWS = 42, 3  # two texts with a third of their shingles in common share a band in four of five cases
SEED = 1  # part of what a signature is: signatures made with another cannot be compared
ALIKE = 0.3  # Jaccard likeness from which two texts are one
INSIDE = 0.6  # the share of the shorter text's shingles from which it is inside the other …
_NOT_BY_CHANCE = 0.15  # … if the likeness is this much; below, sixteen equal minima out of 128, it is mostly noise
SHORT = 20  # shingles below which only equal texts are one: that much is said in the same words by chance
FLASH = 8  # shingles below which none are
_REMEMBERED = 1_000  # signatures whose bands need not be made again: each is asked for them three times in a row
_FORM = struct.Struct(f"<I{VALUES}I")
_STARTS: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)  # of standing lines, by their first words
for _start in tomllib.loads((DATA / "boilerplate.toml").read_text("utf-8"))["starts"]:
    _STARTS[split(_start)[0]].append(split(_start))


@dataclass(frozen=True, slots=True)
class Signature:
    """``size`` is how many different shingles the text has, ``values`` its minima."""

    size: int
    values: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """516 bytes, little-endian, that ``from_bytes`` reads."""
        return _FORM.pack(self.size, *self.values)

    @classmethod
    def from_bytes(cls, raw: bytes) -> Signature:
        """What ``to_bytes`` wrote."""
        size, *values = _FORM.unpack(raw)
        return cls(size, tuple(values))

    def bands(self) -> tuple[int, ...]:
        """Signed 64-bit keys, of which two texts that are alike have one in common. Too short texts have none."""
        if self.size < FLASH:
            return ()
        return _bands(self.values)

    def likeness(self, other: Signature) -> float:
        """The estimated Jaccard index of the shingles of both; its standard error is 0.04."""
        equal: int = sum(map(eq, self.values, other.values))
        return equal / VALUES

    def one_with(self, other: Signature) -> bool:
        """Whether both are one text: told again with changes, or the shorter of them inside the longer."""
        likeness, shorter = self.likeness(other), min(self.size, other.size)
        if shorter < SHORT:
            return shorter >= FLASH and self == other
        if likeness >= ALIKE:
            return True
        common = likeness * (self.size + other.size) / (1 + likeness)
        return likeness >= _NOT_BY_CHANCE and common >= INSIDE * shorter


def sign(text: str) -> Signature:
    """The signature of a text without its standing lines («اشترك في…», subscribe to…)."""
    shingles = set(_shingles(text))
    minhash = RMinHash(VALUES, SEED)
    minhash.update(sorted(shingles))
    return Signature(len(shingles), tuple(minhash.digest()))


def _shingles(text: str) -> Iterator[str]:
    words = [word for line in text.splitlines() for word in _kept(split(line))]
    return map(" ".join, zip(*(words[skipped:] for skipped in range(WORDS)), strict=False))


def _kept(words: tuple[str, ...]) -> tuple[str, ...]:
    starts = _STARTS.get(words[0], ()) if words else ()
    return () if any(words[: len(start)] == start for start in starts) else words


@lru_cache(_REMEMBERED)
def _bands(values: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(_key(band, values[band * ROWS : band * ROWS + ROWS]) for band in range(BANDS))


def _key(band: int, values: tuple[int, ...]) -> int:
    packed = struct.pack(f"<B{ROWS}I", band, *values)
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "big", signed=True)
