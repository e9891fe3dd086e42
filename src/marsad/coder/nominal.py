"""What actor and place phrases share: clitics, articles, quotation marks, and words that may be a name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from marsad.coder.document import Document
from marsad.lexicon import Hit, Reading
from marsad.text.fold import fold, fold_char
from marsad.text.tokens import Token

OPENING: Final = frozenset("«\"“”„'‘’`({[‹<")
CLOSING: Final = frozenset("»\"“”'‘’`)}]›>")
DASHES: Final = frozenset("-–—ـ")
_QUOTED_AT_MOST: Final = 6  # tokens between quotation marks that may be a name
# Tables whose words are never the unknown name of a place or person.
_NOT_NAMES: Final = frozenset(
    (
        *("actor_head", "actor_name", "attachment", "boundary", "casualty", "connective", "number", "person"),
        *("place_class", "preposition", "say", "time", "toll", "trigger", "weapon"),
    )
)
_DIRECTIONS: Final = frozenset(("شمالي", "جنوبي", "شرقي", "غربي"))
_PLACES: Final = frozenset(("place_name", "place_class"))
_ARTICLE_OR_NONE: Final = ("", "ال")
_NO_FLAGS: Final[frozenset[str]] = frozenset()


@dataclass(slots=True, init=False)
class Stretch:
    """A phrase in the making: tokens ``[i:j]``, ``core`` the token its mention begins at.

    ``skip`` leading letters of that token are proclitics; ``named`` says whether it carries a proper name.
    """

    i: int
    j: int
    core: int
    skip: int
    cls: str
    lemma: str
    rule: str
    named: bool
    flags: frozenset[str]
    tie: str
    tied: Stretch | None
    pro: str

    # Written out: the one a dataclass makes is not compiled, and a report makes more than a hundred.
    def __init__(
        self,
        i: int,
        j: int,
        core: int,
        skip: int,
        cls: str,
        lemma: str,
        rule: str,
        named: bool,
        flags: frozenset[str] = _NO_FLAGS,
        tie: str = "",
        tied: Stretch | None = None,
        pro: str = "",
    ) -> None:
        self.i = i
        self.j = j
        self.core = core
        self.skip = skip
        self.cls = cls
        self.lemma = lemma
        self.rule = rule
        self.named = named
        self.flags = flags
        self.tie = tie
        self.tied = tied
        self.pro = pro


@cache
def ordinary_words() -> frozenset[str]:
    """Folded forms of common words that are in no table and are no names."""
    path = files("marsad.lexicon").joinpath("data", "places", "ordinary.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=256)
def split_pro(pro: str) -> tuple[str, str, str]:
    """Proclitics as (conjunction, preposition, article): «وبال» is و, ب, ال; «لل» is ل and ال."""
    conj = pro[0] if pro[:1] in ("و", "ف") else ""
    rest = pro[len(conj) :]
    if rest == "لل":
        return conj, "ل", "ال"
    article = "ال" if rest.endswith("ال") else ""
    return conj, rest[: len(rest) - len(article)], article


@lru_cache(maxsize=256)
def skip_of(pro: str) -> int:
    """How many letters to leave out in front of a core: all but the article; «لل» hides one, so it stays."""
    conj, prep, article = split_pro(pro)
    return len(conj) if prep == "ل" and article else len(conj) + len(prep)


def raw_skip(token: Token, letters: int) -> int:
    """How many characters of the token's text ``letters`` folded letters take up (tatweel and marks go with them)."""
    text, form = token.text, token.form
    if text == form:
        return letters if letters < len(text) else 0
    if not letters and (text[0] == form[0] or fold_char(text[0])):
        return 0
    at = 0
    for char in token.text:
        folded = len(fold_char(char))
        if folded and letters <= 0:
            break
        letters -= folded
        at += 1
    return at if at < len(token.text) else 0


def has_article(form: str, pro: str = "") -> bool:
    """Whether a folded form is definite by its article, proclitics counted."""
    return form.startswith("ال") or pro.endswith(("ال", "لل"))


def bare_hit(doc: Document, i: int, kind: str) -> Hit | None:
    """A hit of ``kind`` at token ``i`` that has no conjunction or preposition and no pronoun on it."""
    hit = doc.hit(i, kind)
    if hit and hit.reading.pro in _ARTICLE_OR_NONE and not hit.reading.enc:
        return hit
    return None


def quoted(doc: Document, i: int) -> int:
    """The token after the closing mark if a short quotation opens at ``i``, else -1."""
    tokens = doc.tokens
    if i >= len(tokens):
        return -1
    mark = tokens[i].form
    slash = mark == "/"
    if not slash and mark not in OPENING:
        return -1
    for k in range(i + 1, min(i + 2 + _QUOTED_AT_MOST, len(tokens))):
        form = tokens[k].form
        if (form == "/") if slash else (form in CLOSING and tokens[k].kind == "punct"):
            return k + 1 if k > i + 1 else -1
        if tokens[k].kind == "break" or form in (".", "،", "؟", ":"):
            return -1
    return -1


def may_be_name(doc: Document, i: int, strip: int = 0) -> bool:
    """Whether token ``i`` (less ``strip`` letters) is a word of no table and no ordinary word: perhaps a name."""
    if not doc.is_word(i):
        return False
    form = doc.tokens[i].form
    common = ordinary_words()
    rest = form[strip:]
    if form.isascii():  # a name left in Latin letters («PKK»)
        return len(form) > 1 and form.isalpha()
    if len(rest) < 3 or form in common or rest in common:
        return False
    if rest.startswith("ي") and rest.endswith("ون") and len(rest) > 4:  # a verb: «يضطرون»
        return False
    kinds = doc.kinds[i] if not strip else doc.lexicon.kinds(rest)
    if not _NOT_NAMES.isdisjoint(_as_written(doc.tokens[i].text, kinds)):
        return False
    if not strip and form[0] in "وفبل" and len(form) > 4 and form[1:] in common:
        return False
    article = rest[2:] if rest.startswith("ال") else ""
    return not (article and article in common)


def _as_written(text: str, kinds: dict[str, Reading]) -> Collection[str]:
    """The tables of a word less those that read a pronoun into its ة: «قُصرة», a village, is no "his palaces"."""
    if not text.endswith("ة"):
        return kinds
    return [kind for kind, reading in kinds.items() if not reading.enc]


def adjectives(doc: Document, j: int, kinds: tuple[str, ...], definite: bool, limit: int = 4) -> int:
    """The end of the run of adjectives of the given tables from ``j``, all with the article or all without."""
    end = j
    while end - j < limit and doc.is_word(end):
        known = doc.kinds[end]
        for kind in kinds:
            reading = known.get(kind)
            if reading and not reading.enc and reading.pro in ("", "ال", "و", "وال"):
                break
        else:
            break
        form = doc.tokens[end].form
        if reading.pro.startswith("و"):
            # «القوات السورية والروسية» is one more force, «الإسلامية والمقاتلة» one more adjective.
            if end == j or kind != "descriptor" or has_article(form[1:]) != definite or "actor_head" in doc.kinds[end]:
                break
        elif has_article(form, reading.pro) != definite or _direction(doc, end):
            break
        end += 1
    return end


def _direction(doc: Document, i: int) -> bool:
    """Whether «شمالي», "northern", is "north of" what follows: «مسلحين شمالي القطاع»."""
    if doc.tokens[i].form not in _DIRECTIONS or not doc.is_word(i + 1):
        return False
    return has_article(doc.tokens[i + 1].form) or not _PLACES.isdisjoint(doc.kinds[i + 1])
