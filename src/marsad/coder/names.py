"""When two mentions name the same thing: their content words, without class words, articles and spelling."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from marsad.lexicon.lexicon import lexicon
from marsad.text.tokens import tokenize

_ARTICLES: Final = ("وبال", "وال", "بال", "كال", "فال", "لل", "ال")
_CLASSES: Final = frozenset({"actor_head", "place_class"})


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The folded content words of a mention; all its words where it has class words only («المدينة»)."""
    bare = [_bare(token.form) for token in tokenize(text) if token.kind in ("word", "number")]
    known = lexicon().kinds
    kept = [word for word in bare if _CLASSES.isdisjoint(known(word))]
    return frozenset(kept or bare)


@lru_cache(maxsize=20_000)
def label(text: str) -> str:
    """The content words of a mention as one string, the same however it is spelt."""
    return " ".join(sorted(content(text)))


def _bare(form: str) -> str:
    for article in _ARTICLES:
        if form.startswith(article) and len(form) - len(article) >= 2:
            return form[len(article) :]
    return form


def same_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one name's content is the other's, or part of it."""
    return bool(a) and bool(b) and (a <= b or b <= a)
