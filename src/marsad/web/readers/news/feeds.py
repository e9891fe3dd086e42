"""Private Atom feeds: of one's own page, and of a named view. Whoever has the address may read them, nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marsad.model.incident import Incident
from marsad.web.browse import queries
from marsad.web.browse.filters import FilterError, parsed
from marsad.web.browse.today.feeds import ENTRIES, atom
from marsad.web.readers.news.choosing import choose
from marsad.web.readers.news.models import Desk, View


@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    """What the reader of this address follows, the newest first."""
    desk = get_object_or_404(Desk.objects.select_related("owner"), token=_written(token), owner__is_active=True)
    found = [item.incident for item in choose(desk.owner, by_day=True).items]
    return _answer(request, found, _("My news"), reverse("mine"), f"mine/{desk.pk}")


@require_safe
def view(request: HttpRequest, token: str) -> HttpResponse:
    """The incidents of a view."""
    found = get_object_or_404(View, token=_written(token), owner__is_active=True)
    try:
        filters = parsed(QueryDict(found.query))
    except FilterError:  # a type or a grade that there is no more
        raise Http404 from None
    incidents = queries.page(filters, size=ENTRIES).incidents
    return _answer(request, incidents, found.name, f"{reverse('today')}?{found.query}", f"view/{found.pk}")


def _written(token: str) -> str:
    """The token if it could be one of ours: PostgreSQL is asked for no NUL."""
    if not (token.isascii() and token.isprintable()):
        raise Http404
    return token


def _answer(request: HttpRequest, found: Sequence[Incident], title: str, page: str, name: str) -> HttpResponse:
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom(request, found, f"{_('Marsad')}: {title}", page, name).write(response, "utf-8")
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
