"""What a browser needs to read without a network: the worker, the manifest, the list of pages to keep."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marsad.web.readers.asking import owner_of
from marsad.web.readers.saved.models import Article

MOST: Final = 500  # articles kept on a device, the newest
_WORKER: Final = files("marsad.web") / "static" / "marsad" / "worker.js"
_COLOUR: Final = "#0f5a5e"  # the accent of the light theme


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It stands at the root, for it serves no pages above its own address."""
    response = HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What an installed app is called and looks like, in the language of the address."""
    told = {
        "name": _("Marsad"),
        "short_name": _("Marsad"),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("mine"),
        "scope": "/",
        "display": "standalone",
        "theme_color": _COLOUR,
        "background_color": "#ffffff",
        "icons": [{"src": static("marsad/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return JsonResponse(told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def without_network(request: HttpRequest) -> HttpResponse:
    """What is shown in place of a page that is not kept."""
    return render(request, "offline/page.html")


@never_cache
@login_required
@require_safe
def pages(request: HttpRequest) -> JsonResponse:
    """The pages to keep, each with a mark that is another once it has changed; whose they are, without saying who."""
    owner = owner_of(request)
    newest = Article.objects.filter(owner=owner).order_by("-saved", "-pk")[:MOST]
    rows = newest.values_list("pk", "changed")
    kept = {reverse("saved-article", args=[pk]): _mark(*state) for pk, *state in rows}
    kept |= {reverse(name): "" for name in ("mine", "saved", "saved-highlights")}
    return JsonResponse({"owner": _mark(owner.pk), "pages": kept})


def _mark(*state: object) -> str:
    return salted_hmac("marsad.web.readers.offline", repr(state)).hexdigest()[:16]
