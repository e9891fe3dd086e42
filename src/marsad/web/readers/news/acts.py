"""What a reader does on their own page: each a POST, then a page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from marsad.web.browse.filters import FilterError, parsed
from marsad.web.readers.asking import back, owner_of
from marsad.web.readers.news import changes
from marsad.web.readers.news.following import FollowError, follow, unfollow
from marsad.web.readers.news.models import Desk, Follow, View, token
from marsad.web.readers.news.views import SEEN

_VIEWS = 40
_NAME = 80  # characters of a view's name


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Follow ``value`` of a ``kind``, or mute it (``muted=1``)."""
    kind, value, muted = (request.POST.get(name, "") for name in ("kind", "value", "muted"))
    try:
        follow(owner_of(request), kind, value, muted=muted == "1")
    except FollowError as error:
        messages.error(request, str(error))
    return back(request, "follows")


@login_required
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Follow or mute something no more."""
    unfollow(get_object_or_404(Follow, pk=number, owner=owner_of(request)))
    return back(request, "follows")


@login_required
@require_POST
def see(request: HttpRequest) -> HttpResponse:
    """Keep that these incidents (``incident``, several) were seen; ``read`` 1 or 0 is the reader's own mark.

    204 for a script, else back to the page.
    """
    owner = owner_of(request)
    keys = [key for key in request.POST.getlist("incident")[:SEEN] if key.isascii() and key.isalnum()]
    mark = {"1": True, "0": False}.get(request.POST.get("read", ""))
    changes.see(owner, changes.named(keys), read=mark)
    changes.visited(owner)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return back(request, "mine")


@login_required
@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters of a page (``query``) under a ``name``; a name that is there gets these filters."""
    owner, name = owner_of(request), " ".join(request.POST.get("name", "").replace("\0", "").split())[:_NAME]
    try:
        query = parsed(QueryDict(request.POST.get("query", "")[:4_000])).query()
    except FilterError:
        name = ""
    if not name:
        messages.error(request, _("A view has a name, and filters that can be."))
    elif View.objects.filter(owner=owner).exclude(name=name).count() >= _VIEWS:
        messages.error(request, _("You have as many views as you can have: %(most)s.") % {"most": _VIEWS})
    else:
        View.objects.update_or_create(owner=owner, name=name, defaults={"query": query})
        messages.success(request, _("The view is kept."))
    return back(request, "follows")


@login_required
@require_POST
def drop_view(request: HttpRequest, number: int) -> HttpResponse:
    """Delete a view; its feed ends."""
    get_object_or_404(View, pk=number, owner=owner_of(request)).delete()
    return redirect("follows")


@login_required
@require_POST
def new_addresses(request: HttpRequest) -> HttpResponse:
    """Give all feeds new addresses: whoever has the old ones sees nothing any more."""
    owner = owner_of(request)
    Desk.objects.filter(owner=owner).update(token=token())
    for view in View.objects.filter(owner=owner):
        view.token = token()
        view.save(update_fields=["token"])
    messages.success(request, _("The feeds have new addresses."))
    return redirect(reverse("follows") + "#feeds")
