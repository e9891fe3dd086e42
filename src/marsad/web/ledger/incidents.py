"""``Incidents`` in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db import connections
from django.db.models import F, Q

from marsad.ledger.store import Query
from marsad.ledger.sums import own
from marsad.ledger.wire import dumps, loads
from marsad.model import CasualtyKind
from marsad.model.incident import Incident
from marsad.web.ledger import facets, models
from marsad.web.ledger.rows import day, in_order, lists, numbers
from marsad.web.search import index

_BATCH = 40  # rows of 17 columns in a statement


class SqlIncidents:
    """Incidents in the database ``alias``."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def find(self, query: Query) -> Iterator[Incident]:
        """See ``Incidents``."""
        rows = models.Incident.objects.using(self._alias).filter(_condition(query))
        ordered = rows.order_by(F("first").asc(nulls_last=True), "key").values_list("document", flat=True)
        return (loads(Incident, document) for document in ordered[: query.limit].iterator())

    def get(self, ids: Collection[str]) -> Mapping[str, Incident]:
        """See ``Incidents``."""
        found = {}
        for part in lists(ids):
            rows = models.Incident.objects.using(self._alias).filter(key__in=part)
            found.update({key: loads(Incident, document) for key, document in rows.values_list("key", "document")})
        return in_order(found, ids)

    def of_claims(self, claims: Collection[str]) -> Mapping[str, str]:
        """See ``Incidents``."""
        found: dict[str, str] = {}
        for part in lists(claims):
            rows = models.Claim.objects.using(self._alias).filter(key__in=part, incident__isnull=False)
            found.update({key: str(incident) for key, incident in rows.values_list("key", "incident__key")})
        return found

    def put(self, incidents: Iterable[Incident]) -> None:
        """See ``Incidents``."""
        told = {incident.id: incident for incident in incidents}
        rows = [models.Incident(**_columns(incident)) for incident in told.values()]
        if not rows:
            return
        columns = [field.name for field in models.Incident._meta.concrete_fields if field.name not in ("id", "key")]
        models.Incident.objects.using(self._alias).bulk_create(
            rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["key"], update_fields=columns
        )
        known = numbers(self._alias, models.Incident, "key", told)
        facets.put(self._alias, told.values(), known)
        index.put_incidents(self._alias, told.values(), known)
        pairs = [(known[key], claim) for key, incident in told.items() for claim in incident.claims]
        with connections[self._alias].cursor() as cursor:
            cursor.executemany("UPDATE ledger_claim SET incident_id = %s WHERE key = %s", pairs)

    def remove(self, ids: Collection[str]) -> None:
        """See ``Incidents``."""
        index.remove(self._alias, index.INCIDENTS, numbers(self._alias, models.Incident, "key", ids).values())
        for part in lists(ids):
            facets.remove(self._alias, part)
            models.Incident.objects.using(self._alias).filter(key__in=part).delete()


def _condition(query: Query) -> Q:
    found = Q()
    if query.first:
        found &= Q(last__gte=day(query.first))
    if query.last:
        found &= Q(first__lte=day(query.last))
    if query.places:
        found &= Q(place__in=query.places) | Q(governorate__in=query.places) | Q(country__in=query.places)
    if query.types:
        found &= Q(type__in=[str(one) for one in query.types])
    if query.grade:
        found &= Q(grade=str(query.grade))
    return found


def _columns(incident: Incident) -> dict[str, Any]:
    site = incident.site
    killed = next((c for c in own(incident) if c.kind is CasualtyKind.KILLED and not c.group), None)
    return {
        "key": incident.id,
        "type": str(incident.type),
        "first": day(incident.first),
        "last": day(incident.last),
        "country": site.country if site else None,
        "governorate": site.governorate if site else None,
        "place": site.place if site else None,
        "lat": site.lat if site else None,
        "lon": site.lon if site else None,
        "grade": str(incident.certainty.grade),
        "disputed": bool(incident.disputes),
        "claims_told": len(incident.claims),
        "killed_low": killed.low if killed else None,
        "killed_best": killed.best if killed else None,
        "killed_high": killed.high if killed else None,
        "document": dumps(incident),
    }
