"""Taking saved articles out as files, and bringing in those of other programs."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marsad.web.readers.asking import owner_of
from marsad.web.readers.saved import listing
from marsad.web.readers.saved.bringing import Brought, bring_in
from marsad.web.readers.saved.exporting import FORMATS, file_name
from marsad.web.readers.saved.importing import BYTES, items
from marsad.web.readers.saved.keeping import SaveError, take
from marsad.web.readers.saved.listing import Wanted
from marsad.web.readers.saved.models import Article, Kind
from marsad.web.readers.saved.room import room
from marsad.web.readers.saved.views import own
from marsad.web.reports.limits import wait

_AT_ONCE = 10  # pages fetched by one press of a button
_IN_A_BOOK = 500  # articles of a file, the newest


@never_cache
@login_required
@require_safe
def moving(request: HttpRequest) -> HttpResponse:
    """The page with the forms and the files."""
    waiting = _waiting(request).count()
    told = {"formats": FORMATS, "waiting": waiting, "at_once": _AT_ONCE, "most": _IN_A_BOOK, "script": _script(request)}
    told["room"] = room(owner_of(request))
    return render(request, "saved/moving.html", told)


@login_required
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """A file of another program. 429 for too many."""
    if seconds := wait(request, "saved-bring"):
        messages.error(request, _("Too many files in a minute. Try again shortly."))
        response = redirect("saved-moving")
        response["Retry-After"] = str(seconds)
        return response
    file = request.FILES.get("file")
    try:
        if file is None:
            raise SaveError(_("Choose a file."))
        messages.success(request, _told(bring_in(owner_of(request), items(file.read(BYTES + 1)))))
    except SaveError as error:
        messages.error(request, str(error))
    return redirect("saved-moving")


@login_required
@require_POST
def fetch_waiting(request: HttpRequest) -> HttpResponse:
    """Fetch some of the pages that are saved without their text."""
    if wait(request, "saved-fetch"):
        messages.error(request, _("Too many pages in a minute. Try again shortly."))
        return redirect("saved-moving")
    found = sum(take(article) for article in _waiting(request)[:_AT_ONCE])
    messages.success(request, _("%(count)s pages were fetched.") % {"count": found})
    return redirect("saved-moving")


@never_cache
@login_required
@require_safe
def file(request: HttpRequest, number: int, ending: str) -> HttpResponse:
    """An article as a file."""
    article = own(request, number)
    return _file(ending, article.title, [article])


@never_cache
@login_required
@require_safe
def files(request: HttpRequest, ending: str) -> HttpResponse:
    """The articles of a list (see ``listing.Wanted``) as one file, the newest of them."""
    wanted = Wanted.read(request.GET)
    return _file(ending, _("Saved articles"), list(listing.articles(owner_of(request), wanted)[:_IN_A_BOOK]))


def _file(ending: str, title: str, articles: list[Article]) -> HttpResponse:
    form = FORMATS.get(ending)
    if form is None:
        raise Http404
    response = HttpResponse(form.write(title, articles), content_type=form.media_type)
    disposition = content_disposition_header(as_attachment=True, filename=file_name(title, ending))
    response.headers["Content-Disposition"] = disposition or "attachment"
    # What a page elsewhere said is shown as a document of its own: it runs nothing and loads nothing.
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def _waiting(request: HttpRequest) -> QuerySet[Article]:
    return Article.objects.filter(owner=owner_of(request), kind=Kind.PAGE, versions=None).order_by("fault", "-saved")


def _told(brought: Brought) -> str:
    told = _("%(new)s new, %(known)s already there, %(refused)s without an address; %(bare)s of the new have no text.")
    return told % {
        "new": brought.new,
        "known": brought.known,
        "refused": brought.refused,
        "bare": brought.bare,
    }


def _script(request: HttpRequest) -> str:
    """The address of a bookmark that opens the form for the page one is on: it saves nothing by itself."""
    form = request.build_absolute_uri(reverse("saved-add"))
    return f"javascript:location.href='{form}?url='+encodeURIComponent(location.href)"
