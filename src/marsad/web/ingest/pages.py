"""The pages on which administrators look after feeds. Whatever changes something is a POST."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marsad.web.fetching import FetchError
from marsad.web.ingest import adding, discovery, guard, opml, uploads
from marsad.web.ingest.addresses import clean
from marsad.web.ingest.guard import FeedError
from marsad.web.ingest.health import feeds, health, reasons
from marsad.web.ingest.hosts import ForbiddenError, LaterError
from marsad.web.ingest.mail.address import is_mailbox, maildir
from marsad.web.ingest.models import VISITED, Feed, Import, Item, Kind, Reason, Standing
from marsad.web.ingest.pieces import ENDINGS, readable
from marsad.web.readers.saved.faults import worded
from marsad.web.review.roles import administrators_only
from marsad.web.work import audit

_PAGE: Final = 50
_ITEMS: Final = 30


@never_cache
@require_safe
@administrators_only
def ingest(request: HttpRequest) -> HttpResponse:
    """All feeds with their health."""
    return _list(request)


@never_cache
@require_safe
@administrators_only
def one_feed(request: HttpRequest, number: int) -> HttpResponse:
    """A feed: its numbers, why items were set aside, the latest items."""
    feed = get_object_or_404(Feed, pk=number)
    items = Item.objects.filter(feed=feed).defer("text", "content").order_by("-found", "-pk")[:_ITEMS]
    told = {
        "one": next(health([feed])),
        "items": items,
        "reasons": [(Reason(reason).label, count) for reason, count in reasons(feed).items()],
        "imports": Import.objects.filter(feed=feed).order_by(F("ended").desc(nulls_first=True), "-pk")[:_ITEMS],
        "visited": feed.kind in VISITED,
    }
    return render(request, "ingest/feed.html", told)


@never_cache
@require_POST
@administrators_only
def add(request: HttpRequest) -> HttpResponse:
    """Look for feeds at an address: the only one is added, of several the form asks which."""
    wanted, outlet = request.POST.get("address", "").strip(), request.POST.get("outlet", "").strip()
    if is_mailbox(wanted):
        return _mailbox(request, wanted, outlet)
    try:
        found = discovery.discover(wanted)
    except FetchError as error:
        return _list(request, worded(error), wanted)
    except ForbiddenError:
        return _list(request, _("The site asks programs not to fetch this address."), wanted)
    except LaterError:
        return _list(request, _("The site cannot be asked just now. Try again in a while."), wanted)
    except FeedError:
        return _list(request, _("There is no feed, no sitemap and no list of articles at this address."), wanted)
    if len(found) == 1:
        return _added(request, found[0].address, found[0].kind, found[0].title, outlet)
    return render(request, "ingest/choose.html", {"found": found, "outlet": outlet, "wanted": wanted})


@never_cache
@require_POST
@administrators_only
def choose(request: HttpRequest) -> HttpResponse:
    """Add the feed that was chosen. What is posted is taken as an address and no more; the feed is fetched as any."""
    address, title = clean(request.POST.get("address", "")), request.POST.get("title", "")
    if not address:
        return _list(request, _("Choose a feed."))
    return _added(request, address, Kind.FEED, title, request.POST.get("outlet", ""))


@never_cache
@require_POST
@administrators_only
def act(request: HttpRequest, number: int) -> HttpResponse:
    """Pause, take up again, visit at once, or remove a feed."""
    feed = get_object_or_404(Feed, pk=number)
    done = _ACTS.get(request.POST.get("act", ""))
    if done is None:
        raise Http404
    audit.about(request, f"{request.POST['act']} {feed.address}")
    messages.success(request, done(feed))
    there = Feed.objects.filter(pk=number).exists()
    return HttpResponseRedirect(reverse("ingest-feed", args=[number]) if there else reverse("ingest"))


@never_cache
@require_safe
@administrators_only
def export(request: HttpRequest) -> HttpResponse:
    """The list in OPML."""
    headers = {"Content-Disposition": 'attachment; filename="marsad-feeds.opml"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(opml.write(feeds()), content_type="text/x-opml; charset=utf-8", headers=headers)


@never_cache
@require_POST
@administrators_only
def bring(request: HttpRequest) -> HttpResponse:
    """Add the feeds of a list in OPML."""
    file = request.FILES.get("file")
    if file is None:
        return _list(request, _("Choose a file."))
    try:
        new, known = adding.bring(opml.read(file.read(guard.BYTES + 1)))
    except FeedError:
        return _list(request, _("The file is no list in OPML that can be read."))
    audit.about(request, f"{new} feeds")
    messages.success(request, _("Feeds added: %(new)s. There already: %(known)s.") % {"new": new, "known": known})
    return HttpResponseRedirect(reverse("ingest"))


@never_cache
@require_POST
@administrators_only
def upload(request: HttpRequest) -> HttpResponse:
    """Take an archive, to be read by the worker."""
    file = request.FILES.get("file")
    if file is None or not file.name:
        return _list(request, _("Choose a file."))
    if not readable(file.name):
        return _list(request, _("Files of this kind are not read. Those that are end in:") + f" {' '.join(ENDINGS)}")
    path = uploads.keep(file.name, file.chunks())
    try:
        one = adding.put_archive(path, request.POST.get("outlet", ""))
    except BaseException:  # what nobody will read does not stay on the disk
        uploads.drop(path)
        raise
    audit.about(request, one.name)
    messages.success(request, _("The file is here and is read next. This page tells how far it is."))
    return HttpResponseRedirect(reverse("ingest-feed", args=[one.feed_id]))


def _mailbox(request: HttpRequest, address: str, outlet: str) -> HttpResponse:
    """Add a mailbox at a server. A folder of this machine is named by whoever may run commands on it, and no other."""
    try:
        if maildir(address) is not None:
            return _list(
                request, _("A folder of this machine is added at its command line: marsad feeds add."), address
            )
        feed, new = adding.add(address, outlet)
    except FeedError as error:
        return _list(request, f"{_('The mailbox cannot be read:')} {error}", address)
    return _told(request, feed, new)


def _list(request: HttpRequest, fault: str = "", wanted: str = "") -> HttpResponse:
    page = Paginator(feeds(), _PAGE).get_page(request.GET.get("page"))
    open_ones = Import.objects.filter(ended=None).select_related("feed").order_by("-stepped", "pk")
    told = {
        "page": page,
        "rows": list(health(list(page.object_list))),
        "imports": open_ones[:_PAGE],
        "endings": ",".join((*ENDINGS, ".gz")),
        "fault": fault,
        "wanted": wanted,
    }
    return render(request, "ingest/feeds.html", told, status=400 if fault else 200)


def _added(request: HttpRequest, address: str, kind: Kind, title: str, outlet: str) -> HttpResponse:
    feed, new = adding.put(address, kind, title, outlet)
    return _told(request, feed, new)


def _told(request: HttpRequest, feed: Feed, new: bool) -> HttpResponse:
    audit.about(request, feed.address)
    if new:
        messages.success(request, _("The feed is added and is visited next."))
    else:
        messages.warning(request, _("This feed is there already."))
    return HttpResponseRedirect(reverse("ingest-feed", args=[feed.pk]))


def _pause(feed: Feed) -> str:
    adding.pause(feed)
    return _("The feed is paused.")


def _resume(feed: Feed) -> str:
    adding.resume(feed)
    return _("The feed is visited again.")


def _visit(feed: Feed) -> str:
    """It is only made due: a page must not wait for somebody else's server."""
    Feed.objects.filter(pk=feed.pk, standing=Standing.ACTIVE).update(due=timezone.now())
    return _("The feed is visited next.")


def _remove(feed: Feed) -> str:
    adding.remove(feed)
    return _("The feed is removed. Its reports stay.")


_ACTS: Final[dict[str, Callable[[Feed], str]]] = {
    "pause": _pause,
    "resume": _resume,
    "visit": _visit,
    "remove": _remove,
}
