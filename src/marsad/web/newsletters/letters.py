"""Which newsletters there are: what each is about, and how often it comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from marsad.model import MarsadError
from marsad.web.browse import naming
from marsad.web.browse.registers import names

LANGUAGES: Final = ("ar", "en")
_LONGEST: Final = 200  # characters of an id


class LetterError(MarsadError):
    """A newsletter that there is not."""


class Kind(StrEnum):
    """The kinds of letters. ``PLACE`` and ``ACTOR`` are about one of the registers, ``FOLLOWS`` is somebody's own."""

    BRIEF = "brief"
    REVIEW = "review"
    CASUALTIES = "casualties"
    PLACE = "place"
    ACTOR = "actor"
    FOLLOWS = "follows"


class Frequency(StrEnum):
    """How often a letter comes. On which day of the week a week ends is the reader's choice: see ``periods``."""

    DAILY = "daily"
    WEEKLY = "weekly"


FREQUENCIES: Final[Mapping[Frequency, Promise]] = {
    Frequency.DAILY: pgettext_lazy("letter", "daily"),
    Frequency.WEEKLY: pgettext_lazy("letter", "weekly"),
}
_OFTEN: Final[Mapping[Kind, tuple[Frequency, ...]]] = {
    Kind.BRIEF: (Frequency.DAILY,),
    Kind.REVIEW: (Frequency.WEEKLY,),
}
_TITLES: Final[Mapping[Kind, Promise]] = {
    Kind.BRIEF: gettext_lazy("Daily brief"),
    Kind.REVIEW: gettext_lazy("Weekly review"),
    Kind.CASUALTIES: gettext_lazy("Casualty record"),
    Kind.FOLLOWS: gettext_lazy("My follows"),
}
_ABOUTS: Final[Mapping[Kind, Promise]] = {
    Kind.BRIEF: gettext_lazy("What sources told of the day before: the numbers, the gravest incidents, a map."),
    Kind.REVIEW: gettext_lazy("The seven days before the day it comes, beside the seven before them."),
    Kind.CASUALTIES: gettext_lazy("Every incident with casualties, as each source counts them."),
    Kind.PLACE: gettext_lazy("What happened in one place and in all that lies in it."),
    Kind.ACTOR: gettext_lazy("The incidents that name one actor, on either side."),
    Kind.FOLLOWS: gettext_lazy("The incidents of what you follow, without what you mute."),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One newsletter. ``about`` is the id of its place or actor, of a reader's own letter the number of the account."""

    kind: Kind
    about: str = ""

    @property
    def frequencies(self) -> tuple[Frequency, ...]:
        """How often it may come."""
        return _OFTEN.get(self.kind, tuple(Frequency))

    @property
    def public(self) -> bool:
        """Whether anybody may read it."""
        return self.kind is not Kind.FOLLOWS

    @property
    def title(self) -> str:
        """Its name in the current language; a place's or actor's letter bears the name of that."""
        if self.kind is Kind.PLACE:
            return naming.place(self.about).text
        return naming.actor(self.about).text if self.kind is Kind.ACTOR else str(_TITLES[self.kind])

    @property
    def full_title(self) -> str:
        """The same where no page tells what it is: «Letter: Idlib»."""
        return _("Letter: %(name)s") % {"name": self.title} if self.kind in (Kind.PLACE, Kind.ACTOR) else self.title

    @property
    def description(self) -> Promise:
        """What is in it."""
        return _ABOUTS[self.kind]


GENERAL: Final = (Letter(Kind.BRIEF), Letter(Kind.REVIEW), Letter(Kind.CASUALTIES))


def standing() -> Iterator[tuple[Letter, Frequency]]:
    """What is made whether or not anybody has subscribed, so that the archive has it."""
    yield Letter(Kind.BRIEF), Frequency.DAILY
    yield Letter(Kind.REVIEW), Frequency.WEEKLY
    yield Letter(Kind.CASUALTIES), Frequency.WEEKLY


def letter(kind: str, about: str = "") -> Letter:
    """The letter of a kind about somebody or some place. Raises ``LetterError`` if there is none.

    Who is in no register has none: that may be a private person.
    """
    try:
        found = Letter(Kind(kind), about)
    except ValueError:
        raise LetterError(f"{kind[:_LONGEST]!r} is no newsletter; take one of {', '.join(Kind)}") from None
    if not _known(found):
        raise LetterError(f"there is no newsletter of {kind} about {about[:_LONGEST]!r}")
    return found


def frequency(found: Letter, written: str) -> Frequency:
    """How often a letter is to come; without a word the first that it may. Raises ``LetterError`` if it may not."""
    if written and written not in found.frequencies:
        raise LetterError(f"{found.kind} comes {' or '.join(found.frequencies)}, not {written[:_LONGEST]!r}")
    return Frequency(written) if written else found.frequencies[0]


def _known(found: Letter) -> bool:
    if len(found.about) > _LONGEST or "\0" in found.about:
        return False
    match found.kind:
        case Kind.PLACE:
            return names().place(found.about) is not None
        case Kind.ACTOR:
            actor = names().actor(found.about)
            return bool(found.about) and not actor.provisional and bool(actor.ar or actor.en)
        case Kind.FOLLOWS:
            return found.about.isascii() and found.about.isdigit()
    return not found.about
