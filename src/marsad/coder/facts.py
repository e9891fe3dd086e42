"""What a decision rests on, said in facts.

A fact is a family and its few values: ``(family, *values)``, all of them strings. The family says which features those
values make, alone and combined: its templates. Only what a model has a weight for is ever looked up, and the name of a
feature («path/path+side=G, | after») is spelt out only to learn and to explain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

Fact = tuple[Any, ...]
Key = Any  # the value of a template of one value, a tuple of values else
BETWEEN = " | "  # values of a feature's name

_WORDS = ("no", "yes")


class Family:
    """A kind of fact. ``values`` names its values, each template those that make a feature.

    The values of a ``common`` family are few, so that the weight of a whole fact is worth remembering; those of the
    others hold words of the text.
    """

    __slots__ = ("common", "getters", "labels", "name")

    def __init__(self, name: str, values: str, *templates: str, common: bool = True) -> None:
        at = {value: n for n, value in enumerate(values.split(), 1)}
        self.name = name
        self.common = common
        self.labels = tuple(f"{name}/{'+'.join(template.split())}" for template in templates)
        self.getters: tuple[Callable[[Fact], Key], ...] = tuple(
            itemgetter(*(at[value] for value in template.split())) for template in templates
        )

    def __repr__(self) -> str:
        return f"Family({self.name})"

    def names(self, fact: Fact) -> list[str]:
        """The names of the features that a fact of this family makes."""
        found = (getter(fact) for getter in self.getters)
        return [
            f"{label}={key if isinstance(key, str) else BETWEEN.join(key)}"
            for label, key in zip(self.labels, found, strict=True)
        ]


def names(facts: Iterable[Fact]) -> list[str]:
    """The names of the features that hold, in the order of the facts."""
    return [name for fact in facts for name in fact[0].names(fact)]


def parted(name: str) -> tuple[str, Key]:
    """The label and the key of a feature, by its name."""
    label, _, values = name.partition("=")
    if "+" not in label.partition("/")[2]:
        return label, values
    return label, tuple(values.split(BETWEEN))


def yes(holds: bool) -> str:
    """«yes» or «no»."""
    return _WORDS[holds]
