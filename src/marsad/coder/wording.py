"""The names of features in words, for a reader who has not read the models' code.

A feature is written ``family/value+value=… | …`` (see ``facts``). A name or value that is not known here is shown as it
stands, so that a new feature needs no change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from marsad.coder.facts import BETWEEN

_NAMES: Final = {
    "across": "trigger between it and the mention",
    "actor_next": "actor right behind it",
    "after": "how many of its kind after the trigger",
    "age": "how old the time is",
    "ahead": "word before the trigger",
    "armed": "a weapon near",
    "article": "definite article",
    "bare": "number among those without a preposition",
    "before": "how many of its kind before the trigger",
    "before_trigger": "word before the trigger",
    "behind": "word behind the trigger",
    "beside": "right beside",
    "best": "best chance of the others",
    "between": "triggers between",
    "beyond": "words between it and the trigger beyond it",
    "carried": "its place beside the verb that carries the trigger",
    "carrier_after": "carrying verb after the trigger",
    "carrier_before": "carrying verb before the trigger",
    "cause": "a cause stands near",
    "chain_before": "link to the place before it",
    "chain_behind": "link to the place behind it",
    "chain_next": "the place behind it",
    "chance": "its chance",
    "chance2": "its chance as target",
    "class": "class of the head word",
    "clitic": "particle attached to the trigger",
    "cls": "trigger class",
    "connective": "its clause opens",
    "count": "people counted in the clause",
    "counted": "is counted",
    "counts": "casualties",
    "crossed": "sides exchanged",
    "doer": "initiators",
    "done": "initiator shared, and by how many others",
    "earlier": "earlier claims of the type",
    "far": "how far on in the report",
    "fit": "how the places fit",
    "form": "word",
    "forms": "forms of the two",
    "frame": "what its lemma governs",
    "fuller": "the other is fuller",
    "gap": "gap",
    "half": "side of «بين» (between)",
    "happening": "sureness of the happening, in fifths",
    "harm": "a word for killing or hurting",
    "head": "head word",
    "held": "how far what belongs to it",
    "holding": "what belongs to it",
    "inner": "a more specific place beside it",
    "joined": "joined to another by «و» (and)",
    "kin": "word or type shared, nearest, another with the word",
    "kind": "type",
    "kind2": "second type",
    "kind3": "third type",
    "last": "right before it",
    "led": "the trigger before",
    "lemma": "trigger word",
    "lent": "mentions shared",
    "likely": "how many are likely",
    "likely2": "how many targets are likely",
    "link": "word between",
    "manner": "form of the trigger",
    "many": "how many",
    "mate": "best chance of its list",
    "named": "has a proper name",
    "nearest": "the nearest likely one",
    "nearest2": "the nearest likely target",
    "next": "word after",
    "next2": "second word after",
    "nth": "the how-manieth",
    "opener": "the second's sentence opens",
    "opening": "the second's paragraph opens",
    "opens": "opens its sentence",
    "order": "number",
    "outdone": "a surer claim in the sentence",
    "own": "its chances",
    "owned": "attached pronoun",
    "paragraph": "paragraphs between",
    "parties": "names in the clause",
    "path": "words between",
    "person": "person of the verb or gender",
    "place_next": "place right behind it",
    "placed": "place shared, and by how many others",
    "prep": "preposition",
    "prev": "word before",
    "prev2": "second word before",
    "prior": "word before the first",
    "pro": "attached particle",
    "quarter": "quarter of the report",
    "rank": "rank",
    "rank2": "rank as target",
    "rival": "type of the trigger beyond it",
    "rival2": "best chance of another target",
    "seen": "the word was there before",
    "sentence": "sentence of the report",
    "shape": "form of the trigger",
    "shared": "other claims in the sentence",
    "site": "place in the text",
    "slots": "filled",
    "source": "is a source",
    "spots": "places of the sentences",
    "spread": "size of the report",
    "stands_for": "stands for a name",
    "sure": "sureness of the happening, in tenths",
    "tenth": "its chance in tenths",
    "tenth2": "chance of the second type in tenths",
    "tenth3": "chance of the third type in tenths",
    "titled": "in the title",
    "told": "told before",
    "toll": "casualties",
    "tolls": "casualties of the two",
    "weapons": "weapons of the two",
    "where": "places",
    "wider": "the place before it",
    "who": "chance of its likeliest initiator, in fifths",
    "whom": "chance of its likeliest target, in fifths",
    "word_after": "word after it",
    "word_before": "word before it",
    "words": "what its words are",
}
_OF_PAIRS: Final = {
    "article": "definite article of the earlier",
    "before": "word before the later",
    "behind": "word behind the later",
    "first": "type of the earlier",
    "first_lemma": "word of the earlier",
    "later": "definite article of the later",
    "lead": "the earlier stands in the lead",
    "many": "places of the two",
    "next": "word after the earlier",
    "own": "whether each has mentions of its own",
    "prior": "word before the earlier",
    "second": "type of the later",
    "second_lemma": "word of the later",
    "told": "happenings of the type between",
}
# Where a family calls something else by the same name.
_NAMES_OF: Final = {
    "again": {
        "first": "its chance as initiator or place, in twelfths",
        "second": "its chance as target, in twelfths",
        "before": "its chances for the happening before",
        "behind": "its chances for the happening behind",
        "rival": "best chance of another",
        "order": "number and triggers between",
    },
    "fields": _OF_PAIRS,
    "group": {
        "lead": "sureness of the fullest telling, in tenths",
        "rival": "chance that another claim before tells it, in tenths",
        "typed": "sureness of the type, in tenths",
        "first": "its sentence opens",
        "clause": "its clause opens",
        "nth": "how many claims before it",
        "where": "chance of its likeliest place, in fifths",
    },
    "kind": {"before": "type of the happening before", "behind": "type of the happening behind"},
    "toll": {"before": "word before the count", "behind": "word behind the count"},
    "trigger": {
        "before": "trigger before it",
        "behind": "trigger behind it",
        "clause": "its clause opens",
        "path": "leading up to it",
        "first": "its sentence opens",
    },
    "when": {
        "before": "word before the time",
        "behind": "word behind the time",
        "first": "in the report's first sentence",
        "own": "the nearest, or how many times its sentence gives",
        "second": "second word before the time",
        "words": "how many words the time has",
    },
    "words": _OF_PAIRS,
}
# Families that hold all that is known of something: the names of their values say enough.
_LARGE: Final = frozenset(["actor", "place", "trigger", "again", "words", "fields", "group", "kind", "toll", "when"])
_FAMILIES: Final = {
    "beside": "other claim in the sentence",
    "context": "background words",
    "doer": "initiator",
    "first_mark": "word beside the first",
    "flag": "inflection",
    "has": "there is",
    "in_title": "in the title",
    "left": "words farther before",
    "mark": "word beside the second",
    "middle": "word between",
    "next2_is": "second word after",
    "next_is": "word after",
    "prev2_is": "second word before",
    "prev_is": "word before",
    "right": "words farther after",
    "twin": "another claim that may be the same",
    "victims": "people counted",
    "weapon_far": "weapon in the sentence",
    "weapon_near": "weapon beside it",
    "word": "its word",
}
_VALUES = {"-": "none", "": "none", "def": "definite", "none": "none given", "first_only": "only the first"}
_VALUES |= {"second_only": "only the second"}
_SENTENCES = {"-2": "two or more sentences before", "-1": "the sentence before", "0": "same sentence"}
_SENTENCES |= {"1": "the sentence after", "2": "two or more sentences after"}
_LEVELS: Final = ("under 6%", "6–15%", "15–30%", "30–50%", "50–75%", "over 75%")
_LEVEL: Final = re.compile("[a-f]{1,2}")
_ORDER: Final = re.compile(r"([ab])(\d\+?)")


def describe(feature: str) -> str:
    """A feature in words: ``prev_is/kind+sort=actor | army`` is «word before; type: actor; sort: army»."""
    label, _, value = feature.partition("=")
    family, _, fields = label.partition("/")
    names = fields.split("+")
    values = value.split(BETWEEN) if len(names) > 1 else [value]
    told = [f"{_name(family, name)}: {_value(name, part)}" for name, part in zip(names, values, strict=False)]
    return "; ".join(told if family in _LARGE or family in names else [_FAMILIES.get(family, _plain(family)), *told])


def _name(family: str, name: str) -> str:
    return _NAMES_OF.get(family, _NAMES).get(name) or _NAMES.get(name, _plain(name))


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _value(name: str, value: str) -> str:
    if value in _VALUES:
        return _VALUES[value]
    if name in _TOLD:
        return _TOLD[name](value)
    return "line break" if value.isspace() else value.replace("_", " ")


def _sentences(value: str) -> str:
    return _SENTENCES.get(value, f"{value} sentences away")


def _site(value: str) -> str:
    side, _, sentence = value.replace(",", " ").partition(" ")  # the second look parts them by a comma
    return f"{side}, {_sentences(sentence)}" if sentence else side


def _clauses(value: str) -> str:
    return "same clause" if value == "0" else f"{value} clauses away"


def _triggers(value: str) -> str:
    return f"{'no' if value == '0' else value} trigger between"


def _number(value: str) -> str:
    found = _ORDER.fullmatch(value)
    return f"number {found[2]} {'after' if found[1] == 'a' else 'before'}" if found else value


def _level(value: str) -> str:
    return " and ".join(_LEVELS["abcdef".index(letter)] for letter in value) if _LEVEL.fullmatch(value) else value


_TOLD: Final[dict[str, Callable[[str], str]]] = {
    "bare": _number,
    "best": _level,
    "chance": _level,
    "chance2": _level,
    "clauses": _clauses,
    "mate": _level,
    "order": _number,
    "own": _level,
    "rival": _level,
    "rival2": _level,
    "sentences": _sentences,
    "site": _site,
    "triggers": _triggers,
}
