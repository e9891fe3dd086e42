"""Reviewing: the queue, a claim, and what becomes of a form."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import DEFAULT_DB_ALIAS
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marsad.ledger.judgements.history import kind
from marsad.ledger.judgements.rules import ConflictError
from marsad.model import CasualtyKind, ClaimType, Factuality, MarsadError
from marsad.model.judgement import Act, Judgement, anchors
from marsad.web.browse import naming
from marsad.web.browse.filters import Filters, parsed
from marsad.web.browse.incident.past import judged
from marsad.web.browse.quotes import quote
from marsad.web.browse.rail import chips, groups
from marsad.web.ledger.entries import SqlEntries
from marsad.web.ledger.judgements import SqlJudgements
from marsad.web.ledger.reports import SqlReports
from marsad.web.newsletters.follows import follows_of
from marsad.web.review import acts
from marsad.web.review.queue import Waiting, beside, queue
from marsad.web.review.roles import reviewers_only
from marsad.web.review.sheet import DAYS, offers, sheet
from marsad.web.site import telling
from marsad.web.site.choices import chosen

PAGE: Final = 20  # claims on a page of the queue
_LAST: Final = "marsad_last_judgement"  # in the session: what «undo» takes back


@never_cache
@require_safe
@reviewers_only
def review(request: HttpRequest) -> HttpResponse:
    """The queue. 400 for filters that cannot be."""
    filters = parsed(request.GET)
    waiting = _queue(request, filters)
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    told = {
        "filters": filters,
        "chips": list(chips(filters)),
        "groups": groups(filters),
        "page": page,
        "items": _items(list(page.object_list)),
        "query": filters.query(),
        **_undoing(request),
    }
    return render(request, "review/queue.html", told)


@never_cache
@require_safe
@reviewers_only
def claim(request: HttpRequest, key: str) -> HttpResponse:
    """A claim on the desk. 404 for one that never was."""
    return _desk(request, key, parsed(request.GET))


@never_cache
@require_POST
@reviewers_only
def judge(request: HttpRequest, key: str) -> HttpResponse:
    """Record a judgement and go on: to the next in the queue, or after a correction to the claim again.

    409 with what the other did, if somebody judged it in the meantime; 400 for what cannot be.
    """
    filters = parsed(QueryDict(request.POST.get("query", "")))
    following = beside(_queue(request, filters), key)[1]
    try:
        done = acts.judge(acts.open_ledger(), key, request.POST, request.user.get_username())
    except ConflictError as conflict:
        return _conflict(request, conflict, reverse("review-claim", args=[key]))
    except MarsadError as error:
        return _desk(request, key, filters, telling.told(error))
    _remember(request, done)
    if kind(done.act) == "correct":
        return HttpResponseRedirect(f"{_address(key, filters)}#{request.POST.get('field', '')}")
    return HttpResponseRedirect(_address(following, filters))


@never_cache
@require_POST
@reviewers_only
def undo(request: HttpRequest) -> HttpResponse:
    """Take a judgement back, and show the claim again. 409 and 400 as for ``judge``."""
    ledger = acts.open_ledger()
    try:
        done = acts.undo(ledger, request.POST, request.user.get_username())
    except ConflictError as conflict:
        return _conflict(request, conflict, reverse("review"))
    except MarsadError as error:
        messages.error(request, telling.told(error))
        return HttpResponseRedirect(reverse("review"))
    request.session.pop(_LAST, None)
    messages.success(request, _("The judgement was taken back."))
    about = _about(done.act)
    return HttpResponseRedirect(_address(about, parsed(QueryDict(request.POST.get("query", "")))))


def _desk(request: HttpRequest, key: str, filters: Filters, fault: str = "") -> HttpResponse:
    found = sheet(key)
    if found is None:
        raise Http404
    waiting = _queue(request, filters)
    before, after = beside(waiting, key)
    days = next((n for n in DAYS if request.GET.get("days") == str(n)), DAYS[0])
    told = {
        "sheet": found,
        "claim": found.claim,
        "outlet": found.report.outlet,
        "fault": fault,
        "expected": acts.latest(),
        "offers": offers(found.incident, days, chosen(request.COOKIES)) if found.incident else [],
        "days": days,
        "reaches": DAYS,
        "types": list(ClaimType),
        "factualities": list(Factuality),
        "kinds": list(CasualtyKind),
        "query": filters.query(),
        "before": _address(before, filters) if before else None,
        "after": _address(after, filters) if after else None,
        "left": len(waiting),
        **_undoing(request),
    }
    return render(request, "review/claim.html", told, status=400 if fault else 200)


def _queue(request: HttpRequest, filters: Filters) -> list[Waiting]:
    """The queue as it stands for who asks: what happened in the places that they follow comes earlier."""
    wanted = follows_of(int(request.user.pk or 0)).wanted
    return queue(filters, [place for one in wanted for place in one.place])


def _items(waiting: list[Waiting]) -> list[dict[str, Any]]:
    """Claims of the queue with their sentences: two questions to the database."""
    entries = SqlEntries(DEFAULT_DB_ALIAS).get([one.key for one in waiting])
    reports = SqlReports(DEFAULT_DB_ALIAS).get({entry.report for entry in entries.values()})
    found = []
    for one in waiting:
        entry = entries.get(one.key)
        report = reports.get(entry.report) if entry else None
        if entry is None or report is None:
            continue
        site = next((site for site in entry.sites if site), None)
        found.append(
            {
                "waiting": one,
                "entry": entry,
                "outlet": naming.outlet(entry.outlet, report.outlet),
                "quote": quote(report.text, entry.claim),
                "place": naming.site(site) if site else None,
                "first": entry.claim.when.first if entry.claim.when else entry.published,
            }
        )
    return found


def _conflict(request: HttpRequest, conflict: ConflictError, address: str) -> HttpResponse:
    told = {"others": judged(conflict.others), "address": address, "why": request.POST.get("why", "")}
    return render(request, "review/conflict.html", told, status=409)


def _address(key: str | None, filters: Filters) -> str:
    query = filters.query()
    page = reverse("review-claim", args=[key]) if key else reverse("review")
    return f"{page}?{query}" if query else page


def _remember(request: HttpRequest, done: Judgement) -> None:
    request.session[_LAST] = done.id
    messages.success(request, _SAID[kind(done.act)]())


def _undoing(request: HttpRequest) -> dict[str, Any]:
    return {"last": request.session.get(_LAST), "expected": acts.latest()}


def _about(act: Act) -> str | None:
    """The claim that was judged, behind an undoing."""
    while (of := getattr(act, "of", None)) is not None:
        found = SqlJudgements(DEFAULT_DB_ALIAS).get(of)
        if found is None:
            return None
        act = found.act
    return next((one.claim for one in anchors(act)), None)


_SAID: Final = {
    "confirm": lambda: _("The claim was accepted."),
    "reject": lambda: _("The claim was rejected."),
    "correct": lambda: _("The field was corrected."),
    "merge": lambda: _("The incidents were merged."),
    "split": lambda: _("The claim was split off."),
}
