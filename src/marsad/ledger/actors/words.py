"""What the words of a name say: heads, adjectives of origin, epithets (``data/words.toml``, over the lexicon)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from marsad.ledger.actors.states import State, states
from marsad.ledger.actors.tables import DATA, Table, read
from marsad.lexicon import Lexicon, lexicon
from marsad.places.keys import without_article, without_clitics
from marsad.text.fold import fold
from marsad.text.memory import Memory
from marsad.text.tokens import Token, tokenize

# Endings of adjectives and participles behind the masculine singular, folded, longest first.
_ENDINGS = ("تين", "تان", "ين", "ون", "ان", "ات", "ه", "ا", "ي", "و")


@dataclass(frozen=True, slots=True)
class Head:
    """What a head word says: see ``data/words.toml``."""

    sort: str
    arm: str | None
    alone: bool
    part: bool
    place: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of ``words.toml``, by folded word or by lemma of the lexicon, and the adjectives of the states."""

    heads: dict[str, Head]
    nouns: dict[str, str]
    epithets: frozenset[str]
    links: frozenset[str]
    fillers: frozenset[str]
    spellings: dict[str, tuple[str, ...]]
    origins: dict[str, tuple[State, ...]]
    peoples: dict[str, tuple[State, ...]]


@cache
def words() -> Words:
    """The shipped tables."""
    table = read(DATA / "words.toml")
    table.only("head", "noun", "epithet", "link", "filler", "spelling")
    return Words(
        {lemma: _head(entry) for entry in table.tables("head") for lemma in entry.texts("lemmas")},
        {fold(w): entry.text("sort") for entry in table.tables("noun") for w in entry.texts("words")},
        frozenset(fold(w) for entry in table.tables("epithet") for w in entry.texts("words")),
        _listed(table, "link"),
        _listed(table, "filler"),
        {wrong: tuple(map(fold, right.split())) for wrong, right in table.fields["spelling"].items()},
        _by_word([(state, state.adjectives) for state in states()]),
        _by_word([(state, state.people) for state in states()]),
    )


def _listed(table: Table, name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in Table(f"words.toml: {name}", table.fields[name]).texts("words"))


def _head(table: Table) -> Head:
    table.only("lemmas", "sort", "arm", "alone", "part", "place")
    arm = table.text("arm") if "arm" in table.fields else None
    return Head(table.text("sort"), arm, table.switch("alone"), table.switch("part"), table.switch("place"))


def _by_word(given: Sequence[tuple[State, tuple[str, ...]]]) -> dict[str, tuple[State, ...]]:
    found: dict[str, tuple[State, ...]] = {}
    for state, written in given:
        for word in map(fold, written):
            found[word] = (*found.get(word, ()), state)
    return found


def tokens_of(name: str) -> list[Token]:
    """The words and numbers of a name, quotes and other marks left out, spellings made one."""
    parts = [token for token in tokenize(name) if token.kind in ("word", "number")]
    out: list[Token] = []
    for token in parts:
        forms = _SPELLED[token.form]
        for form in forms or (token.form,):
            out.append(Token(len(out), form if forms else token.text, form, token.start, token.end, token.kind))
    return out


def _spelled(form: str) -> tuple[str, ...]:
    """The words that a form is read as; none where it is read as it stands."""
    for start in _STARTS:
        right = words().spellings.get(form[len(start) :]) if form.startswith(start) else None
        if right:
            return (start + right[0], *right[1:])
    return ()


_STARTS = ("", "ال", "لل", "و", "ب", "وال", "بال")
_SPELLED = Memory(_spelled)


def bases(form: str) -> tuple[str, ...]:
    """What a folded adjective may be in the masculine singular without its article: «الاسرائيليتين» → «اسرائيلي»."""
    return _BASES[form]


