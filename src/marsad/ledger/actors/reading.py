"""Who a name means: known names first, then heads, adjectives of origin and affiliations, by general rules over data.

«طائرات حربية روسية» (Russian warplanes) is a head that stands for an air force and an adjective of origin; «مقاتلو
كتائب القسام» (fighters of al-Qassam) a head that says nothing and a known name; «لواء الصقر التابع لتنظيم القاعدة» a
name nobody knows, that belongs to one that is known.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from marsad.ledger.actors import provisional, sorts
from marsad.ledger.actors.index import Choice, Index
from marsad.ledger.actors.states import ARMY, GOVERNMENT, State
from marsad.ledger.actors.words import (
    Head,
    are_people,
    attachment,
    head_of,
    heads_of,
    is_count,
    is_epithet,
    is_link,
    is_numeral,
    is_title,
    noun_sort,
    origin,
    says_nothing,
)
from marsad.text.tokens import Token

_DEEPEST = 6  # heads behind heads («عناصر من دورية لقوات…»); no name has more
_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom a name means. ``rule`` names the rule that found it.

    ``known`` is false for a provisional actor, whose ``spelling`` the name gives; ``sort`` says that it is a sort of
    people and nobody in particular. ``parent`` is what the name itself says it belongs to, ``rivals`` are the others
    that bear the name as well.
    """

    id: str
    rule: str
    known: bool = True
    sort: bool = False
    parent: str | None = None
    rivals: tuple[str, ...] = ()
    spelling: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Where (ISO 3166-1 alpha-2) and when (ISO date) the happening lies, each ``None`` where nobody knows."""

    country: str | None = None
    day: str | None = None


class Reader:
    """Reads names against an index. ``arms`` gives for an actor that is an arm of a state the state and the
    arm; ``communities`` are the actors that are whole tribes or peoples.
    """

    def __init__(self, index: Index, arms: Mapping[str, tuple[State, str]], communities: Container[str]) -> None:
        self._index = index
        self._arms = arms
        self._communities = communities

    def read(self, tokens: Sequence[Token], at: Context) -> Reading:
        """Whom the words of a name mean; there must be one at least."""
        words = list(tokens)
        while len(words) > 1 and is_count(words[0].form) and not self._named(words, at):
            words = words[2:] if is_link(words[1].form) and len(words) > 2 else words[1:]
        return self._read(words, at, 0)

    def _read(self, words: list[Token], at: Context, depth: int) -> Reading:
        return (
            self._named(words, at)
            or self._behind_head(words, at)
            or self._attached(words, at, depth)
            or self._trimmed(words, at)
            or self._beginning(words, at)
            or self._headed(words, at, depth)
            or _of_origin(words, at)
            or _provisional(words)
        )

    def _named(self, words: Sequence[Token], at: Context) -> Reading | None:
        """A name of the register, as it stands."""
        choice = self._choice(words, at)
        return Reading(choice.entry.actor.id, "name", rivals=choice.rivals) if choice else None

    def _choice(self, words: Sequence[Token], at: Context) -> Choice | None:
        """The bearer of a name. A common word («الميليشيات», militias) names nobody where the place is not known."""
        choice = self._index.choose([word.form for word in words], at.country, at.day)
        return None if choice and choice.guessed and _is_common(list(words)) else choice

    def _behind_head(self, words: list[Token], at: Context) -> Reading | None:
        """A name of the register behind a head; people of a tribe («أبناء قبيلة …») are the tribe."""
        for length, head in heads_of(words):
            rest = _unlinked(words[length:])
            named = self._named(rest, at) if rest else None
            if named and (not head.alone or named.id in self._communities):
                return self._of(head, named)
        return None

    def _attached(self, words: list[Token], at: Context, depth: int) -> Reading | None:
        """«X التابع لـY»: X if it has a name of its own, then with Y as parent; else whoever of Y's it is."""
        cut = next((i for i in range(len(words) - 1) if attachment(words[i].form)), None)
        if cut is None or depth >= _DEEPEST:
            return None
        owned = attachment(words[cut].form) in _OWNED
        behind = _unlinked(words[cut + 1 :])
        if cut == 0:
            return self._read(behind, at, depth + 1) if owned else None
        unit = self._read(words[:cut], at, depth + 1)
        if not owned:
            return replace(unit, rule=f"{unit.rule}, {attachment(words[cut].form)}")
        group = self._read(behind, at, depth + 1)
        if not unit.sort:
            return replace(unit, parent=group.id if group.id != unit.id else None)
        if group.sort or not (group.known or _is_name(behind)):
            return replace(unit, rule="attachment")
        found = head_of(words)
        return self._of(found[1] if found else None, replace(group, rule="attachment"))

    def _trimmed(self, words: list[Token], at: Context) -> Reading | None:
        """A known name with epithets or its adjective of origin behind it («تنظيم داعش الإرهابي»)."""
        adjectives: list[State] = []
        for end in range(len(words) - 1, 0, -1):
            form = words[end].form
            if not (is_epithet(form) or origin(form) or attachment(form)):
                return None
            adjectives += origin(form)
            choice = self._choice(words[:end], at)
            if choice and (not adjectives or any(s.code in choice.entry.where for s in adjectives)):
                return Reading(choice.entry.actor.id, "name and epithet", rivals=choice.rivals)
        return None

    def _headed(self, words: list[Token], at: Context, depth: int) -> Reading | None:
        """A head («مقاتلو», fighters of) and what it governs."""
        found = head_of(words)
        if found is None or depth >= _DEEPEST:
            return None
        length, head = found
        rest = _unlinked(words[length:])
        governed = None if head.alone else self._governed(rest, at, depth)
        if governed:
            return self._of(head, governed)
        unknown = [word for word in rest if not (says_nothing(word.form) or origin(word.form)) or _tells(head, word)]
        if not unknown or head.alone or _is_owned(head, rest):
            return _generic(head, rest, words[:length], at)
        if head.place:
            return self._of_place(head, at)
        if head.part:
            return self._read(rest, at, depth + 1) if not says_nothing(rest[0].form) else _provisional(rest)
        return self._unknown_unit(words, head, at)

    def _governed(self, rest: list[Token], at: Context, depth: int) -> Reading | None:
        """What stands behind a head, if it is somebody; adjectives between the two are passed over."""
        for start in range(len(rest)):
            behind = rest[start:]
            inner = self._read(behind, at, depth + 1)
            if inner.known and inner.rule != "origin" and (not inner.sort or inner.id in _FORCES):
                return inner
            if not says_nothing(rest[start].form):
                return None
        return None

    def _of(self, head: Head | None, who: Reading) -> Reading:
        """The arm of a state that a head stands for, where a state is meant: «طيران النظام» is its air force."""
        state, arm = self._arms.get(who.id, (None, None))
        if head and state and head.arm is not None and arm in (GOVERNMENT, ARMY):
            return replace(who, id=state.arm(head.arm or arm or GOVERNMENT), rule=f"head, {who.rule}")
        return replace(who, rule=f"head, {who.rule}")

    def _unknown_unit(self, words: list[Token], head: Head, at: Context) -> Reading:
        """A unit nobody knows; an adjective of origin behind it tells whose army it belongs to."""
        whose = [state for state in origin(words[-1].form) if state.lives(at.day)]
        read = _provisional(words[:-1] if whose else words)
        return replace(read, parent=whose[0].arm(head.arm)) if whose and head.arm else read

    def _of_place(self, head: Head, at: Context) -> Reading:
        """The arm of the state where the happening lies; that of an unnamed one where nobody knows where."""
        here = [state for state, arm in self._arms.values() if arm == GOVERNMENT and state.code == at.country]
        state = next((state for state in here if state.lives(at.day)), None)
        if state is None or head.arm is None:
            return Reading(head.sort, "sort", sort=True)
        return Reading(state.arm(head.arm), "head of a place")

    def _beginning(self, words: list[Token], at: Context) -> Reading | None:
        """A known name with a place, a second name of its own or a second actor behind it («… وإيران», and Iran)."""
        for end in range(len(words) - 1, 0, -1):
            first = self._named(words[:end], at)
            if first and (is_link(words[end].form) or self._is_again(first, words[end:], at)):
                return replace(first, rule="name and more")
        return None

    def _is_again(self, first: Reading, words: list[Token], at: Context) -> bool:
        second = self._named(words, at)
        return second is not None and (first.id == second.id or words[0].form.startswith("و"))


