"""Incidents, claims and reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.http import Http404, HttpRequest
from ninja import Query, Router

from marsad.ledger.entry import Entry
from marsad.ledger.sources.reading import NEW
from marsad.model import MarsadError, Report
from marsad.model.incident import Incident
from marsad.web.api import schemas
from marsad.web.api.access import Caller, caller
from marsad.web.api.asked import Asked, AskedClaims, Paging
from marsad.web.browse import queries
from marsad.web.browse.privacy import public, public_entry
from marsad.web.browse.registers import registers
from marsad.web.ledger import models
from marsad.web.ledger.entries import SqlEntries
from marsad.web.ledger.incidents import SqlIncidents
from marsad.web.ledger.reports import SqlCodings, SqlReports
from marsad.web.reports.masking import Mask, mask_of
from marsad.web.reports.neutral import neutral

router = Router(tags=["ledger"], by_alias=True)


@router.get("/incidents", response=schemas.Incidents, summary="Incidents, the latest first")
def incidents(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Those that fit the filters, a page at a time."""
    page = queries.page(asked.filters(), asked.after or None, asked.limit)
    outlets = _outlets([one.id for one in page.incidents])
    return {"items": [public(one, outlets) for one in page.incidents], "next": page.after}


@router.get("/incidents/{key}", response=schemas.IncidentOut, summary="One incident")
def incident(request: HttpRequest, key: str) -> Incident:
    """By its id, or by that of one of its claims."""
    found = queries.incident(key) if "\0" not in key else None
    if found is None:
        raise Http404
    return public(found, _outlets([found.id]))


@router.get("/claims", response=schemas.Claims, summary="Claims, the last put in first")
def claims(request: HttpRequest, asked: Query[AskedClaims]) -> dict[str, Any]:
    """Of an incident, of a report, or all."""
    rows = models.Claim.objects.order_by("-pk")
    if asked.incident:
        rows = rows.filter(incident__key=asked.incident)
    if asked.report:
        rows = rows.filter(report__key=asked.report)
    if asked.after:
        rows = rows.filter(pk__lt=_number(asked.after))
    found = list(rows.values_list("pk", "key")[: asked.limit + 1])
    entries = SqlEntries(DEFAULT_DB_ALIAS).get([key for _, key in found[: asked.limit]])
    return {"items": _claims(entries.values(), caller(request)), "next": _next(found, asked.limit)}


@router.get("/claims/{key}", response=schemas.ClaimOut, summary="One claim")
def claim(request: HttpRequest, key: str) -> dict[str, Any]:
    """By its id."""
    found = SqlEntries(DEFAULT_DB_ALIAS).get([key] if "\0" not in key else [])
    if not found:
        raise Http404
    return _claims(found.values(), caller(request))[0]


@router.get("/reports", response=schemas.Reports, summary="Reports, the last put in first")
def reports(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """All, a page at a time. Titles and texts stand in the single report, for those who may see them."""
    rows = models.Report.objects.order_by("-pk")
    if asked.after:
        rows = rows.filter(pk__lt=_number(asked.after))
    found = list(rows.values_list("pk", "key")[: asked.limit + 1])
    told = SqlReports(DEFAULT_DB_ALIAS).get([key for _, key in found[: asked.limit]])
    return {"items": _reports(list(told.values())), "next": _next(found, asked.limit)}


@router.get("/reports/{path:key}", response=schemas.ReportOut, summary="One report")
def report(request: HttpRequest, key: str) -> dict[str, Any]:
    """By its id. Names of private people in it are masked, but for reviewers."""
    found = SqlReports(DEFAULT_DB_ALIAS).get([key]).get(key)
    if found is None:
        raise Http404
    who = caller(request)
    mask = Mask() if who.reviewer else _mask(found)
    text = neutral(mask(found.text)) if who.sees_texts else None
    return {**_reports([found])[0], "title": neutral(mask(found.title)), "text": text}


def _mask(found: Report) -> Mask:
    entries = SqlEntries(DEFAULT_DB_ALIAS).of([found.id]).get(found.id, ())
    return mask_of(found, [entry.claim for entry in entries], registers().actors)


def _outlets(incidents: Sequence[str]) -> frozenset[str]:
    """Ids of newspapers that no register has: they are nobody's private matter."""
    rows = models.Party.objects.filter(role="outlet", party__startswith=NEW, claim__incident__key__in=incidents)
    return frozenset(rows.values_list("party", flat=True))


def _claims(entries: Iterable[Entry], who: Caller) -> list[dict[str, Any]]:
    told = [entry if who.reviewer else public_entry(entry) for entry in entries]
    homes = SqlIncidents(DEFAULT_DB_ALIAS).of_claims([entry.id for entry in told])
    return [_claim(entry, homes) for entry in told]


def _claim(entry: Entry, homes: Mapping[str, str]) -> dict[str, Any]:
    return {
        **entry.claim.to_dict(),
        "id": entry.id,
        "report": entry.report,
        "incident": homes.get(entry.id),
        "outlet": entry.outlet,
        "published": entry.published,
        "initiator_ids": entry.initiators,
        "target_ids": entry.targets,
        "source_ids": entry.chain,
    }


def _reports(found: Sequence[Report]) -> list[dict[str, Any]]:
    ids = [one.id for one in found]
    coders = SqlCodings(DEFAULT_DB_ALIAS).coders(ids)
    rows = models.Claim.objects.filter(report__key__in=ids).order_by("pk").values_list("report__key", "key")
    claims: dict[str, list[str]] = {}
    for report, claim in rows:
        claims.setdefault(report, []).append(claim)
    return [
        {
            "id": one.id,
            "title": None,
            "text": None,
            "published": one.published,
            "outlet": one.outlet,
            "url": one.url,
            "coder": coders.get(one.id),
            "claims": claims.get(one.id, []),
        }
        for one in found
    ]


def _number(after: str) -> int:
    if not after.isascii() or not after.isdecimal() or len(after) > 18:
        raise MarsadError(f"after={after[:40]} is no key of a page; send the next of the page before")
    return int(after)


def _next(found: Sequence[tuple[int, str]], limit: int) -> str | None:
    return str(found[limit - 1][0]) if len(found) > limit else None
