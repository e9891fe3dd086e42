"""Places, actors and sources, and who holds what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.http import Http404, HttpRequest
from ninja import Query, Router

from marsad.ledger.actors.provisional import PREFIX
from marsad.ledger.control.questions import changes, holder_at
from marsad.ledger.control.record import kin_of, timelines
from marsad.ledger.sources.reading import NEW
from marsad.model import Place
from marsad.model.actor import Actor
from marsad.model.control import Bound, Change, Holding, Interval
from marsad.model.source import Source
from marsad.places.romanise import romanised
from marsad.text.fold import fold
from marsad.web.api import schemas
from marsad.web.api.asked import AskedControl, AskedNames, AskedPlaces, Paging
from marsad.web.browse.numbers.tallies import counts
from marsad.web.browse.privacy import HIDDEN
from marsad.web.browse.registers import names, registers
from marsad.web.ledger import facets
from marsad.web.ledger.entries import SqlTells

router = Router(tags=["registers"], by_alias=True)
_UNKNOWN = (PREFIX, NEW)


@router.get("/places", response=schemas.Places, summary="Places of a name")
def places(request: HttpRequest, asked: Query[AskedPlaces]) -> dict[str, Any]:
    """The places that a name, Arabic or romanised, can mean: the likeliest first."""
    return {"items": [_place(one) for one in registers().gazetteer.find(asked.q)[: asked.limit]]}


@router.get("/places/{path:key}", response=schemas.PlaceOut, summary="One place")
def place(request: HttpRequest, key: str) -> dict[str, Any]:
    """By its id."""
    found = registers().gazetteer.get(key)
    if found is None:
        raise Http404
    return _place(found)


@router.get("/actors", response=schemas.Actors, summary="Actors of the register")
def actors(request: HttpRequest, asked: Query[AskedNames]) -> dict[str, Any]:
    """By id, those with a name that holds the words, a page at a time."""
    wanted = fold(asked.q).casefold()
    found = (one for one in _actors() if one.id > asked.after and (not wanted or wanted in _spelt(one)))
    return _page(list(found), asked.limit)


@router.get("/actors/{path:key}", response=schemas.ActorOut, summary="One actor")
def actor(request: HttpRequest, key: str) -> dict[str, Any]:
    """By its id. Who is in no register has none here."""
    found = names().actor(key)
    if found.provisional:
        raise Http404
    return _named(found)


@router.get("/sources", response=schemas.Sources, summary="Sources that reports named")
def sources(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """By id, those of the register that an incident of this ledger rests on, a page at a time."""
    ids = sorted(one for one in counts(facets.SOURCE) if one > asked.after and not one.startswith(NEW))
    return _page([names().source(one) for one in ids[: asked.limit + 1]], asked.limit)


@router.get("/sources/{path:key}", response=schemas.SourceOut, summary="One source")
def source(request: HttpRequest, key: str) -> dict[str, Any]:
    """By its id. Who is in no register has none here."""
    found = names().source(key)
    if found.provisional:
        raise Http404
    return _named(found)


@router.get("/control", response=schemas.ControlOut, summary="Who held a place")
def control(request: HttpRequest, asked: Query[AskedControl]) -> dict[str, Any]:
    """All that is told of a place, who held it on a day, and what changed in a time."""
    known = registers()
    if known.gazetteer.get(asked.place) is None:
        raise Http404
    tells = SqlTells(DEFAULT_DB_ALIAS)
    side = lambda one: known.actors.get(one).side  # noqa: E731 - what the record asks of an actor
    line = timelines(tells.about, [asked.place], side, kin_of(known.gazetteer))[asked.place]
    changed = changes([line], asked.first.isoformat(), asked.last.isoformat()) if asked.first and asked.last else None
    return {
        "place": asked.place,
        "intervals": [_interval(one) for one in line.intervals],
        "holding": _holding(holder_at(line, asked.on.isoformat())) if asked.on else None,
        "changes": [_change(one) for one in changed] if changed is not None else None,
    }


def _page(found: list[Any], limit: int) -> dict[str, Any]:
    return {
        "items": [_named(one) for one in found[:limit]],
        "next": found[limit - 1].id if len(found) > limit else None,
    }


@cache
def _actors() -> tuple[Actor, ...]:
    return tuple(sorted(registers().actors, key=lambda one: one.id))


@cache
def _spelt(one: Actor) -> str:
    """All names, folded, each on a line."""
    return "\n".join(fold(name).casefold() for name in (*one.ar, *one.en))


def _place(found: Place) -> dict[str, Any]:
    held = names().chain(found)[1:]
    return {
        "id": found.id,
        "ar": found.name,
        "en": romanised(found).text,
        "cls": found.cls,
        "within": [one.id for one in held],
        "country": found.country,
        "lat": found.lat,
        "lon": found.lon,
        "radius_km": found.radius_km,
        "population": found.population or None,
    }


def _named(one: Actor | Source) -> dict[str, Any]:
    told = {"id": one.id, "ar": one.ar, "en": one.en, "kind": one.kind, "side": one.side}
    if isinstance(one, Source):
        return {**told, "anonymous": one.anonymous}
    parents = dict.fromkeys(parentage.parent for parentage in one.parents)
    return {**told, "countries": one.countries, "parents": list(parents)}


def _interval(one: Interval) -> dict[str, Any]:
    return {
        "holders": _held(one.holders),
        "start": _bound(one.start),
        "end": _bound(one.end),
        "contested": one.contested,
        "implied": one.implied,
        "seen": one.seen,
    }


def _holding(one: Holding) -> dict[str, Any]:
    return {"day": one.day, "standing": one.standing, "holders": _held(one.holders), "age": one.age_days}


def _change(one: Change) -> dict[str, Any]:
    before, after = _held(one.before), _held(one.after)
    return {"before": before, "after": after, "when": _bound(one.when), "contested": one.contested}


def _bound(one: Bound | None) -> dict[str, Any] | None:
    return {"earliest": one.earliest, "latest": one.latest} if one else None


def _held(ids: Iterable[str]) -> list[str]:
    """Holders, without the names of those in no register."""
    return [HIDDEN if one.startswith(_UNKNOWN) else one for one in ids]
