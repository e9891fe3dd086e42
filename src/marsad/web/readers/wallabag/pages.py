"""The page on which a reader lets apps in, and out again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from marsad.web.readers.asking import owner_of
from marsad.web.readers.wallabag import granting
from marsad.web.readers.wallabag.models import Access


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apps(request: HttpRequest) -> HttpResponse:
    """The apps that were let in; a POST lets one in and shows, this once, what is typed into it."""
    owner, letter = owner_of(request), None
    if request.method == "POST":
        letter = granting.let_in(owner, request.POST.get("name", ""))
        if letter is None:
            messages.error(request, _("You have let in as many apps as you can: %(most)s.") % {"most": granting.MOST})
    server = request.build_absolute_uri(reverse("wallabag-version")).rpartition("/api/")[0]
    told = {"letter": letter, "server": server, "apps": Access.objects.filter(owner=owner)}
    return render(request, "wallabag/apps.html", told)


@login_required
@require_POST
def let_out(request: HttpRequest, number: int) -> HttpResponse:
    """An app is let in no more, at once."""
    get_object_or_404(Access, pk=number, owner=owner_of(request)).delete()
    return redirect("saved-apps")
