"""The pages of saved articles: the list, one article, all highlights, and saving something new."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marsad.web.readers.asking import owner_of
from marsad.web.readers.saved import listing
from marsad.web.readers.saved.exporting import FORMATS
from marsad.web.readers.saved.labelling import placed
from marsad.web.readers.saved.listing import Wanted
from marsad.web.readers.saved.models import Article, Highlight, Kind, Version
from marsad.web.readers.saved.shown import stretches
from marsad.web.reports.neutral import web_address

_MARKED = 500  # highlights on their page


def own(request: HttpRequest, number: int) -> Article:
    """An article of the reader's own; that of another is not found, as one that is not there."""
    return get_object_or_404(Article.objects.defer("terms"), pk=number, owner=owner_of(request))


@never_cache
@login_required
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """The list, by what the address asks for (see ``listing.Wanted``)."""
    wanted, owner = Wanted.read(request.GET), owner_of(request)
    counts = listing.counts(owner)
    told = {
        "wanted": wanted,
        "found": listing.listed(owner, wanted),
        "views": [(name, counts[name], wanted.address(view=name)) for name in listing.VIEWS],
        "kinds": [(kind, wanted.address(kind=kind.value)) for kind in Kind],
        "tags": [(tag, wanted.address(tag=str(tag.pk))) for tag in listing.tags(owner)],
        "sorts": [(name, wanted.address(sort=name if name != "newest" else "")) for name in listing.SORTS],
        "any_kind": wanted.address(kind=""),
        "any_tag": wanted.address(tag=""),
    }
    return render(request, "saved/list.html", told)


@never_cache
@login_required
@require_safe
def article(request: HttpRequest, number: int) -> HttpResponse:
    """An article with its text, or that of an earlier version (``?version=N``), its highlights marked."""
    found = own(request, number)
    versions = list(found.versions.order_by("-number").defer("text"))
    version = chosen(versions, request.GET.get("version", ""))
    marks = placed(found.highlights.select_related("version").defer("version__text"), version) if version else ()
    told = {
        "article": found,
        "version": version,
        "versions": versions,
        "marks": marks,
        "text": stretches(version.text, marks) if version else (),
        "tags": list(found.tags.order_by("name")),
        "live": _live(found),
        "formats": FORMATS,
    }
    return render(request, "saved/article.html", told)


@never_cache
@login_required
@require_safe
def highlights(request: HttpRequest) -> HttpResponse:
    """All highlights of the reader's, the newest first."""
    found = Highlight.objects.filter(article__owner=owner_of(request)).select_related("article").defer("article__terms")
    return render(request, "saved/highlights.html", {"highlights": found.order_by("-made", "-pk")[:_MARKED]})


def chosen(versions: Sequence[Version], number: str) -> Version | None:
    """The version of a number, without one the first of them. Raises ``Http404`` for one that is not there."""
    if not number:
        return versions[0] if versions else None
    for version in versions:
        if str(version.number) == number:
            return version
    raise Http404


def _live(article: Article) -> str | None:
    """The address of what was saved, as it is today."""
    if article.kind == Kind.PAGE:
        return web_address(article.address)
    return reverse(article.kind, args=[article.address])
