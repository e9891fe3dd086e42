"""Whom a count counts: group words of reports folded into kinds of people, by data (``data/groups.toml``).

The kinds form a tree of three levels: people; civilians and fighters; and what each of these is made of. Kinds of one
axis exclude each other («3 children and 2 women» are five people), kinds of two axes may be the same people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from marsad.ledger.entry import Entry
from marsad.lexicon import Lexicon, Sense
from marsad.lexicon.compile import build
from marsad.model import CasualtyCount
from marsad.places.keys import ARTICLE, without_article, words
from marsad.text.tokens import Token, tokenize

PEOPLE: Final = ""
CIVILIANS: Final = "civilians"
FIGHTERS: Final = "fighters"
DATA: Final = Path(__file__).parent / "data"
_ENDINGS = ("يين", "يون", "يان", "يه", "يا")  # of adjectives in «ي»: «أمريكيين», «أمريكية»
_AXES = frozenset({"age", "work", "kin", "body", "rank"})  # see data/groups.toml
_GOD = "الله"  # in names: «حزب الله»
_NUMERALS = frozenset({"اثنين", "اثنان", "اثنتين", "اثنتان", "واحد", "واحده"})


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of people: its ``key``, what it is a part of (``PEOPLE``, ``CIVILIANS`` or ``FIGHTERS``; ``None`` for
    people, and for what is no people, as families), and the axis on which it excludes others.
    """

    key: str
    parent: str | None
    axis: str

    @property
    def civilian(self) -> bool | None:
        """Whether these people are civilians; ``None`` where the kind does not say."""
        return {CIVILIANS: True, FIGHTERS: False}.get(self.key if self.parent == PEOPLE else self.parent or "")

    def within(self, whole: Group) -> bool:
        """Whether these people are a part of ``whole``, not the same."""
        return self != whole and self.parent is not None and whole.key in (self.parent, PEOPLE)


# The id of the armed actor that Arabic words mean where and when an entry's claim lies, ``None`` for words that mean
# nobody in particular.
ActorOf = Callable[[str, Entry], str | None]


def nobody(name: str, entry: Entry) -> str | None:
    """Knows no actor."""
    return None


EVERYBODY: Final = Group(PEOPLE, None, "whole")
WHOLE: Final = {  # by what a count says of whether they were civilians
    True: Group(CIVILIANS, PEOPLE, "whole"),
    False: Group(FIGHTERS, PEOPLE, "whole"),
    None: EVERYBODY,
}


def group_of(count: CasualtyCount, entry: Entry, actor_of: ActorOf = nobody) -> Group:
    """The kind of people that a count of an entry's claim counts.

    Unless they are said to be civilians, those of an armed actor («13 of the government forces») are a kind of fighters
    under the actor's id: of one that ``actor_of`` gives for the words, or of one that the claim itself names so. Words
    that no kind has are a kind by themselves, under the folded words.
    """
    if count.group is None:
        return WHOLE[count.civilian]
    known = named(count.group.text, count.civilian)
    if known.axis == "households":  # «5 members of one family» are no five families
        known = named(count.text, count.civilian)
    if count.civilian:
        return known
    actor = actor_of(count.group.text, entry)
    if actor is None and (count.civilian is False or known.parent == FIGHTERS):
        actor = _named_in(entry, count.group.text)
    return Group(actor, FIGHTERS, "body") if actor else known


@lru_cache(maxsize=10_000)
def named(text: str, civilian: bool | None = None) -> Group:
    """The kind that a group's Arabic words name; ``civilian`` is what the count says of it."""
    found = deciding(text)
    if found is not None:
        return _kind(found, civilian)
    whole, key = WHOLE[civilian], _stems(text)
    return Group(key, whole.key, "body" if civilian is False else "other") if key else whole


def _kind(found: Found, civilian: bool | None) -> Group:
    sense, rest = found.sense, _stems(found.rest)
    if "households" in sense.feats:
        return Group(sense.lemma, None, "households")
    if sense.lemma == "people":
        return WHOLE[civilian]
    if "named" in sense.feats:
        return Group(_stems(f"{found.word} {found.rest}"), sense.cls, "body")
    if "of" in sense.feats and rest:
        return Group(rest, sense.cls, "body")
    if "whole" in sense.feats:
        return WHOLE[sense.cls == CIVILIANS]
    return Group(sense.lemma, _parent(sense.cls, civilian), min(sense.feats & _AXES))


def _parent(cls: str, civilian: bool | None) -> str:
    """A man may be a civilian or a fighter: the count says it where the word does not."""
    return WHOLE[civilian].key if cls == "people" else cls


@dataclass(frozen=True, slots=True)
class Found:
    """A word that a kind has, and the words behind it."""

    sense: Sense
    word: str
    rest: str


def deciding(text: str) -> Found | None:
    """The word that decides: the first that a kind has, those of the axis «whole» last."""
    tokens = tokenize(text)
    first: Found | None = None
    i = 0
    while i < len(tokens):
        sense, j = _sense_at(tokens, i)
        if sense is not None:
            found = Found(sense, text[tokens[i].start : tokens[j - 1].end], text[tokens[j - 1].end :])
            if "whole" not in sense.feats:
                return found
            first = first or found
        i = j
    return first


def _sense_at(tokens: list[Token], i: int) -> tuple[Sense | None, int]:
    """What the phrase or word at token ``i`` means, and the token behind it."""
    if tokens[i].kind != "word":
        return None, i + 1
    for hit in kinds().match(tokens, i):
        if hit.reading.pro in ("", ARTICLE):
            return hit.reading.sense, hit.j
    senses = (reading.sense for reading in kinds().readings(tokens[i].form) if reading.pro in ("", ARTICLE))
    return next(senses, None), i + 1


def _named_in(entry: Entry, text: str) -> str | None:
    """The id of the actor of the claim that bears this name."""
    roles = [*zip(entry.claim.initiators, entry.initiators, strict=True)]
    roles += zip(entry.claim.targets, entry.targets, strict=True)
    wanted = words(text)
    return next((actor for mention, actor in roles if words(mention.text) == wanted), None)


def _stems(text: str) -> str:
    """The words without articles, numerals and the endings of adjectives: «الجنود الأمريكيين» as «جنود امريكي»."""
    return " ".join(_stem(word) for word in words(text) if word not in _NUMERALS)


def _stem(word: str) -> str:
    bare = word if word == _GOD else without_article(word)
    ending = next((end for end in _ENDINGS if bare.endswith(end) and len(bare) > len(end) + 2), "")
    return bare.removesuffix(ending) + "ي" if ending else bare


@cache
def kinds() -> Lexicon:
    """The words of ``data/groups.toml`` with their inflected forms."""
    return build(DATA)
