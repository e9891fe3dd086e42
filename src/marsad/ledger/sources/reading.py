"""Reads the name of a source: who speaks, for whom, of which state, as an id of the register.

Ids are made so that what they stand for can be told from them alone:
    reuters                  a source of the register
    iq-defence-ministry      a body or a sort of people of a state
    hamas/sources            nameless people in or of a source
    actor:NAME               an actor of the register of actors as its own source
    new:NAME                 a name nobody knows yet
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from marsad.ledger.sources.phrases import Match, Phrases
from marsad.ledger.sources.tables import Sort, Tables, Words
from marsad.ledger.sources.words import split

OWN = "own-correspondents"
UNNAMED = "unnamed"
MEDIA = "media"
NEW = "new:"
INSIDE = "/sources"
_LONGEST = 100  # characters of a provisional id's name
_WHO = ("source", "person", "body")
_MEDIA_ROLES = ("medium", "reporter")
_PLACES = ("state", "country", "qualifier")
_MANY = ("ون", "ين", "ان")  # endings of plurals and duals, which no name follows


class Reader:
    """Reads names with the phrases of the tables. ``actor`` gives an actor's id as a source, ``None`` if unknown."""

    def __init__(self, tables: Tables, actor: Callable[[str, str | None], str | None]) -> None:
        self._tables = tables
        self._phrases = Phrases(tables)
        self._actor = actor
        self._links = frozenset(split(word)[0] for word in tables.words.links)
        self._places = frozenset(split(word)[0] for word in tables.words.places)
        self._within = frozenset(split(word)[0] for word in tables.words.within)
        self._plurals = frozenset(split(word)[0] for word in tables.words.plurals)

    def read(self, name: str, country: str | None) -> str:
        """The id of who bears this name."""
        words = self._phrases.words(name)
        if not words:
            return UNNAMED
        whole = self._phrases.whole(words, country)
        if whole and whole.role in ("source", "person"):
            return whole.id
        words, found = self._told(words, self._phrases.scan(words, country))
        person = next((m for m in found if m.phrase.role == "person"), None)
        if person:
            return person.phrase.id
        return self._by_head(words, found, country) or self._actor(name, country) or provisional(words)

    def kind_of(self, words: tuple[str, ...]) -> Sort | None:
        """The sort of people a new name's first words put it into («الناشط فلان»)."""
        found = self._phrases.scan(words, None)
        first = next((m for m in found if m.phrase.role == "sort"), None)
        return self._tables.sorts[first.phrase.id] if first else None

    def _told(self, words: Words, found: list[Match]) -> tuple[Words, list[Match]]:
        """Words and phrases before the medium that the source spoke to («لوكالة رويترز», to Reuters), no stray ones.

        Many media bear ordinary words or first names («العربية», Arab; «شهاب»): within a longer name they are one only
        behind «قناة» (channel) or the like.
        """
        kept: list[Match] = []
        starts = {m.i for m in found}
        for match in found:
            medium = self._is_medium(match)
            if medium and match.i and match.clitic == "ل":
                return words[: match.i], kept
            ends = match.j == len(words) or match.j in starts or self._goes_on(words[match.j])
            stray = medium and match.phrase.role == "source" and match.j == match.i + 1 and (match.i or not ends)
            if not stray or any(m.phrase.role in _MEDIA_ROLES for m in kept):
                kept.append(match)
        return words, kept

    def _is_medium(self, match: Match) -> bool:
        known = self._tables.known.get(match.phrase.id)
        return match.phrase.role in _MEDIA_ROLES or bool(known and known.kind in ("agency", "outlet"))

    def _by_head(self, words: Sequence[str], found: list[Match], country: str | None) -> str | None:
        head = self._head(found)
        if head is None:
            return None
        who = self._who(found)
        role = head.phrase.role
        if role == "own":
            return OWN
        if role in _MEDIA_ROLES:
            return self._medium(words, head, who, found, country)
        if role == "sort":
            return self._sort(words, head, who, found, country)
        if who:
            return self._whom(who, found, country)
        alone = not head.i and all(m.phrase.role in _PLACES for m in found)
        return f"{head.phrase.id.lower()}-government" if role == "state" and alone else None

    def _head(self, found: list[Match]) -> Match | None:
        """What the name begins with, leaving aside «أحد» (one of) where a sort of people follows."""
        heads = [m for m in found if m.phrase.role != "qualifier"]
        sorts = [m for m in heads if m.phrase.role == "sort"]
        if len(sorts) > 1 and sorts[0] is heads[0] and "vague" in self._flags(sorts[0]):
            return sorts[1]
        return heads[0] if heads else None

    def _flags(self, match: Match) -> tuple[str, ...]:
        return self._tables.sorts[match.phrase.id].flags

    @staticmethod
    def _who(found: list[Match]) -> Match | None:
        """Whom the name names: the first, but rather a source than a body of which no state is told."""
        all_who = [m for m in found if m.phrase.role in _WHO]
        if not all_who or all_who[0].phrase.role != "body":
            return all_who[0] if all_who else None
        if any(m.i == all_who[0].j and m.phrase.role in _PLACES[:2] for m in found):
            return all_who[0]
        return next((m for m in all_who if m.phrase.role == "source"), all_who[0])

    def _medium(
        self, words: Sequence[str], head: Match, who: Match | None, found: list[Match], country: str | None
    ) -> str | None:
        """The medium named; a correspondent of none is the outlet's own. One with an unknown name is unknown."""
        if who:
            return self._whom(who, found, country)
        last = head
        for match in found:
            last = match if match.i == last.j and match.phrase.role in _MEDIA_ROLES else last
        starts = {m.i for m in found}
        if last.j < len(words) and last.j not in starts and not self._goes_on(words[last.j]):
            return None
        if head.phrase.role == "reporter":
            return OWN
        code = self._state(found, 0)
        return f"{code.lower()}-{MEDIA}" if code else MEDIA

    def _goes_on(self, word: str) -> bool:
        """Whether a word behind a head tells where or what it belongs to, and is no name («بريف», in rural …)."""
        rest = word[1:] if word[0] in "بل" else ""
        inside = rest.startswith("ال") or word.startswith("لل") or rest in self._places
        return inside or word in self._links or not word.isalpha()

    def _whom(self, who: Match, found: list[Match], country: str | None) -> str:
        """A source, or a state's body with its country: of the adjective behind it, else where it happened."""
        if who.phrase.role != "body":
            return who.phrase.id
        code = self._state(found, who.i) or self._state(found, 0) or country or ""
        return f"{code.lower()}-{who.phrase.id}" if code in self._tables.countries else who.phrase.id

    @staticmethod
    def _state(found: list[Match], start: int) -> str | None:
        return next((m.phrase.id for m in found if m.i >= start and m.phrase.role in ("state", "country")), None)

    def _sort(
        self, words: Sequence[str], head: Match, who: Match | None, found: list[Match], country: str | None
    ) -> str | None:
        if who:
            whom = self._whom(who, found, country)
            return whom if "voice" in self._flags(head) or head.i else whom + INSIDE
        inside = self._inside(words, head, found, country)
        if inside:
            return inside if "voice" in self._flags(head) else inside + INSIDE
        if "named" in self._flags(head) and self._names_person(words, head, found):
            return None
        sort = self._tables.sorts[head.phrase.id]
        if "open" in sort.flags:
            sort = self._narrowed(sort, head, found)
        return self._of_state(sort, found, country)

    def _inside(self, words: Sequence[str], head: Match, found: list[Match], country: str | None) -> str | None:
        """The actor that people belong to by the words behind «في» (in) or the like: «قيادي في لواء …».

        A state there is where they are («مصدر طبي في مصر», a medical source in Egypt).
        """
        where = {m.i for m in found if m.phrase.role == "state"}
        links = (k for k in range(head.j, len(words) - 1) if words[k] in self._within and k + 1 not in where)
        return next((actor for k in links if (actor := self._actor(" ".join(words[k + 1 :]), country))), None)

    def _narrowed(self, sort: Sort, head: Match, found: list[Match]) -> Sort:
        """The sort that an adjective («مصدر طبي») or a faction behind it («مصدر في المقاومة») makes of an open one.

        A local official («مسؤول محلي») stays an official.
        """
        behind = [m for m in found if m.i > head.i and m.phrase.role in ("qualifier", "sort")]
        for match in behind:
            other = self._tables.sorts[match.phrase.id]
            if other.kind in ("official", "party") or sort.kind == "unknown":
                return other
        return sort

    def _of_state(self, sort: Sort, found: list[Match], country: str | None) -> str:
        code = self._state(found, 0)
        if "sided" in sort.flags:
            here = self._tables.countries.get(country or "")
            code = code or (here.code if here and not here.divided else None)
        elif "country" not in sort.flags:
            code = None
        return f"{code.lower()}-{sort.id}" if code else sort.id

    def _names_person(self, words: Sequence[str], head: Match, found: list[Match]) -> bool:
        """Whether a name stands before the head («فلان القيادي») or behind it and its adjectives («الناشط فلان»)."""
        taken = {k for m in found for k in range(m.i, m.j)}
        if head.i and not any(k in taken for k in range(head.i)):
            return True
        noun = words[head.j - 1].removeprefix("ال")
        if noun.endswith(_MANY) or noun in self._plurals:
            return False
        definite = words[head.j - 1].startswith("ال")
        k = head.j
        while k < len(words) and (k in taken or self._describes(words[k], definite)):
            k += 1
        return k < len(words) and not self._goes_on(words[k])

    def _describes(self, word: str, definite: bool) -> bool:
        """Whether a word is by its form an adjective of a noun with or without article («الإعلامي», «موصلي»).

        «مصطفى» and «علي» end as adjectives do, but behind a noun with its article they have none.
        """
        form = word.startswith("ال") if definite else word.endswith(("ي", "يه"))
        return form and not self._goes_on(word)


def provisional(words: Sequence[str]) -> str:
    """The id of a name nobody knows: the same for every spelling that folds to the same words."""
    name = "-".join(words)
    if len(name) <= _LONGEST:
        return NEW + name
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    return f"{NEW}{name[:_LONGEST]}~{digest}"
