"""The filters as a reader sees them: what may be chosen, how many incidents each choice has, and what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marsad.model import ClaimType
from marsad.model.incident import Grade
from marsad.web.browse import naming, queries
from marsad.web.browse.filters import Filters
from marsad.web.browse.naming import Named
from marsad.web.browse.queries import GRADE
from marsad.web.browse.registers import names
from marsad.web.browse.tally import Counted, Tally
from marsad.web.ledger.facets import ACTOR, PLACE, SOURCE, TYPE
from marsad.web.site import words
from marsad.web.site.families import FAMILIES

_SHOWN: Final = 8  # choices of a filter
_ASKED: Final = 60  # places looked at
_COUNTRIES: Final = 5

TITLES: Final = {
    PLACE: _("Place"),
    ACTOR: _("Actor"),
    TYPE: _("Type"),
    SOURCE: _("Source"),
    GRADE: _("Certainty"),
}
_NAMES: Final = {PLACE: naming.place, ACTOR: naming.actor, SOURCE: naming.source}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, and how many incidents have it; ``family`` is that of a type."""

    value: str
    label: str | Promise
    count: int
    chosen: bool
    family: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A filter with its choices, those that are chosen among them."""

    name: str
    title: Promise
    choices: tuple[Choice, ...]

    @property
    def open(self) -> bool:
        """Whether anything of it is chosen."""
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the filters without it. Of a period ``label`` is an ISO date, and ``day`` true."""

    title: str | Promise
    label: str | Promise
    without: Filters
    day: bool = False


def groups(filters: Filters) -> list[Group]:
    """Every filter by values, with how many of the incidents that fit the others have each."""
    told = queries.tallies(filters)
    shown: dict[str, Iterable[Counted]] = {
        TYPE: told[TYPE],
        PLACE: _places(told[PLACE]),
        ACTOR: _known(told[ACTOR], naming.actor),
        SOURCE: _known(told[SOURCE], naming.source),
        GRADE: _by_certainty(told[GRADE]),
    }
    return [
        Group(name, TITLES[name], tuple(_choices(filters, name, counted, told[name])))
        for name, counted in shown.items()
    ]


def chips(filters: Filters) -> Iterator[Chip]:
    """What is chosen, each to be taken back by itself."""
    if filters.first:
        yield Chip(_("From"), filters.first, filters.with_(first=None), day=True)
    if filters.last:
        yield Chip(_("To"), filters.last, filters.with_(last=None), day=True)
    for name, title in TITLES.items():
        for value in getattr(filters, name):
            yield Chip(title, label(name, str(value)), filters.toggled(name, value))
    if filters.disputed:
        yield Chip("", _("Disputed only"), filters.with_(disputed=False))
    if filters.words:
        yield Chip(_("Words"), f"«{filters.words}»", filters.with_(words=""))


def label(name: str, value: str) -> str | Promise:
    """A value of a filter in words."""
    if name in _NAMES:
        return _NAMES[name](value).text
    return words.TYPES[value] if name == TYPE else words.GRADES[value]


def _choices(filters: Filters, name: str, shown: Iterable[Counted], told: Tally) -> Iterator[Choice]:
    """What is chosen stands among the others where it is common, behind them where it is not."""
    chosen = [str(value) for value in getattr(filters, name)]
    counts = {one.value: one.count for one in shown}
    for value in dict.fromkeys((*counts, *chosen)):
        family = FAMILIES[ClaimType(value)] if name == TYPE else ""
        count = counts[value] if value in counts else told.count(value)
        yield Choice(value, label(name, value), count, value in chosen, family)


def _known(counted: Iterable[Counted], named: Callable[[str], Named]) -> list[Counted]:
    """The commonest of those that a register holds: see ``naming``."""
    return list(islice((one for one in counted if named(one.value).known), _SHOWN))


def _places(counted: Iterable[Counted]) -> list[Counted]:
    """The commonest countries, then what lies in them."""
    found = [(one, known) for one in islice(counted, _ASKED) if (known := names().place(one.value))]
    countries = [one for one, known in found if known.cls == "country"][:_COUNTRIES]
    return [*countries, *[one for one, known in found if known.cls != "country"][:_SHOWN]]


def _by_certainty(counted: Iterable[Counted]) -> list[Counted]:
    """From the most certain to the contested."""
    order = {str(grade): n for n, grade in enumerate(Grade)}
    return sorted(counted, key=lambda one: order[one.value])
