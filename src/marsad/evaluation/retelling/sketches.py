"""Retold incidents as sketches: as many as linking is to be measured on."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from hashlib import blake2b

from marsad.evaluation.retelling.tellings import Name, Telling, tellings
from marsad.ledger.linking.links import Sketch, Spot
from marsad.places.embedded import embedded

_UNDATED = 2  # see ``marsad.ledger.linking.sketch``


def sketched(seed: int, claims: int, days: int | None = None) -> tuple[list[Sketch], dict[str, int]]:
    """So many sketches, by report, over so many days, with the number of the incident that each tells, by its id.

    The same seed gives the same sketches. Without ``days`` the time grows with the number: a million claims in 15
    years.
    """
    found: list[Sketch] = []
    truth: dict[str, int] = {}
    for report, told in by_report(tellings(seed, claims, days)).items():
        for nth, telling in enumerate(told):
            name = blake2b(f"{seed}.{report}.{nth}".encode(), digest_size=10).hexdigest()
            found.append(_sketch(name, report, telling))
            truth[name] = telling.truth
    return found, truth


def by_report(told: list[Telling]) -> dict[str, list[Telling]]:
    """The tellings by report: one an outlet, day and country."""
    reports: dict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        reports[f"{telling.published}-{telling.outlet:02}-{telling.country}"].append(telling)
    return reports


def _sketch(name: str, report: str, telling: Telling) -> Sketch:
    dated = telling.first is not None and telling.last is not None
    return Sketch(
        id=name,
        report=report,
        type=telling.type,
        first=telling.first if telling.first is not None else telling.published - _UNDATED,
        last=telling.last if telling.last is not None else telling.published,
        dated=dated,
        published=telling.published,
        spots=(_spot(telling.place.id),) if telling.place else (),
        initiators=_actor(telling.initiator),
        targets=_actor(telling.target),
        killed=telling.killed,
        injured=telling.injured,
        factuality=telling.factuality,
        origin=f"source-{telling.source}",
        wording=telling.wording,
    )


@cache
def _spot(place_id: str) -> Spot:
    place = embedded().get(place_id)
    assert place is not None
    governorate = next((p.id for p in embedded().chain(place) if p.cls == "governorate"), None)
    return Spot(place.id, place.lat, place.lon, place.radius_km, governorate, place.country)


def _actor(name: Name | None) -> tuple[str, ...]:
    """The side's id, or the unit's own, which nothing ties to the side."""
    return () if name is None else (name.text if name.unit else name.side,)
