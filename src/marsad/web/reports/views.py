"""The page of a report, and of what it said before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.web.browse.registers import registers
from marsad.web.reports.comparing import comparison
from marsad.web.reports.kept import Home, Said, homes, kept, rejected, said
from marsad.web.reports.marks import ROLES
from marsad.web.reports.masking import mask_for
from marsad.web.reports.shown import Look, Shown, page
from marsad.web.site.choices import chosen

LEGEND = ("trigger", *(role for role in ROLES if role != "trigger"))


@dataclass(frozen=True, slots=True)
class Row:
    """A claim of the panel with its incident and what people judged of it."""

    claim: Shown
    home: Home | None
    said: tuple[Said, ...]


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The page of a report; ``?claim=ID`` chooses a claim. 404 where the ledger has no such report."""
    found = kept(key)
    if found is None:
        raise Http404
    mask = mask_for(request.user, found.report, found.claims, registers().actors)
    look = Look(request.GET.get("claim", ""), "?claim={0}#claim-{0}".format, chosen(request.COOKIES).digits)
    shown = page(found.report, found.coding, found.entries, mask, look)
    at_home, told = homes(key), said(found.judgements)
    rows = [Row(one, at_home.get(one.entry.id), tuple(told.get(one.entry.id, ()))) for one in shown.claims]
    gone = [replace(one, trigger=mask(one.trigger)) for one in rejected(found.judgements)]
    context = {"page": shown, "rows": rows, "rejected": gone, "kept": found, "legend": LEGEND, "prefix": ""}
    return render(request, "reports/report.html", context)


@require_safe
def versions(request: HttpRequest, key: str) -> HttpResponse:
    """Two versions of a report compared word by word: ``?from=N&to=M``, counted from 1, the last two if not said."""
    found = comparison(key, request.GET.get("from", ""), request.GET.get("to", ""))
    if found is None:
        raise Http404
    mask = mask_for(request.user, found.new, found.claims, registers().actors) | mask_for(
        request.user, found.old, found.claims, registers().actors
    )
    context = {"found": found, "compared": found.compared(mask), "numbers": range(1, found.count + 1), "key": key}
    return render(request, "reports/versions.html", context)