def _generic(head: Head, rest: list[Token], own: list[Token], at: Context) -> Reading:
    """A head with nothing behind it but adjectives: the arm of the state they name, or a sort of people."""
    whose = next((s for word in rest for s in origin(word.form) if s.lives(at.day)), None)
    if whose and head.arm is not None and not head.alone:
        return Reading(whose.arm(head.arm), "head of origin")
    told = [noun_sort(word.form) for word in (*reversed(own), *rest)]
    sort = next((sort for sort in told if sort), head.sort) if head.sort in _VAGUE else head.sort
    return Reading(sorts.id_of(sort, whose.id if whose else None), "sort", sort=True)


def _is_common(words: list[Token]) -> bool:
    """Whether a name is a common word for a sort of people, with nothing behind it but adjectives."""
    found = head_of(words)
    length = found[0] if found else 1 if noun_sort(words[0].form) else 0
    return length > 0 and all(says_nothing(word.form) for word in words[length:])


def _tells(head: Head, word: Token) -> bool:
    """Whether a number tells a unit from others («اللواء 33»); of people and means it only says how many."""
    return not (head.part or head.alone) and is_numeral(word.form)


def _is_owned(head: Head, rest: list[Token]) -> bool:
    """Whether a means or a member is told by its origin, whatever else is said of it («مقاتلات ترنادو السعودية»)."""
    return head.part and head.arm is not None and head_of(rest) is None and any(origin(word.form) for word in rest)


