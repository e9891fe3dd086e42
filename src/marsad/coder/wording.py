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
    "actor": "actor",
    "actor_next": "actor right behind it",
    "after": "words after",
    "age": "how old the time is",
    "agreeing": "how the two agree",
    "alone": "no trigger",
    "apart": "how far apart",
    "article": "definite article",
    "bare": "number among those without a preposition",
    "before": "words before",
    "before_trigger": "word before the trigger",
    "beside": "other claim in the sentence",
    "best": "best chance of the others",
    "between": "triggers between",
    "carrier": "verb that carries it",
    "cause_near": "a cause stands near",
    "chance": "its chances",
    "class": "class of the head word",
    "cls": "trigger class",
    "context": "background words",
    "counted": "is counted",
    "dist": "distance",
    "doer": "initiators",
    "field": "beside the best of all",
    "first_mark": "word beside the first",
    "flag": "inflection",
    "following": "the happening after",
    "following_trigger": "the trigger after it",
    "frame": "what its lemma governs",
    "gap": "gap",
    "happening": "sureness of the happening, in fifths",
    "has": "fills",
    "head": "head word",
    "is_source": "is a source",
    "joined": "joined to another by «و» (and)",
    "kind": "type",
    "lead_up": "before it",
    "lemma": "trigger word",
    "lemmas": "trigger words",
    "link": "word between",
    "manner": "form of the trigger",
    "mark": "word beside the second",
    "mate": "best chance of its list",
    "middle": "word between",
    "named": "has a proper name",
    "nearest": "the nearest likely one",
    "no_mention": "no name in the clause",
    "no_weapon": "no weapon near",
    "order": "number",
    "outdone": "a surer claim in the sentence",
    "own": "its chances",
    "owned": "attached pronoun",
    "path": "words between",
    "place_next": "place right behind it",
    "prep": "preposition",
    "prev": "word before",
    "previous": "the happening before",
    "previous_trigger": "the trigger before it",
    "pro": "attached particle",
    "rival": "other trigger beside it",
    "second_role": "as target",
    "first_role": "as initiator or place",
    "sentence_shared": "other claims in the sentence",
    "shape": "form of the trigger",
    "share0": "likeliest type of the tellings",
    "share1": "second type of the tellings",
    "share2": "third type of the tellings",
    "site": "place in the text",
    "size": "size of the report",
    "slots": "filled",
    "stands_for": "stands for a name",
    "sure": "sureness of the happening, in tenths",
    "told_before": "told before",
    "toll": "casualties",
    "triggers_in_clause": "triggers in the clause",
    "type_told_before": "earlier claims of the type",
    "word": "word",
    "against": "what sets them apart",
    "crossed": "sides exchanged",
    "fit": "how the places fit",
    "fuller": "the other is fuller",
    "paragraph": "paragraphs between",
    "paragraph_opens": "the second's paragraph opens",
    "rivals": "likeliest types",
    "sides": "who and whom",
    "spots": "places of the sentences",
    "tolls": "casualties of the two",
    "twin": "another claim that may be the same",
    "weapons": "weapons of the two",
    "where": "places",
    "following_type": "type of the happening after",
    "previous_type": "type of the happening before",
}
_VALUES = {"-": "none", "": "none", "def": "definite", "none": "none given", "first_only": "only the first"}
_VALUES |= {"second_only": "only the second"}
_SENTENCES = {"-2": "two or more sentences before", "-1": "the sentence before", "0": "same sentence"}
_SENTENCES |= {"1": "the sentence after", "2": "two or more sentences after"}
_LEVELS: Final = ("under 6%", "6–15%", "15–30%", "30–50%", "50–75%", "over 75%")
_LEVEL: Final = re.compile("[a-f]{1,2}")
_ORDER: Final = re.compile(r"([ab])(\d\+?)")


def describe(feature: str) -> str:
    """A feature in words: ``dist/side+distance=after | 2`` is «distance; side: after; distance: 2»."""
    label, _, value = feature.partition("=")
    family, _, fields = label.partition("/")
    names = fields.split("+")
    values = value.split(BETWEEN) if len(names) > 1 else [value]
    told = [f"{_name(name)}: {_value(name, part)}" for name, part in zip(names, values, strict=False)]
    if family not in names:
        told.insert(0, _name(family))
    return "; ".join(told) if value or family not in names else _name(family)


def _name(name: str) -> str:
    return _NAMES.get(name, name.replace("_", " "))


def _value(name: str, value: str) -> str:
    if value in _VALUES:
        return _VALUES[value]
    if name in _TOLD:
        return _TOLD[name](value)
    return "line break" if value.isspace() else value.replace("_", " ")


def _sentences(value: str) -> str:
    return _SENTENCES.get(value, f"{value} sentences away")


def _site(value: str) -> str:
    side, _, sentence = value.partition(" ")
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
    "clauses": _clauses,
    "mate": _level,
    "order": _number,
    "own": _level,
    "sentences": _sentences,
    "site": _site,
    "triggers": _triggers,
}
