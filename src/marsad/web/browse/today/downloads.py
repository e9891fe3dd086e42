"""Files of what a page shows: incidents by the filters of the address, and one incident with its claims.

Files are written as they are read, so that a large one takes no more memory than a small one.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any, Final, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from marsad.exchange.geojson import feature
from marsad.exchange.tables.claims import CLAIMS, claims_of
from marsad.exchange.tables.columns import Table
from marsad.exchange.tables.incidents import INCIDENTS
from marsad.exchange.tables.told import Told
from marsad.exchange.tables.writing import safe
from marsad.ledger.entry import Entry
from marsad.ledger.wire import plain
from marsad.model.incident import Incident
from marsad.web.browse import queries
from marsad.web.browse.dossier import Dossier, dossier
from marsad.web.browse.filters import parsed
from marsad.web.browse.privacy import public, public_entry
from marsad.web.browse.registers import names
from marsad.web.ledger.entries import SqlEntries

MOST: Final = 20_000  # incidents in a file; whoever wants all has ``marsad export``
_BATCH: Final = 200  # incidents whose claims are held at once
_MARK: Final = "\ufeff"  # which spreadsheets need to read Arabic

Item = TypeVar("Item")


@require_safe
def incidents_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The table of incidents. The header ``Marsad-Limit`` tells how many it holds at most, ``Marsad-Total`` how many
    fit the filters.
    """
    return _file(request, "incidents.csv", "text/csv; charset=utf-8", lambda found: _csv(INCIDENTS, found))


@require_safe
def incidents_geojson(request: HttpRequest) -> StreamingHttpResponse:
    """The same as features."""
    return _file(request, "incidents.geojson", "application/geo+json", _features)


@require_safe
def incident_json(request: HttpRequest, key: str) -> JsonResponse:
    """One incident with its claims, in the exchange format and with what ties them to the registers."""
    found = _public(_found(request, key))
    claims = [_claim(entry) for entry in found.entries]
    whole = {"incident": plain(found.incident), "claims": claims}
    return JsonResponse(whole, json_dumps_params={"ensure_ascii": False}, headers=_saved(f"incident-{key}.json"))


@require_safe
def incident_claims(request: HttpRequest, key: str) -> HttpResponse:
    """The claims of one incident as a table."""
    rows = _csv(CLAIMS, claims_of(_public(_found(request, key)).told))
    return HttpResponse(rows, content_type="text/csv; charset=utf-8", headers=_saved(f"incident-{key}-claims.csv"))


@require_safe
def incident_geojson(request: HttpRequest, key: str) -> HttpResponse:
    """One incident as a feature collection."""
    found = _features([_public(_found(request, key)).told])
    return HttpResponse(found, content_type="application/geo+json", headers=_saved(f"incident-{key}.geojson"))


def _file(
    request: HttpRequest, name: str, kind: str, write: Callable[[Iterable[Told]], Iterator[str]]
) -> StreamingHttpResponse:
    filters = parsed(request.GET)
    headers = {"Marsad-Limit": str(MOST), "Marsad-Total": str(queries.total(filters)), **_saved(name)}
    return StreamingHttpResponse(write(_told(queries.all_of(filters, MOST))), content_type=kind, headers=headers)


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="marsad-{name}"'}


def _told(incidents: Iterator[Incident]) -> Iterator[Told]:
    """Incidents in full, but for the texts of their reports, which no column of a table needs."""
    entries = SqlEntries(DEFAULT_DB_ALIAS)
    while batch := list(islice(incidents, _BATCH)):
        known = entries.get([claim for incident in batch for claim in incident.claims])
        for incident in batch:
            own = tuple(known[claim] for claim in incident.claims if claim in known)
            if own:  # else somebody changed the ledger since the incident was read
                yield Told(public(incident, {entry.outlet for entry in own}), own, {}, names())


def _csv(table: Table[Item], items: Iterable[Item]) -> Iterator[str]:
    """RFC 4180, a row at a time."""
    line = csv.writer(_Echo())
    yield _MARK
    for row in chain([table.header], table.rows(items)):
        yield line.writerow([safe(cell) for cell in row])


class _Echo:
    """A file for the csv module that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _features(items: Iterable[Told]) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    lead = "\n"
    for told in items:
        yield lead + json.dumps(feature(told), ensure_ascii=False)
        lead = ",\n"
    yield "\n]}\n"


def _found(request: HttpRequest, key: str) -> Dossier:
    found = dossier(key, request.user)
    if found is None:
        raise Http404
    return found


def _public(found: Dossier) -> Dossier:
    entries = tuple(map(public_entry, found.entries))
    return replace(found, incident=public(found.incident, found.outlets), entries=entries)


def _claim(entry: Entry) -> dict[str, Any]:
    tied = {"id": entry.id, "report": entry.report, "outlet": entry.outlet, "published": entry.published}
    ids = {"initiator_ids": entry.initiators, "target_ids": entry.targets, "source_ids": entry.chain}
    return {**tied, **entry.claim.to_dict(), **ids}
