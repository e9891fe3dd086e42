"""Ids of the registers as the reader reads them: in the page's language, with the address of their own page.

Who is in no register yet may be a private person whom one report names. Such a name stays in the report's own text: on
cards, in headings, feeds and files they are told as what they are, without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marsad.ledger.actors.sides import sides
from marsad.model import Place
from marsad.model.incident import Site
from marsad.places.romanise import romanise, romanised
from marsad.web.browse.registers import names
from marsad.web.site.templatetags.marsad import name

NONE: Final[Mapping[str, str]] = MappingProxyType({})
_KEPT: Final = 20_000  # names of each sort remembered
_ANY: Final = "ID"  # in the place of an incident's id


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and the address of its page where it has one. ``known`` is false for those in no register."""

    text: str
    address: str | None = None
    known: bool = True


def english() -> bool:
    """Whether the page is in English."""
    return get_language() == "en"


def _kept(find: Callable[[str], Named]) -> Callable[[str], Named]:
    """Remembers names by their ids, the page's language and where the site's addresses begin: a list of incidents asks
    for hundreds, and registers stay as they are for as long as the process lives.
    """
    known = lru_cache(_KEPT)(lambda one, _language, _prefix: find(one))
    return lambda one: known(one, get_language(), get_script_prefix())


@_kept
def actor(one: str) -> Named:
    """An actor by its id."""
    found = names().actor(one)
    if found.provisional:
        return Named(_("a party named in the report"), known=False)
    return Named(name(found), address("actor", one))


def source(one: str, outlets: Mapping[str, str] = NONE) -> Named:
    """A source by its id. ``outlets`` are the names that reports give those they were printed by, by their ids."""
    return outlet(one, outlets[one]) if one in outlets else _source(one)


@_kept
def _source(one: str) -> Named:
    found = names().source(one)
    if found.provisional:
        return Named(_("a source named in the report"), known=False)
    return Named(name(found), address("source", one))


def outlet(one: str, written: str) -> Named:
    """An outlet by its id; one that no register has by the name that its report gives."""
    if names().source(one).provisional:
        return Named(written or _("outlet unknown"), known=False)
    return _source(one)


def side(one: str) -> str:
    """A side of a war, or an actor that has none, by its id."""
    found = sides().get(one)
    if found is None:
        return actor(one).text
    return found.en if english() else found.ar


@_kept
def place(one: str) -> Named:
    """A place by its id; the id itself where no gazetteer has it."""
    found = names().place(one)
    return Named(place_name(found), address("place", one)) if found else Named(one, known=False)


def place_name(found: Place) -> str:
    """A place in the page's letters."""
    return romanised(found).text if english() else found.name


def site(found: Site) -> Named:
    """Where an incident lies. What no gazetteer has is named as its report does, in the page's letters."""
    if found.place:
        return place(found.place)
    return Named(romanise(found.name).text if english() else found.name, known=False)


def around(found: Site) -> Named | None:
    """The governorate of a site, else its country; ``None`` where the site is that itself, or neither is known."""
    held = next((one for one in (found.governorate, found.country) if one and one != found.place), None)
    return place(held) if held else None


def incident_address(one: str) -> str:
    """The address of an incident by its id, which is a slug."""
    before, after = _around_incident(get_language(), get_script_prefix())
    return f"{before}{one}{after}"


@lru_cache
def _around_incident(_language: str | None, _prefix: str) -> tuple[str, str]:
    before, _, after = reverse("incident", args=[_ANY]).rpartition(_ANY)
    return before, after


def address(route: str, *args: str) -> str | None:
    """The address of a page in the current language; ``None`` where no such page is served."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return None
