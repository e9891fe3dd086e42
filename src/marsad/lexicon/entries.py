"""One entry of a data file into the forms it stands for, checked field by field.

The fields are described in ``data/README.md``; what is wrong with one is raised as a ``MarsadError`` that names the
file, the entry and the field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from marsad.lexicon import morphology
from marsad.lexicon.morphology import Form
from marsad.lexicon.parted import is_whole
from marsad.model import MarsadError
from marsad.text.fold import fold

_TEXT = ("lemma", "cls", "gloss", "plural", "pos", "note")
_LISTS = ("flags", "nouns", "plurals", "adjectives", "forms", "matches", "rejects")
_VERB_OPTIONS = {"root": str, "form": str, "perfect": str, "imperfect": str, "sound": bool, "participles": bool}
_VERB_OPTIONS |= {"verbal_nouns": bool, "finite": bool, "passive": bool, "jussive": bool}
_SWITCHES = ("participles", "verbal_nouns")
_POS = ("noun", "name", "particle", "adj", "verb", "participle")


class Surface(NamedTuple):
    """What an entry puts into the lexicon: one form of one or more folded words."""

    words: tuple[str, ...]
    pos: str
    feats: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One checked entry. ``data`` keeps the generating fields as the file gives them."""

    kind: str
    lemma: str
    cls: str
    flags: frozenset[str]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    where: str
    data: dict[str, Any] = field(repr=False, compare=False)


def read_entry(kind: str, table: object, file: str, number: int) -> Entry:
    """The checked entry of one ``[[entry]]`` table. ``number`` counts from 1; raises MarsadError on bad data."""
    if not isinstance(table, dict):
        raise MarsadError(f"{file}: entry {number} is not a table")
    lemma = table.get("lemma")
    where = f"{file}: entry {number} («{lemma}»)" if lemma else f"{file}: entry {number}"
    _check(table, where)
    _check_parts(table, where)
    if not lemma:
        raise MarsadError(f"{where}: field 'lemma' is missing")
    if not table.get("matches"):
        raise MarsadError(f"{where}: field 'matches' is missing; give at least one phrase that has the entry in it")
    return Entry(
        kind,
        lemma,
        table.get("cls", ""),
        frozenset(table.get("flags", ())),
        tuple(table["matches"]),
        tuple(table.get("rejects", ())),
        where,
        table,
    )


def _check(table: dict[str, Any], where: str) -> None:
    for key, value in table.items():
        if key in _TEXT:
            good = isinstance(value, str)
        elif key in _LISTS:
            good = isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
        elif key in _SWITCHES:
            good = isinstance(value, bool)
        elif key == "verbs":
            good = isinstance(value, list) and all(isinstance(item, dict) for item in value)
        else:
            raise MarsadError(f"{where}: unknown field {key!r}")
        if not good:
            raise MarsadError(f"{where}: field {key!r} has a value of the wrong type: {value!r}")
    if table.get("plural", "sound_m") not in ("sound_m", "sound_f"):
        raise MarsadError(f"{where}: field 'plural' is {table['plural']!r}; it can be 'sound_m' or 'sound_f'")
    if table.get("pos", "noun") not in _POS:
        raise MarsadError(f"{where}: field 'pos' is {table['pos']!r}; it can be one of {', '.join(_POS)}")


def _check_parts(table: dict[str, Any], where: str) -> None:
    verbs = [f"verb {tail}" for verb in table.get("verbs", ()) for tail in _tails(verb)]
    for phrase in [*table.get("forms", ()), *verbs]:
        if not is_whole(phrase.split()):
            raise MarsadError(f"{where}: a gap «…» needs words before and after it, a word in brackets words before it")


def _tails(verb: dict[str, Any]) -> list[str]:
    """What an entry wants after a verb, as far as it is text; the rest is refused where the verb is inflected."""
    after = verb.get("after", [])
    return [tail for tail in after if isinstance(tail, str)] if isinstance(after, list) else []


def surfaces(entry: Entry) -> Iterator[Surface]:
    """Every form of an entry, multi-word ones included; the same form may come twice with different features."""
    data = entry.data
    pos = data.get("pos", "noun")
    for word in data.get("forms", ()):
        yield Surface(tuple(fold(word).split()), pos, frozenset())
    for options in data.get("verbs", ()):
        yield from _verb(entry, options)
    for word in data.get("nouns", ()):
        yield from _nominal(word, morphology.noun)
        if data.get("plural"):
            yield from _nominal(word, partial(morphology.sound_plural, gender=data["plural"][-1]))
    for word in data.get("plurals", ()):
        yield from _nominal(word, morphology.broken_plural)
    for word in data.get("adjectives", ()):
        yield from _nominal(word, morphology.adjective)


def _verb(entry: Entry, options: dict[str, Any]) -> Iterator[Surface]:
    options = {key: entry.data[key] for key in _SWITCHES if key in entry.data} | options
    after = options.pop("after", [])
    for key, value in options.items():
        if not isinstance(value, _VERB_OPTIONS.get(key, ())):
            raise MarsadError(f"{entry.where}: field 'verbs': unknown option or wrong value: {key} = {value!r}")
    if not isinstance(after, list) or not all(isinstance(tail, str) for tail in after):
        raise MarsadError(f"{entry.where}: field 'verbs': 'after' must be a list of words")
    if "root" not in options:
        raise MarsadError(f"{entry.where}: field 'verbs': 'root' is missing")
    try:
        forms = morphology.verb(options.pop("root"), options.pop("form", "I"), **options)
    except MarsadError as error:
        raise MarsadError(f"{entry.where}: field 'verbs': {error}") from error
    tails = [tuple(fold(tail).split()) for tail in after] or [()]
    for form in forms:
        for tail in tails:
            yield Surface((form.text, *tail), form.pos, form.feats)


def _nominal(phrase: str, inflect: Callable[[str], list[Form]]) -> Iterator[Surface]:
    """A noun, or a noun with adjectives or a genitive: the head is inflected, what follows agrees where it can.

    Whether what follows is an adjective is not known, so the phrase is given as it stands, with articles, and in the
    case and number of the head («هجوما انتحاريا», «غارتين جويتين»); shapes that no one writes do no harm.
    """
    head, *rest = phrase.split()
    bare = tuple(fold(word) for word in rest)
    tails = {bare} | ({tuple(word if word.startswith("ال") else "ال" + word for word in bare)} if bare else set())
    plain = fold(head)
    for form in inflect(head):
        agreeing = _agreeing(bare, form, plain)
        for tail in sorted(tails | agreeing):
            yield Surface((form.text, *tail), form.pos, form.feats)


def _agreeing(rest: tuple[str, ...], form: Form, plain: str) -> set[tuple[str, ...]]:
    if not rest or any(word.startswith("ال") for word in rest):
        return set()
    if "du" in form.feats:
        endings = ("ان", "ين")
        stems = tuple(word[:-1] + "ت" if word.endswith("ه") else word for word in rest)
        duals = {tuple(stem + ending for stem in stems) for ending in endings}
        return duals | {tuple("ال" + word for word in dual) for dual in duals}
    if form.text == plain + "ا" and "sg" in form.feats:
        return {tuple(word if word.endswith(("ه", "ا")) else word + "ا" for word in rest)}
    return set()
