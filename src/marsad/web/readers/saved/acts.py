"""What a reader does with saved articles: each a POST that changes something of the reader's own, then a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from marsad.web.readers.asking import back, owner_of
from marsad.web.readers.saved import keeping, labelling
from marsad.web.readers.saved.keeping import SaveError
from marsad.web.readers.saved.models import Article, Highlight, Kind
from marsad.web.readers.saved.searching import newest
from marsad.web.readers.saved.views import own
from marsad.web.reports.limits import wait

_Act = Callable[..., HttpResponse]


class AddressForm(forms.Form):
    """The address of a page to save."""

    url = forms.CharField(max_length=2_000, label=lazy("Web address"), widget=forms.URLInput({"dir": "ltr"}))


def _telling(act: _Act) -> _Act:
    """What cannot be done is told on the page that the reader comes from."""

    @wraps(act)
    def told(request: HttpRequest, **kwargs: int) -> HttpResponse:
        try:
            return act(request, **kwargs)
        except SaveError as error:
            messages.error(request, str(error))
            return back(request, "saved")

    return told


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A form for a web address, with the one that ``?url=`` brings filled in; a POST saves it. 429 for too many."""
    if request.method != "POST":
        url = request.GET.get("url", "")
        return render(request, "saved/add.html", {"form": AddressForm({"url": url} if url else None)})
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render(request, "saved/add.html", {"form": form}, status=400)
    if seconds := wait(request, "save-page"):
        form.add_error(None, _("Too many pages in a minute. Try again shortly."))
        return _late(render(request, "saved/add.html", {"form": form}, status=429), seconds)
    try:
        article = keeping.save(owner_of(request), Kind.PAGE, form.cleaned_data["url"])
    except SaveError as error:
        form.add_error("url", str(error))
        return render(request, "saved/add.html", {"form": form}, status=400)
    return redirect("saved-article", article.pk)


@login_required
@require_POST
@_telling
def keep(request: HttpRequest) -> HttpResponse:
    """Save a report or an incident, named by ``kind`` and ``address``, and go on where the reader was."""
    kind = request.POST.get("kind", "")
    if kind not in (Kind.REPORT, Kind.INCIDENT):
        raise SaveError(_("Only reports and incidents are saved from here."))
    keeping.save(owner_of(request), Kind(kind), request.POST.get("address", ""))
    messages.success(request, _("Saved."))
    return back(request, "saved")


@login_required
@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Take the article anew: what has changed becomes a new version. 429 for too many."""
    article = own(request, number)
    if seconds := wait(request, "save-page"):
        messages.error(request, _("Too many pages in a minute. Try again shortly."))
        return _late(redirect("saved-article", number), seconds)
    if keeping.take(article):
        messages.success(request, _("The text has changed: there is a new version."))
    elif not article.fault:
        messages.success(request, _("The text is as it was."))
    return redirect("saved-article", number)


@login_required
@require_POST
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Archive, mark as read or star an article, or the contrary: ``to`` is one of ``labelling.STATES``."""
    article, name = own(request, number), request.POST.get("to", "")
    if name in labelling.STATES:
        labelling.set_state(article, name)
    return back(request, "saved")


@login_required
@require_POST
def tags(request: HttpRequest, number: int) -> HttpResponse:
    """The tags of an article, with commas between."""
    labelling.set_tags(own(request, number), request.POST.get("tags", ""))
    return redirect("saved-article", number)


@login_required
@require_POST
@_telling
def note(request: HttpRequest, number: int) -> HttpResponse:
    """The reader's note on an article."""
    labelling.set_note(own(request, number), request.POST.get("note", ""))
    return redirect("saved-article", number)


@login_required
@require_POST
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Delete an article with its versions, highlights and note."""
    own(request, number).delete()
    messages.success(request, _("Deleted."))
    return redirect("saved")


@login_required
@require_POST
@_telling
def mark(request: HttpRequest, number: int) -> HttpResponse:
    """Highlight a stretch of the newest version: ``start`` and ``end``, or ``words`` as they stand in it."""
    article = own(request, number)
    made = _marked(article, request)
    return redirect(f"{_address(article)}#highlight-{made.pk}")


@login_required
@require_POST
@_telling
def highlight(request: HttpRequest, number: int) -> HttpResponse:
    """Write a note on a highlight, or take it away (``remove``)."""
    found = get_object_or_404(Highlight, pk=number, article__owner=owner_of(request))
    if "remove" in request.POST:
        labelling.unmark(found)
    else:
        labelling.annotate(found, request.POST.get("note", ""))
    return back(request, "saved") if request.POST.get("next") else redirect("saved-article", found.article_id)


def _marked(article: Article, request: HttpRequest) -> Highlight:
    version, note = newest(article), request.POST.get("note", "")
    if version is None:
        raise SaveError(_("This article has no text yet."))
    start, end = request.POST.get("start", ""), request.POST.get("end", "")
    if start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10:
        return labelling.mark(article, version, int(start), int(end), note)
    return labelling.mark_words(article, version, request.POST.get("words", ""), note)


def _address(article: Article) -> str:
    return redirect("saved-article", article.pk).url


def _late(response: HttpResponse, seconds: int) -> HttpResponse:
    response["Retry-After"] = str(seconds)
    return response
