"""Pages that change several articles at once, and a reader's tags."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marsad.web.readers.asking import back, owner_of
from marsad.web.readers.saved import labelling, listing, tagging
from marsad.web.readers.saved.keeping import SaveError
from marsad.web.readers.saved.models import Tag


@login_required
@require_POST
def several(request: HttpRequest) -> HttpResponse:
    """Do ``to`` (one of ``labelling.STATES``, ``tag`` or ``delete``) with the articles that are ticked."""
    owner, to = owner_of(request), request.POST.get("to", "")
    written = request.POST.getlist("article")[: tagging.AT_ONCE]
    numbers = [int(one) for one in written if one.isascii() and one.isdigit() and len(one) < 19]
    if not numbers:
        messages.error(request, _("Tick the articles first."))
    elif to in labelling.STATES:
        tagging.set_states(owner, numbers, to)
    elif to == "delete":
        tagging.delete(owner, numbers)
        messages.success(request, _("Deleted."))
    elif to == "tag":
        try:
            tagging.put_on(owner, numbers, request.POST.get("tags", ""))
        except SaveError as error:
            messages.error(request, str(error))
    return back(request, "saved")


@never_cache
@login_required
@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """All one's tags, each with a form for another name."""
    return render(request, "saved/tags.html", {"tags": listing.tags(owner_of(request))})


@login_required
@require_POST
def tag(request: HttpRequest, number: int) -> HttpResponse:
    """Give a tag another ``name``, that of another tag to put both together, or take it away (``remove``)."""
    found = get_object_or_404(Tag, pk=number, owner=owner_of(request))
    if "remove" in request.POST:
        tagging.remove(found)
    else:
        try:
            tagging.rename(found, request.POST.get("name", ""))
        except SaveError as error:
            messages.error(request, str(error))
    return redirect("saved-tag-list")
