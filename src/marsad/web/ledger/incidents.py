"""``Incidents`` in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from django.db import connections
from django.db.models import F, Q

from marsad.ledger.store import Query
from marsad.ledger.sums import highest, own
from marsad.ledger.wire import dumps, loads
from marsad.model import CasualtyKind
from marsad.model.incident import Casualties, Incident
from marsad.web.columns.touched import touch
from marsad.web.ledger import facets, models
from marsad.web.ledger.rows import day, erase, in_order, insert, lists, numbers
from marsad.web.search import index

# The kinds of casualties that the table has columns for.
KINDS: Final = (
    CasualtyKind.KILLED,
    CasualtyKind.INJURED,
    CasualtyKind.CAPTURED,
    CasualtyKind.MISSING,
    CasualtyKind.DISPLACED,
)
_OWN = "UPDATE ledger_claim SET incident_id = %s WHERE key = %s"
_OF_PARTIES = (  # those that have it already are left alone, for all their indexes hold it
    "UPDATE ledger_party SET incident_id = %s WHERE claim_id = (SELECT id FROM ledger_claim WHERE key = %s)"
    " AND (incident_id IS NULL OR incident_id <> %s)"
)
_COLUMNS: Final = tuple(field.name for field in models.Incident._meta.concrete_fields if field.name != "id")


class SqlIncidents:
    """Incidents in the database ``alias``."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def find(self, query: Query) -> Iterator[Incident]:
        """See ``Incidents``."""
        rows = models.Incident.objects.using(self._alias).filter(_condition(query))
        ordered = rows.order_by(F("first").asc(nulls_last=True), "key").values_list("whole__document", flat=True)
        return (loads(Incident, document) for document in ordered[: query.limit].iterator())

    def get(self, ids: Collection[str]) -> Mapping[str, Incident]:
        """See ``Incidents``."""
        found = {}
        for part in lists(ids):
            rows = models.Incident.objects.using(self._alias).filter(key__in=part)
            found.update(
                {key: loads(Incident, document) for key, document in rows.values_list("key", "whole__document")}
            )
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
        if not told:
            return
        columns = [_columns(incident) for incident in told.values()]
        insert(self._alias, models.Incident, _COLUMNS, ([one[name] for name in _COLUMNS] for one in columns), "key")
        known = numbers(self._alias, models.Incident, "key", told)
        documents = [(known[key], dumps(incident)) for key, incident in told.items()]
        insert(self._alias, models.IncidentDocument, ("incident", "document"), documents, "incident")
        facets.put(self._alias, told.values(), known)
        index.put_incidents(self._alias, told.values(), known)
        touch(self._alias, known.values())
        pairs = [(known[key], claim) for key, incident in told.items() for claim in incident.claims]
        with connections[self._alias].cursor() as cursor:
            cursor.executemany(_OWN, pairs)
            cursor.executemany(_OF_PARTIES, [(number, claim, number) for number, claim in pairs])

    def remove(self, ids: Collection[str]) -> None:
        """See ``Incidents``."""
        known = numbers(self._alias, models.Incident, "key", ids).values()
        index.remove(self._alias, index.INCIDENTS, known)
        touch(self._alias, known)
        for part in lists(known):
            claims = models.Claim.objects.using(self._alias).filter(incident__in=part)
            models.Party.objects.using(self._alias).filter(claim__in=claims.values("pk")).update(incident=None)
            claims.update(incident=None)
            for table in (models.Facet, models.IncidentDocument):
                erase(table._default_manager.using(self._alias).filter(incident__in=part))
            erase(models.Incident.objects.using(self._alias).filter(pk__in=part))


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
        "precision": site.precision if site else None,
        "radius_km": site.radius_km if site else None,
        "grade": str(incident.certainty.grade),
        "disputed": bool(incident.disputes),
        "claims_told": len(incident.claims),
        **_tolls(incident),
    }


def _tolls(incident: Incident) -> dict[str, int | None]:
    """The counts of all people together, by kind."""
    found = {toll.kind: toll for toll in own(incident) if not toll.group}
    told: dict[str, int | None] = {}
    for kind in KINDS:
        toll = found.get(kind)
        told |= {f"{kind}_{bound}": getattr(toll, bound, None) for bound in ("low", "best", "high")}
        told[f"{kind}_most"] = highest(toll) if toll and _is_counted(toll) else None
    return told


def _is_counted(toll: Casualties) -> bool:
    return (toll.low, toll.best, toll.high) != (None, None, None)