def _unlinked(words: list[Token]) -> list[Token]:
    """Words without the prepositions they begin with."""
    start = next((i for i, word in enumerate(words) if not is_link(word.form)), len(words) - 1)
    return words[start:]


_TO_THE = "لل"
_OWNED = frozenset({"belongs", "loyal"})
_FORCES = frozenset({"army", "police", "security", "government", "coalition", "guards", "intelligence", "resistance"})
_VAGUE = frozenset({"gunmen", "fighters", "residents", "civilians", "foreigners", "groups", "workers"})


def _of_origin(words: list[Token], at: Context) -> Reading | None:
    """An adjective of origin by itself: people («فلسطينيين»), or the state whose a happening was («قصف تركي»)."""
    first = words[0].form
    states = [state for state in origin(first) if state.lives(at.day)]
    if states and all(says_nothing(word.form) for word in words[1:]):
        if are_people(first):
            return Reading(sorts.id_of(_PEOPLE, states[0].id), "people of origin", sort=True)
        return Reading(states[0].id, "origin")
    sort = noun_sort(first)
    if sort and all(says_nothing(word.form) for word in words[1:]):
        return Reading(sort, "sort", sort=True)
    return None


def _provisional(words: list[Token]) -> Reading:
    """Nobody the register knows: the name without titles before it and epithets behind it."""
    while len(words) > 1 and is_title(words[0].form, words[1].form):
        words = words[1:]
    end = len(words)
    while end > 2 and is_epithet(words[end - 1].form):
        end -= 1
    named = words[:end]
    forms, texts = [word.form for word in named], [word.text for word in named]
    if forms[0].startswith(_TO_THE) and len(forms[0]) > len(_TO_THE) + 1:  # «للكتيبة» is ل (to) and «الكتيبة»
        forms[0], texts[0] = (f"ال{word.removeprefix(_TO_THE)}" for word in (forms[0], texts[0]))
    id, spelling = provisional.id_of(forms), " ".join(texts)
    return Reading(id, "provisional", known=False, spelling=spelling)


def _is_name(words: list[Token]) -> bool:
    """Whether words could name somebody: not a pronoun («لها») or a mere adjective."""
    return len(words[0].form) > 3 and not all(says_nothing(word.form) for word in words)
