"""The rules that set the fields of claims, in words. A coding keeps with each value its rule (``places:class``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PERSON: Final = "judgement"  # the family of what people set: ``judgement:17``
# By what stands before the colon: the stage of the coder.
FAMILIES: Final[Mapping[str, Promise]] = {
    "trigger": _("a word that names a happening"),
    "retelling": _("the same happening in other words"),
    "actors": _("a phrase that names an actor"),
    "persons": _("a person's name, with or without a title"),
    "aliases": _("a short form of a name given in full elsewhere"),
    "places": _("a phrase that names a place"),
    "times": _("words for a time, counted from the report's day"),
    "casualties": _("words for people harmed, and their number"),
    "speakers": _("a phrase that names a source"),
    "saying": _("a verb of saying and who says it"),
    "attribution": _("words that say on whose word it is told"),
    "control": _("words that say who holds a place"),
    "affiliation": _("words that say who belongs to whom"),
    PERSON: _("set by a person"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's name, and what it goes by, where that is known."""

    name: str
    told: Promise | None

    @property
    def of_person(self) -> bool:
        """Whether a person set the value."""
        return self.name.startswith(PERSON)


def rule(name: str) -> Rule | None:
    """The rule with that name; ``None`` where the coding kept none, as those that came from a file."""
    return Rule(name, FAMILIES.get(name.partition(":")[0])) if name else None
