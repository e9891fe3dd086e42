"""Two versions of a saved article side by side: what the later one says that the earlier did not, word by word."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marsad.web.readers.saved.models import Version
from marsad.web.readers.saved.views import chosen, own
from marsad.web.reports.difference import difference


@never_cache
@login_required
@require_safe
def compare(request: HttpRequest, number: int) -> HttpResponse:
    """``?from=`` and ``?to=`` are numbers of versions; without them, the last two. 404 where there is but one."""
    article = own(request, number)
    versions = list(article.versions.order_by("-number").defer("text"))
    if len(versions) < 2:
        raise Http404
    later = _named(versions, request.GET.get("to", "")) or versions[0]
    earlier = _named(versions, request.GET.get("from", "")) or _before(versions, later)
    told = {
        "article": article,
        "versions": versions[::-1],
        "earlier": earlier,
        "later": later,
        "title": difference(earlier.title, later.title),
        "parts": difference(earlier.text, later.text),
        "same": (earlier.title, earlier.text) == (later.title, later.text),
    }
    return render(request, "saved/compare.html", told)


def _named(versions: list[Version], number: str) -> Version | None:
    return chosen(versions, number) if number else None


def _before(versions: list[Version], later: Version) -> Version:
    """The one before it, of the newest first; the oldest has none but itself."""
    return next((one for one in versions if one.number < later.number), later)
