"""Stretches of tokens that the stages hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from marsad.lexicon.lexicon import Sense
from marsad.model import CasualtyKind, Factuality, Mention

_NO_WORDS: Final[frozenset[str]] = frozenset()


@dataclass(slots=True, init=False)
class Phrase:
    """An actor, place or source phrase over the tokens ``[i:j]``.

    ``core`` is the mention as it would be coded (no proclitics, no leading count or quantifier); ``cls`` the class of
    its head word (``state_force``, ``armed_group``, ``aircraft``, ``civilians``, ``town``...); ``group`` numbers the
    coordination it stands in («X وY» share one), ``named`` says whether it carries a proper name.
    ``prep`` is the preposition in front of it, written apart or as a proclitic («في», «على», «من قبل», «ب», «ل»).
    ``inner`` marks a place beside which a more specific one stands («قرية X بريف Y»: set on the second). ``lemma`` is
    that of the head word. ``of`` is the group the actor is said to belong to, ``tie`` how («belongs», «loyal»...).
    Set when all mentions are known: ``sent``, the number of its sentence; ``words``, the content words of what it
    stands for; ``number``, the same for all mentions of a kind with the same words; ``camp``, an actor's side.
    """

    kind: str
    i: int
    j: int
    core: Mention
    cls: str
    rule: str
    named: bool
    group: int
    prep: str
    inner: bool
    lemma: str
    of: Phrase | None
    tie: str
    sent: int = field(init=False)
    words: frozenset[str] = field(init=False)
    number: int = field(init=False)
    camp: Sense | None = field(init=False)

    # Written out: the one a dataclass makes is not compiled, and a report makes hundreds.
    def __init__(
        self,
        kind: str,
        i: int,
        j: int,
        core: Mention,
        cls: str,
        rule: str,
        named: bool = True,
        group: int = -1,
        prep: str = "",
        inner: bool = False,
        lemma: str = "",
        of: Phrase | None = None,
        tie: str = "",
    ) -> None:
        self.kind = kind
        self.i = i
        self.j = j
        self.core = core
        self.cls = cls
        self.rule = rule
        self.named = named
        self.group = group
        self.prep = prep
        self.inner = inner
        self.lemma = lemma
        self.of = of
        self.tie = tie
        self.sent = self.number = 0
        self.words = _NO_WORDS
        self.camp = None


@dataclass(slots=True)
class TimePhrase:
    """A time expression over the tokens ``[i:j]`` with its inclusive ISO dates."""

    i: int
    j: int
    text: str
    start: int
    end: int
    first: str
    last: str
    rule: str


@dataclass(slots=True)
class CountPhrase:
    """A casualty count over the tokens ``[i:j]``; ``low``/``high`` as in the exchange format."""

    i: int
    j: int
    kind: CasualtyKind
    low: int | None
    high: int | None
    group: Mention | None
    civilian: bool | None
    start: int
    end: int
    rule: str
    part: bool = False  # a part of a total («بينهم 3 أطفال», "among them 3 children")


@dataclass(slots=True)
class Speech:
    """Reported speech: the tokens ``[i:j]`` are said by ``sources``, outermost first."""

    i: int
    j: int
    sources: tuple[Mention, ...]
    factuality: Factuality
    rule: str
