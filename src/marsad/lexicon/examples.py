"""Run the example phrases that every lexicon entry carries."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.lexicon.entries import Entry
from marsad.lexicon.lexicon import Hit, Lexicon
from marsad.text.tokens import tokenize


def failures(entry: Entry, words: Lexicon) -> list[str]:
    """What is wrong with an entry's ``matches`` and ``rejects``: one line each, empty where all hold."""
    wrong = [f"{entry.where}: not found in its match «{p}»" for p in entry.matches if not found(entry, p, words)]
    wrong += [f"{entry.where}: found in its reject «{p}»" for p in entry.rejects if found(entry, p, words)]
    return wrong


def found(entry: Entry, phrase: str, words: Lexicon) -> bool:
    """Whether the phrase has a hit of the entry's kind and lemma.

    A trigger or light verb does not count inside an idiom, nor inside a longer phrase of its own kind.
    """
    hits = list(_hits(phrase, words))
    wanted = [hit for hit in hits if hit.reading.sense[:2] == (entry.kind, entry.lemma)]
    if entry.kind not in ("trigger", "light_verb"):
        return bool(wanted)
    covers = [hit for hit in hits if hit.reading.sense.kind in ("idiom", entry.kind)]
    return any(not any(_covers(cover, hit) for cover in covers) for hit in wanted)


def _covers(cover: Hit, hit: Hit) -> bool:
    inside = cover.i <= hit.i and hit.j <= cover.j
    return inside and (cover.reading.sense.kind == "idiom" or cover.j - cover.i > hit.j - hit.i)


def _hits(phrase: str, words: Lexicon) -> Iterator[Hit]:
    tokens = tokenize(phrase)
    for token in tokens:
        if token.kind == "word":
            yield from words.match(tokens, token.i)
            for reading in words.readings(token.form):
                yield Hit(token.i, token.i + 1, reading)
