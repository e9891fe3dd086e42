"""Letters as they were sent, one by one and as a feed; and a preview of what is not sent yet."""

from __future__ import annotations

import unicodedata
import uuid
from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from marsad.web.browse.remembering import remembered
from marsad.web.newsletters import marks
from marsad.web.newsletters.framing import document, framed, framing
from marsad.web.newsletters.issues import archive, shown
from marsad.web.newsletters.letters import Frequency, Kind, Letter, LetterError, frequency
from marsad.web.newsletters.models import Issue
from marsad.web.newsletters.offers import address
from marsad.web.newsletters.pages import asked
from marsad.web.newsletters.periods import Period
from marsad.web.newsletters.rendering import Rendered
from marsad.web.newsletters.rendering import render as rendered

PAGE: Final = 30  # issues on a page of the archive
_ENTRIES: Final = 30
_SPACE: Final = uuid.UUID("0c6f7a4e-6b3c-4c34-8f1e-6f4f0b7f9f5e")  # of the feeds' ids
_KEPT: Final = 32  # previews kept until the ledger changes


@framed
@require_safe
def preview(request: HttpRequest, kind: str, about: str = "") -> HttpResponse:
    """How a letter would look, from the ledger as it is. 404 for one that there is not."""
    found = asked(request, kind, about)
    try:
        often = frequency(found, request.GET.get("often", ""))
    except LetterError:
        raise Http404 from None
    language = get_language() or "ar"
    period = shown(found, often, timezone.now())
    make = _preview if found.public else rendered
    made = make(found, often, period, language)
    return document(request, made.html, made.picture)


@framing
@require_safe
def issue(request: HttpRequest, key: str) -> HttpResponse:
    """The page of an issue: the letter as it was sent. One's own letters are for their owner alone."""
    found = _issue(request, key)
    letter = Letter(Kind(found.kind), found.about)
    told = {"issue": found, "letter": letter, "back": address(letter), "text": found.text.replace(marks.TEXT, "\n")}
    return render(request, "newsletters/issue.html", told)


@framed
@cache_control(private=True, max_age=3600)
@require_safe
def issue_document(request: HttpRequest, key: str) -> HttpResponse:
    """The letter of an issue, in a document of its own."""
    found = _issue(request, key)
    return document(request, found.html, bytes(found.picture) if found.picture else None)


@require_safe
def issues(request: HttpRequest, kind: str, about: str = "") -> HttpResponse:
    """All issues of a letter."""
    found = asked(request, kind, about)
    page = Paginator(archive(found, get_language() or "ar"), PAGE).get_page(request.GET.get("page"))
    return render(request, "newsletters/issues.html", {"letter": found, "page": page, "back": address(found)})


@require_safe
@conditional_page
def feed(request: HttpRequest, kind: str, about: str = "") -> HttpResponse:
    """The latest issues as an Atom feed (RFC 4287). One's own letters have none: a feed reader does not sign in."""
    found = asked(request, kind, about)
    if not found.public:
        raise Http404
    response = HttpResponse(content_type=Atom1Feed.content_type)
    _atom(request, found).write(response, "utf-8")
    return response


@remembered(_KEPT)
def _preview(found: Letter, often: Frequency, period: Period, language: str) -> Rendered:
    return rendered(found, often, period, language)


def _issue(request: HttpRequest, key: str) -> Issue:
    found = Issue.objects.filter(key=key).first()
    if found is None or (found.kind == Kind.FOLLOWS and not _owns(request, found)):
        raise Http404
    return found


def _owns(request: HttpRequest, found: Issue) -> bool:
    return request.user.is_authenticated and found.owner_id == request.user.pk


def _atom(request: HttpRequest, found: Letter) -> Atom1Feed:
    language = get_language() or "ar"
    made = Atom1Feed(
        title=_clean(f"{_('Marsad')}: {found.full_title}"),
        link=request.build_absolute_uri(address(found)),
        description=None,
        subtitle=str(found.description),
        language=language,
        author_name=_("Marsad"),
        feed_url=request.build_absolute_uri(),
        feed_guid=uuid.uuid5(_SPACE, f"{found.kind}/{found.about}/{language}").urn,
    )
    for one in archive(found, language)[:_ENTRIES]:
        made.add_item(
            title=_clean(one.subject),
            link=request.build_absolute_uri(reverse("newsletter-issue", args=[one.key])),
            description=_clean(one.lead),
            unique_id=uuid.uuid5(_SPACE, one.key).urn,
            updateddate=one.made,
            pubdate=one.made,
        )
    return made


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
