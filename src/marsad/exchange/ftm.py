"""Incidents as FollowTheMoney entities (followthemoney.tech, model 4): an Event with its Address, the Organizations
involved, and an Article a report, one JSON object a line. An entity is written once, before whoever refers to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from marsad.exchange.jsonl import dump_line
from marsad.exchange.tables.told import PEOPLE, Told, arabic_name, english_name, nobody
from marsad.model import CasualtyKind, Report
from marsad.model.actor import Actor, ActorKind
from marsad.model.incident import Casualties

Entity = dict[str, Any]


def write_ftm(items: Iterable[Told], out: BinaryIO) -> int:
    """Returns the number of entities."""
    written: set[str] = set()  # an event is met once; only what several refer to is remembered
    count = 0
    for told in items:
        *others, event = entities(told)
        new = {entity["id"]: entity for entity in others if entity["id"] not in written}
        written.update(new)
        for entity in (*new.values(), event):
            out.write(dump_line(entity))
        count += len(new) + 1
    return count


def entities(told: Told) -> Iterator[Entity]:
    """The entities of one incident, the event last."""
    involved = _involved(told)
    articles = [_article(report) for report in told.outlets()]
    yield from involved
    yield from articles
    place = _address(told)
    if place:
        yield place
    yield _event(told, involved, articles, place)


def _entity(schema: str, key: str, **properties: object) -> Entity:
    """Property values are lists of strings, and a property without a value is left out."""
    told = {name: _values(value) for name, value in properties.items()}
    digest = hashlib.blake2b(f"{schema}:{key}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return {
        "id": f"marsad-{digest}",
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
    }


def _values(value: object) -> list[str]:
    several = value if isinstance(value, list | tuple) else (value,)
    return list(dict.fromkeys(str(one) for one in several if one not in (None, "")))


def _involved(told: Told) -> list[Entity]:
    """Whoever is somebody: neither people who do not fight nor «gunmen»."""
    actors = dict.fromkeys((*told.initiators, *told.targets))
    return [_organization(actor) for actor in actors if actor.kind not in PEOPLE and not nobody(actor)]


def _organization(actor: Actor) -> Entity:
    schema = "PublicBody" if actor.kind == ActorKind.STATE_FORCES else "Organization"
    names = [arabic_name(actor), english_name(actor)]
    aliases = [name for name in (*actor.ar, *actor.en) if name not in names]
    countries = [code.lower() for code in actor.countries]
    return _entity(schema, actor.id, name=names, alias=aliases, country=countries, classification=str(actor.kind))


def _article(report: Report) -> Entity:
    return _entity(
        "Article",
        report.id,
        title=report.title,
        name=report.title or report.id,
        fileName=report.id,  # the model asks every document for one
        publishedAt=report.published,
        publisher=report.outlet,
        sourceUrl=report.url,
        language="ara",
    )


def _address(told: Told) -> Entity | None:
    site = told.incident.site
    if site is None:
        return None
    parts = (told.site_english, told.english("governorate"))
    return _entity(
        "Address",
        site.place or f"{site.name}/{site.governorate}/{site.lat}/{site.lon}",
        full=", ".join(dict.fromkeys(part for part in parts if part)),
        name=site.name,
        state=told.english("governorate"),
        country=site.country.lower() if site.country else None,
        latitude=site.lat,
        longitude=site.lon,
        remarks=f"precision: {site.precision}, within {site.radius_km} km" if site.precision else None,
    )


def _event(told: Told, involved: list[Entity], articles: list[Entity], place: Entity | None) -> Entity:
    incident = told.incident
    where = f" at {told.site_english}" if told.site_english else ""
    return _entity(
        "Event",
        incident.id,
        name=f"{str(incident.type).replace('_', ' ').capitalize()}{where}",
        recordId=incident.id,
        startDate=incident.first,
        endDate=incident.last,
        date=incident.first if incident.first == incident.last else None,
        location=told.site_english,
        addressEntity=place["id"] if place else None,
        country=incident.site.country.lower() if incident.site and incident.site.country else None,
        involved=[entity["id"] for entity in involved],
        proof=[entity["id"] for entity in articles],
        sourceUrl=[report.url for report in told.outlets()],
        summary=_summary(told),
        keywords=[str(incident.type), *(f"disputed: {name}" for name in incident.disputes)],
    )


def _summary(told: Told) -> str:
    """Tolls with their range, certainty and number of sources, in one English sentence."""
    totals = [c for kind in CasualtyKind if (c := told.total(kind)) and kind != CasualtyKind.NONE_REPORTED]
    sources = len(told.incident.certainty.origins)
    counts = [f"{worded(total)} {total.kind}" for total in totals]
    standing = f"{told.incident.certainty.grade}, {sources} independent source{'' if sources == 1 else 's'}"
    return "; ".join((*counts, standing))


def worded(total: Casualties) -> str:
    """«3–7», «5», «11+» (at least), «up to 20», «unknown»."""
    low, high = total.low, total.high
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"{low}+"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low}–{high}"
