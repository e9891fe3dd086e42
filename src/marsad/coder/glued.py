"""Words that lost the space between them: where a token of no table is to be parted («وقوعانفجار», «استهدفتجمع»).

Some outlets drop the space beside a link. A token is parted only where it is in no table and no ordinary word, however
inflected, and both parts are known: of four letters or more, or one of the short words of ``misc/glue.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from marsad.lexicon import Lexicon
from marsad.lexicon.lexicon import ENCLITICS, proclitics_from, seldom
from marsad.text.memory import Memory

_LONGEST: Final = (
    40  # letters of a form: three words run together; beyond it is noise, which would be cut at every letter
)
_SHORTEST: Final = 4  # letters of a part, its article and what stands before it apart
_ARTICLES: Final = ("ال", "لل", "وال", "بال", "فال", "كال", "ولل", "وبال")
_BEFORE_PARTS: Final = ("", "و", "ب", "ل", "ال", "وال", "بال", "لل")
# Endings of gender, number and relation, to see whether a word in no table is an inflected one.
_ENDINGS: Final = (
    "",
    "ا",
    "ه",
    "ت",
    "ي",
    "يه",
    "ات",
    "ون",
    "ين",
    "ان",
    "تين",
    "تان",
    "وا",
    "ني",
    "اني",
    "يات",
    "يين",
    "يون",
)
_WHAT: Final = ("ما", "لا", "وما", "ولا", "فيما")  # what, not: run together with a verb by many writers


class Seams:
    """Where folded forms are to be parted, by the words of one lexicon and those known to be ordinary."""

    def __init__(self, words: Lexicon, ordinary: frozenset[str]) -> None:
        self.words = words
        self.ordinary = ordinary
        self.cuts = Memory(self._cut)
        self._glue: dict[str, set[str]] = {"first": set(), "last": set(), "article": set()}
        for form, senses in words.words.items():
            for sense in senses:
                if sense.kind == "glue":
                    self._glue[sense.cls].add(form)

    def __call__(self, form: str) -> int:
        """How many letters of ``form`` the first of its two words has; 0 where it is one word."""
        return self.cuts[form]

    def _cut(self, form: str) -> int:
        if not 6 <= len(form) <= _LONGEST or not form.isalpha() or form.isascii() or self._is_word(form):
            return 0
        return min(self._candidates(form), default=(0, 0))[1]

    def _candidates(self, form: str) -> Iterator[tuple[int, int]]:
        """Each way to part ``form``, with its rank: short words and the article are the surest seams."""
        for cut in range(2, len(form) - 2):
            left, right = form[:cut], form[cut:]
            definite = right.startswith(_ARTICLES)
            if cut == 2 and not (left in self._glue["article"] and right.startswith("ال")):
                continue
            if left.endswith("ا") and right.startswith("ل"):  # a seam inside the article
                continue
            short = left in self._glue["first"] or right in self._glue["last"] or cut == 2
            if self._is_first(left, right) and self._is_last(left, right) and not self._names(left, right):
                yield (0 if short else 1 if definite else 2), cut

    def _is_first(self, left: str, right: str) -> bool:
        if left in self._glue["first"] or (len(left) == 2 and left in self._glue["article"]):
            return len(right) >= _SHORTEST or right in self._glue["last"]
        letters = len(left) - 1 if left in self.words.words and left.startswith("ال") else _letters(left)
        return letters >= _SHORTEST and self._known(left)

    def _is_last(self, left: str, right: str) -> bool:
        if right in self._glue["last"]:
            return len(left) >= _SHORTEST
        return _letters(right) >= _SHORTEST - right.startswith(_ARTICLES) and self._known(right)

    def _known(self, part: str) -> bool:
        """Whether a part is a word of the tables or an ordinary one, with no pronoun and few clitics on it."""
        for sense, pro, enc in self.words.readings(part):
            if not enc and not seldom(sense.feats) and pro in _BEFORE_PARTS:
                return True
        return any(part.startswith(pro) and part[len(pro) :] in self.ordinary for pro in _BEFORE_PARTS)

    def _names(self, left: str, right: str) -> bool:
        """Whether both parts are names alone: more likely one longer name."""
        kinds = {*self.words.kinds(left), *self.words.kinds(right)}
        return bool(kinds) and kinds <= {"place_name", "given_name"}

    def _is_word(self, form: str) -> bool:
        """Whether the whole is a word: of the tables or ordinary, with any clitics and endings."""
        if self.words.kinds(form):
            return True
        stems = [form] + [form[len(pro) :] for pro in proclitics_from(form[0]) if form.startswith(pro)]
        stems += ["ال" + form[len(pro) :] for pro in ("لل", "ولل") if form.startswith(pro)]
        for what in _WHAT:
            if form.startswith(what) and self._known(form[len(what) :]):
                return True
        if form.endswith("في") and self._known(form[:-2]):  # «... in»: a part of two letters, left alone
            return True
        for stem in stems:
            if self._inflected(stem):
                return True
            for enc in ENCLITICS:
                if stem.endswith(enc) and self._inflected(stem[: len(stem) - len(enc)]):
                    return True
        return False

    def _inflected(self, stem: str) -> bool:
        for ending in _endings(stem[-1:]):
            bare = stem[: len(stem) - len(ending)]
            if len(bare) > 2 and stem.endswith(ending):
                feminine = bare[:-1] + "ه" if bare[-1] == "ت" else bare
                if self._listed(bare) or self._listed(bare + "ه") or (feminine != bare and self._listed(feminine)):
                    return True
        return False

    def _listed(self, word: str) -> bool:
        return word in self.ordinary or word in self.words.words


@cache
def _endings(last: str) -> list[str]:
    """The endings that a word with this last letter may have."""
    return [ending for ending in _ENDINGS if ending[-1:] in ("", last)]


def _letters(part: str) -> int:
    """The letters of a part, without the article and what is written before it."""
    article = max((len(pro) for pro in _ARTICLES if part.startswith(pro)), default=0)
    return len(part) - article


@cache
def seams(words: Lexicon) -> Seams:
    """The seams of a lexicon, kept as long as the programme runs."""
    from marsad.coder.nominal import ordinary_words  # which needs documents, and they need seams

    return Seams(words, ordinary_words())
