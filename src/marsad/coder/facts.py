"""What a decision rests on, said in facts.

A fact is a family and its few values: ``(family, *values)``, all of them strings and no members of an enumeration. The
family says which features those values make, alone and combined: its templates. Only what a model has a weight for is
ever looked up, and the name of a feature («path/path+side=G, | after») is spelt out only to learn and to explain.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any, Final

Fact = tuple[Any, ...]
BETWEEN: Final = " | "  # values of a feature's name

_NUMBERS: Final = count()
_ONCE: Final[dict[str, str]] = {}
_DIGITS: Final = [str(n) for n in range(20)]


class Family:
    """A kind of fact. ``values`` names its values, each template those that make a feature.

    ``places`` are for each template where its values stand in a fact, ``number`` tells
    the family from every other.
    """

    __slots__ = ("labels", "name", "number", "places", "values")

    def __init__(self, name: str, values: str, *templates: str) -> None:
        self.name = name
        self.number = next(_NUMBERS)
        self.values = tuple(values.split())
        at = {value: n for n, value in enumerate(self.values, 1)}
        self.labels = tuple(f"{name}/{'+'.join(template.split())}" for template in templates)
        self.places = tuple(tuple(at[value] for value in template.split()) for template in templates)

    def __repr__(self) -> str:
        return f"Family({self.name})"

    def names(self, fact: Fact) -> list[str]:
        """The names of the features that a fact of this family makes."""
        pairs = zip(self.labels, self.places, strict=True)
        return [f"{label}={BETWEEN.join([fact[at] for at in places])}" for label, places in pairs]


def templates(text: str) -> list[str]:
    """The templates that a text lists, a comma between each two.

    Those of the coder were found by search: ``docs/decisions/2026-11-30-one-fact-and-templates-by-search.md``.
    """
    return [" ".join(template.split()) for template in text.split(",")]


def names(facts: Iterable[Fact]) -> list[str]:
    """The names of the features that hold, in the order of the facts."""
    return [name for fact in facts for name in fact[0].names(fact)]


def parted(name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The family of a feature, what its values are called, and the values, by its name."""
    label, _, spelt = name.partition("=")
    family, _, called = label.partition("/")
    if "+" not in called:
        return family, (called,), (spelt,)
    return family, tuple(called.split("+")), tuple(spelt.split(BETWEEN))


def once(value: str) -> str:
    """The same string each time for a value that is put together of others: weights are found sooner by it.

    For values of few spellings: all are kept.
    """
    known = _ONCE.get(value)
    if known is None:
        known = _ONCE[value] = value
    return known


def share(chance: float, parts: int) -> str:
    """Which of so many equal parts a chance falls in, the lowest 0; of twenty parts at the most."""
    return _DIGITS[min(parts - 1, int(chance * parts))]


def yes(holds: bool) -> str:
    """«yes» or «no»."""
    return "yes" if holds else "no"
