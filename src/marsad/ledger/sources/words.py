"""Names of sources as folded words, so that one name in two spellings is one."""

from __future__ import annotations

import re

from marsad.text.fold import fold

_WORD = re.compile(r"[^\W_]+")
_JOINED = "عبد"  # «عبد الرحمن» is written as one word or as two
_ENDINGS = ("", "ا", "ه", "ون", "ين", "ان", "ات")


def split(name: str) -> tuple[str, ...]:
    """The folded words of a name, without punctuation: «وكالة "رويترز"» gives وكاله, رويترز."""
    words: list[str] = []
    for word in _WORD.findall(fold(name)):
        if words and words[-1] == _JOINED:
            words[-1] += word
        else:
            words.append(word)
    return tuple(words)


def inflections(adjective: str) -> set[tuple[str, ...]]:
    """The shapes of an adjective, given in the masculine singular: «عراقي», «العراقية», «عراقيون»."""
    bare = split(adjective)
    shapes = {tuple(word + ending for word in bare) for ending in _ENDINGS}
    return shapes | {tuple("ال" + word for word in shape) for shape in shapes}


def with_article(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """A phrase as it stands, and with the article on its first word."""
    return {words} if words[0].startswith("ال") else {words, ("ال" + words[0], *words[1:])}
