"""The names of features in words, for a reader who has not read the models' code.

A feature is written ``name=value``; both are lists, the name joined by ``+`` and the value by ``,`` or ``+``. A name or
value that is not known here is shown as it stands, so that a new feature needs no change.
"""

from __future__ import annotations

import re

_NAMES = {
    "after_trigger": "the trigger before it",
    "article": "definite article",
    "articles": "definite articles",
    "before_count": "word before the count",
    "before_trigger": "the trigger after it",
    "beside": "other claim in the sentence",
    "cause_near": "a cause stands near",
    "class": "class of the head word",
    "cls": "trigger class",
    "container": "names the wider area",
    "context": "background words",
    "counted": "is the group counted as",
    "dist": "words away",
    "doer": "initiators",
    "enc": "attached pronoun",
    "first": "opens its sentence",
    "first_telling": "first use of the word",
    "flag": "inflection",
    "happening": "sureness of the happening, in fifths",
    "has": "fills",
    "is_source": "is a source; sentence",
    "joined": "joined to another by «و» (and)",
    "kind": "type",
    "lemma": "trigger word",
    "lemmas": "trigger words",
    "link": "word between",
    "linked": "linked by",
    "middle": "word between",
    "named": "has a proper name",
    "next": "next word",
    "next2": "next word but one",
    "no_mention": "no name in the clause",
    "opener": "sentence opens with",
    "opens": "opens the sentence",
    "outdone": "a surer claim in the sentence",
    "own": "the nearest time",
    "part": "part of a total",
    "place_in_report": "quarter of the report, from 0",
    "prep": "preposition",
    "prev": "word before",
    "prev2": "word before but one",
    "pro": "attached particle",
    "report_first": "in the first sentence",
    "rival": "chance that another claim tells it, in tenths",
    "second": "later word",
    "sentence": "sentence, from 0",
    "sentence_shared": "other claims in the sentence",
    "shape": "form of the trigger",
    "site": "place in the text",
    "slots": "filled",
    "span": "a single day",
    "sure": "sureness of the happening, in tenths",
    "target": "targets",
    "told_before": "the word was used before",
    "triggers_in_clause": "triggers in the clause",
    "type_told_before": "earlier claims of the type",
    "word": "kind of trigger",
    "words": "length in words",
}
# The second look at roles has names of its own.
_AGAIN = {
    "best0": "best other initiator or place",
    "best1": "best other target",
    "field": "its chances, and the best of all",
    "mates": "its chances, and the best of its list",
    "next": "chances at the happening after",
    "own": "chances alone",
    "prev": "chances at the happening before",
    "rank0": "rank as initiator or place",
    "rank1": "rank as target",
}
_LEVELS = ("under 6%", "6–15%", "15–30%", "30–50%", "50–75%", "over 75%")
_LEVEL = re.compile("[a-f]{1,2}")
_VALUES = {
    "-": "none",
    "True": "yes",
    "False": "no",
    "def": "definite",
    "bare": "indefinite",
    "none": "none given",
    "first_only": "only the first",
    "second_only": "only the second",
}
_SENTENCES = {"-2": "two or more sentences before", "-1": "the sentence before", "0": "same sentence"}
_SENTENCES |= {"1": "the sentence after", "2": "two or more sentences after"}
_CODED = re.compile(r"([abicst])(-?\d\+?)")
# A value may itself be a comma or a plus sign (a word's form), and «2+» is a number.
_PARTS = re.compile(r"(?<=.),(?=.)|(?<=[^\d,])\+(?=.)", re.DOTALL)
_SIDES = {"a": "after", "b": "before", "i": "inside"}


def describe(feature: str, again: bool = False) -> str:
    """A feature in words: ``prep=من,after,s0`` is «preposition: من, after, same sentence».

    ``again`` tells a feature of the second look at roles, where letters stand for chances: as initiator (or place) and
    as target.
    """
    name, _, value = feature.partition("=")
    names = _NAMES | _AGAIN if again else _NAMES
    label = " + ".join(names.get(part, part.replace("_", " ").replace(":", ", ")) for part in name.split("+"))
    values = [_level(part) if again and _LEVEL.fullmatch(part) else _value(part) for part in _PARTS.split(value)]
    return f"{label}: {', '.join(values)}" if value else label


def _level(letters: str) -> str:
    return " and ".join(_LEVELS["abcdef".index(letter)] for letter in letters)


def _value(part: str) -> str:
    coded = _CODED.fullmatch(part)
    if coded:
        return _position(*coded.groups())
    return _VALUES.get(part, "line break" if part.isspace() else part.replace("_", " "))


def _position(kind: str, number: str) -> str:
    """``s-1`` the sentence before, ``c1`` a clause away, ``t2`` two triggers between, ``a3`` the third after."""
    if kind == "s":
        return _SENTENCES.get(number, f"{number} sentences away")
    if kind == "c":
        return "same clause" if number == "0" else f"{number} clauses away"
    if kind == "t":
        return f"{'no' if number == '0' else number} trigger between"
    return f"number {number} {_SIDES[kind]}"
