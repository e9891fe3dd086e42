"""When two mentions name the same thing: their content words, without class words, articles and spelling."""

from __future__ import annotations

from typing import Final

from marsad.lexicon.lexicon import lexicon
from marsad.text.memory import Memory
from marsad.text.tokens import tokenize

_ARTICLES: Final = ("وبال", "وال", "بال", "كال", "فال", "لل", "ال")
_CLASSES: Final = frozenset({"actor_head", "place_class"})
_KEPT: Final = 20_000  # mentions
_LONGEST: Final = 300  # characters of a mention


def content(text: str) -> frozenset[str]:
    """The folded content words of a mention; all its words where it has class words only («المدينة»)."""
    return _CONTENT[text]


def label(text: str) -> str:
    """The content words of a mention as one string, the same however it is spelt."""
    return _LABELS[text]


def _content(text: str) -> frozenset[str]:
    bare = [_bare(token.form) for token in tokenize(text) if token.kind in ("word", "number")]
    known = lexicon().kinds
    kept = [word for word in bare if _CLASSES.isdisjoint(known(word))]
    return frozenset(kept or bare)


def _label(text: str) -> str:
    return " ".join(sorted(content(text)))


def _bare(form: str) -> str:
    for article in _ARTICLES:
        if form.startswith(article) and len(form) - len(article) >= 2:
            return form[len(article) :]
    return form


def same_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one name's content is the other's, or part of it."""
    return bool(a) and bool(b) and (a <= b or b <= a)


_CONTENT: Final = Memory(_content, _KEPT, _LONGEST)
_LABELS: Final = Memory(_label, _KEPT, _LONGEST)