def _bases(form: str) -> tuple[str, ...]:
    found = []
    for whole in dict.fromkeys((form, *without_clitics(form))):
        bare = without_article(whole)
        found.append(bare)
        for ending in _ENDINGS:
            if bare.endswith(ending) and len(bare) - len(ending) >= 3:
                stem = bare[: -len(ending)]
                found += (stem, stem + "ي") if ending in ("ين", "ون", "ان") else (stem,)
    return tuple(dict.fromkeys(found))


_BASES = Memory(_bases)


def origin(form: str) -> tuple[State, ...]:
    """The states whose adjective a folded word is; two where a state changed its government."""
    known = words()
    return next((found for base in bases(form) if (found := known.origins.get(base) or known.peoples.get(base))), ())


def are_people(form: str) -> bool:
    """Whether an adjective of origin stands for people: it has the ending of people, or is a broken plural."""
    bare = without_article(form)
    return bare in words().peoples or bare.endswith(("ين", "ون", "ان", "يا"))


def is_epithet(form: str) -> bool:
    """Whether a folded word says nothing of who is meant («الإرهابي», the terrorist)."""
    return not words().epithets.isdisjoint(bases(form))


def noun_sort(form: str) -> str | None:
    """The sort that a folded word means by itself, ``None`` where it means none."""
    known = words().nouns
    return next((known[base] for base in bases(form) if base in known), None)


def is_link(form: str) -> bool:
    """Whether a folded word joins a place, a manner or a second actor to a name: mostly a preposition."""
    return form in words().links or (form.startswith(_IN_THE) and len(form) > _SHORT)


_IN_THE, _SHORT = "بال", 5  # «بالصواريخ» (with the rockets); shorter words may begin so by themselves


def says_nothing(form: str) -> bool:
    """Whether a folded word behind a head leaves open who is meant: adjectives, counts, numbers, small words."""
    kinds = _lexicon().kinds(form)
    return (
        form.isdigit()
        or form in words().links | words().fillers
        or is_epithet(form)
        or not kinds.keys().isdisjoint(("descriptor", "number", "nationality", "preposition", "attachment"))
    )


def attachment(form: str) -> str | None:
    """How a word ties what stands before it to what follows: belongs, loyal, supported, ally, against."""
    reading = _lexicon().kinds(form).get("attachment")
    return reading.sense.cls if reading else None


def is_numeral(form: str) -> bool:
    """Whether a word is the number of a unit: digits, or an ordinal («الرابعة», the fourth)."""
    known = _lexicon().kinds(form).get("descriptor")
    return form.isdigit() or (known is not None and known.sense.cls == "ordinal")


def is_count(form: str) -> bool:
    """Whether a word only counts what follows («عشرات», tens; «أحد», one of)."""
    return not is_link(form) and (form.isdigit() or "number" in _lexicon().kinds(form))


def is_title(form: str, after: str) -> bool:
    """Whether a word is a title before the name of a person («اللواء عثمان», general Uthman).

    «لواء عثمان» without the article is a brigade.
    """
    kinds = _lexicon().kinds(form)
    unit = "unit" in kinds["actor_head"].sense.feats if "actor_head" in kinds else False
    titled = "person_title" in kinds and (not unit or without_article(form) != form)
    return titled and "given_name" in _lexicon().kinds(after)


def heads_of(tokens: list[Token]) -> list[tuple[int, Head]]:
    """The heads that a name may begin with, and of how many words each is, the longest first."""
    heads = words().heads
    phrases = _lexicon().match(tokens, 0) if len(tokens) > 1 else []
    found = [(hit.j, hit.reading.sense) for hit in phrases]
    found += [(1, reading.sense) for reading in _lexicon().readings(tokens[0].form)]
    return [(n, heads[s.lemma]) for n, s in found if s.kind == "actor_head" and s.lemma in heads]


def head_of(tokens: list[Token]) -> tuple[int, Head] | None:
    """The longest of them; ``None`` where a name begins with no head."""
    return next(iter(heads_of(tokens)), None)


def _lexicon() -> Lexicon:
    return lexicon()
