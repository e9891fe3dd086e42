"""An Atom feed (RFC 4287) of the incidents that fit the filters of the address, in the language of the address."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from marsad.model.incident import Incident
from marsad.web.browse import queries
from marsad.web.browse.cardmarkup import feed_markup
from marsad.web.browse.cards import Card, card
from marsad.web.browse.filters import parsed
from marsad.web.browse.headlines import plain_headline
from marsad.web.browse.rail import chips
from marsad.web.ledger import models
from marsad.web.site import words
from marsad.web.site.choices import Choices

ENTRIES: Final = 50
# The names in this space are «incident/language»: an incident keeps its id wherever the observatory is moved to.
_SPACE: Final = uuid.UUID("4af57ef5-db61-4d5b-ab03-43ec9dcae85b")
_UNCLEAN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_UNKNOWN: Final = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants a time also where nobody gives one


@require_safe
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    """The newest incidents that fit. 400 for filters that cannot be."""
    filters = parsed(request.GET)
    found = queries.page(filters, size=ENTRIES).incidents
    query, chosen = filters.query(), ", ".join(str(chip.label) for chip in chips(filters))
    page = reverse("today") + (f"?{query}" if query else "")
    response = HttpResponse(content_type=Atom1Feed.content_type)
    title = f"{_('Marsad')}: {chosen or _('incidents')}"
    atom(request, found, title, page, f"feed?{query}").write(response, "utf-8")
    return response


class _Atom(Atom1Feed):
    """The feed is as old as its newest entry, also where it has none."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=_UNKNOWN)


def atom(request: HttpRequest, incidents: Sequence[Incident], title: str, page: str, name: str) -> Atom1Feed:
    """A feed of incidents; ``page`` is the address they also stand under, ``name`` what the feed's id is made of."""
    made = _Atom(
        title=_clean(title),
        link=request.build_absolute_uri(page),
        description=None,
        subtitle=_("Incidents as sources tell them, the newest first."),
        language=get_language(),
        author_name=_("Marsad"),
        feed_url=request.build_absolute_uri(),
        feed_guid=_urn(name),
    )
    times = _updated(incidents)
    for incident in incidents:
        told = card(incident)
        made.add_item(
            title=_clean(plain_headline(told)),
            link=request.build_absolute_uri(reverse("incident", args=[incident.id])),
            description=_clean(_summary(told)),
            unique_id=_urn(incident.id),
            updateddate=times[incident.id],
            categories=[str(words.TYPES[incident.type])],
        )
    return made


def _summary(told: Card) -> str:
    return feed_markup(told, Choices())


def _urn(name: str) -> str:
    return uuid.uuid5(_SPACE, f"{name}/{get_language()}").urn


def _updated(incidents: Sequence[Incident]) -> dict[str, datetime]:
    """When each was last told or judged: the day of its latest report, or the time of its latest judgement."""
    ids = [incident.id for incident in incidents]
    found: dict[str, datetime] = {incident.id: _begin(incident.last) for incident in incidents}
    reports = models.Claim.objects.filter(incident__key__in=ids).values_list("incident__key")
    for key, day in reports.annotate(latest=Max("report__published")).order_by():
        found[str(key)] = _begin(day.isoformat()) if day else found[str(key)]
    homes = {f"claim:{claim}": incident.id for incident in incidents for claim in incident.claims}
    said = models.JudgementSubject.objects.filter(subject__in=list(homes))
    for subject, when in said.values_list("subject", "judgement__when"):
        found[homes[subject]] = max(found[homes[subject]], datetime.fromisoformat(when))
    return found


def _begin(day: str | None) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) if day else _UNKNOWN


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _UNCLEAN.sub("", text)
