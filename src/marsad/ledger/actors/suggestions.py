"""Which unknown names may be one actor: suggestions with reasons, for a person to judge; nothing is merged by itself.

Names are compared only where they share a word, or their initials are the other's name, so that the work grows with the
names and not with their pairs. Words that more than a few names share («كتائب», battalions) file nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from marsad.ledger.actors.words import head_of, tokens_of
from marsad.ledger.entry import Entry
from marsad.model.actor import Actor, Parentage
from marsad.places.keys import without_article
from marsad.text.fold import fold

_CROWD: Final = 40  # names that share a word; more of them make the word a common one
_SPELLED: Final = 88.0  # per cent of rapidfuzz's ratio from which two spellings may be one name
_PREFIX: Final = 4  # letters of a word by which its misspellings are filed with it

# What each reason adds to a score. Names decide; what two actors share only supports it. Set by hand so that a name in
# another order or a short form is suggested by itself, and a like spelling is put behind it.
WEIGHTS: Final[Mapping[str, float]] = {
    "same words": 0.6,
    "spelling": 0.45,
    "short form": 0.4,
    "other head": 0.4,
    "initials": 0.35,
    "same parent": 0.2,
    "same opponents": 0.15,
    "same places": 0.1,
}
LEAST: Final = 0.4
# Words that are half a name: «عبد الرحمن» is one name and no short form of «عبد الرحمن الزبيدي».
_HALF: Final = frozenset(map(fold, ("عبد", "أبو", "أبي", "أم", "ابن", "بن")))


@dataclass(frozen=True, slots=True)
class Seen:
    """What the ledger saw of an actor: ids of its parents, of where it was and of those it fought."""

    parents: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    opponents: frozenset[str] = frozenset()


def seen_in(entries: Iterable[Entry]) -> dict[str, Seen]:
    """What entries of the ledger show of each actor in them, all but the parents.

    Places are governorates, or countries where no more is known; opponents are those on the other side of a claim.
    """
    places: dict[str, set[str]] = defaultdict(set)
    opponents: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        where = {site.governorate or site.country or "" for site in entry.sites if site} - {""}
        for own, others in ((entry.initiators, entry.targets), (entry.targets, entry.initiators)):
            for id in own:
                places[id] |= where
                opponents[id] |= set(others) - {id}
    return {id: Seen(places=frozenset(found), opponents=frozenset(opponents[id])) for id, found in places.items()}


def with_parents(seen: Mapping[str, Seen], told: Mapping[str, tuple[Parentage, ...]]) -> dict[str, Seen]:
    """The same with the parents that reports tell."""
    return {id: replace(one, parents=frozenset(p.parent for p in told.get(id, ()))) for id, one in seen.items()}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That two actors may be one: ``one`` is provisional; ``reasons`` are keys of ``WEIGHTS``, weightiest first."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    id: str
    words: tuple[str, ...]
    provisional: bool
    own: tuple[str, ...] = field(default=())  # without the head word: «كتائب القسام» and «القسام»


def suggestions(actors: Iterable[Actor], seen: Mapping[str, Seen] | None = None) -> tuple[Suggestion, ...]:
    """Pairs of actors that may be one, at least one of them provisional, the likeliest first.

    ``seen`` tells what the ledger knows of them by id. The same actors give the same suggestions in any order.
    """
    names = [name for actor in actors for name in _names(actor)]
    best: dict[tuple[str, str], Suggestion] = {}
    for one, other in _pairs(names):
        made = _compare(one, other, seen or {})
        known = best.get((one.id, other.id))
        if made and (known is None or made.score > known.score):
            best[one.id, other.id] = made
    return tuple(sorted(best.values(), key=lambda s: (-s.score, s.one, s.other)))


def _names(actor: Actor) -> Iterator[_Name]:
    for name in actor.ar:
        tokens = tokens_of(name)
        if tokens:
            words = tuple(without_article(token.form) for token in tokens)
            found = head_of(tokens)
            yield _Name(actor.id, words, actor.provisional, words[found[0] :] if found else words)


def _pairs(names: list[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Names of two actors that share a block, the provisional one first; each pair of names once."""
    blocks: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        for key in _blocks(name):
            blocks[key].append(name)
    done: set[tuple[_Name, _Name]] = set()
    for block in blocks.values():
        if len(block) > _CROWD:
            continue
        for a, b in combinations(block, 2):
            one, other = (a, b) if _order(a) < _order(b) else (b, a)
            if one.id != other.id and one.provisional and (one, other) not in done:
                done.add((one, other))
                yield one, other


def _order(name: _Name) -> tuple[bool, str, tuple[str, ...]]:
    return not name.provisional, name.id, name.words


def _blocks(name: _Name) -> set[str]:
    initials = {_initials(name.words)} if len(name.words) > 2 else {"".join(name.words)}
    return {word[:_PREFIX] for word in name.own if len(word) >= _PREFIX} | {f"={text}" for text in initials}


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


def _compare(one: _Name, other: _Name, seen: Mapping[str, Seen]) -> Suggestion | None:
    by_name = _name_reason(one, other)
    if by_name is None:
        return None
    a, b = seen.get(one.id, Seen()), seen.get(other.id, Seen())
    shared = {
        "same parent": a.parents & b.parents,
        "same opponents": a.opponents & b.opponents,
        "same places": a.places & b.places,
    }
    reasons = (by_name, *sorted((r for r, ids in shared.items() if ids), key=lambda r: -WEIGHTS[r]))
    score = round(sum(WEIGHTS[reason] for reason in reasons), 2)
    return Suggestion(one.id, other.id, score, reasons) if score >= LEAST else None


def _name_reason(one: _Name, other: _Name) -> str | None:
    """How two names are alike, the surest likeness first."""
    same = sorted(one.own) == sorted(other.own)
    if sorted(one.words) == sorted(other.words) or (same and len(one.own) > 1):
        return "same words"
    if _digits(one) != _digits(other):
        return None  # «اللواء 33» and «اللواء 35» are two brigades however alike they are spelled
    if fuzz.ratio(" ".join(one.words), " ".join(other.words)) >= _SPELLED:
        return "spelling"
    if same and one.own:
        return "other head"  # «تنظيم الشباب» and «حركة الشباب»
    if _is_short(one.own, other.words) or _is_short(other.own, one.words):
        return "short form"
    if "".join(one.words) == _initials(other.words) or "".join(other.words) == _initials(one.words):
        return "initials"
    return None


def _digits(name: _Name) -> list[str]:
    return sorted(word for word in name.words if word.isdigit())


def _is_short(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of a name are some of another's, in their order: «أحمد الخبيل» of «أحمد حامد الخبيل»."""
    rest = iter(long)
    told = sum(word not in _HALF for word in short)
    return told > 1 and len(short) < len(long) and all(word in rest for word in short)
