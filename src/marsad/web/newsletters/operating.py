"""The operator's page: how many subscribe to what, what was sent, what came back. Nobody's reading is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marsad.web.newsletters import addresses
from marsad.web.newsletters.addresses import AddressError
from marsad.web.newsletters.letters import FREQUENCIES, Frequency, Kind, Letter
from marsad.web.newsletters.models import Bounce, Delivery, Issue, State, Subscriber, Subscription, Suppression
from marsad.web.newsletters.suppressing import lift
from marsad.web.review.roles import administrators_only

_ISSUES: Final = 30
_BOUNCES: Final = 30


@dataclass(frozen=True, slots=True)
class Following:
    """A letter in a language, and how many get it."""

    title: str
    language: str
    often: object
    count: int


@dataclass(frozen=True, slots=True)
class Send:
    """An issue with its copies by state."""

    issue: Issue
    title: str
    states: Mapping[str, int]

    @property
    def waiting(self) -> int:
        """Copies that are to be sent, or are being sent."""
        return self.states.get(State.QUEUED, 0) + self.states.get(State.SENDING, 0)


@never_cache
@require_safe
@administrators_only
def operate(request: HttpRequest) -> HttpResponse:
    """The page."""
    told = {
        "subscribers": Subscriber.objects.filter(subscriptions__confirmed__isnull=False).distinct().count(),
        "waiting": Subscription.objects.filter(confirmed=None).count(),
        "following": following(),
        "sends": sends(),
        "bounces": Bounce.objects.select_related("delivery__issue").order_by("-told", "-pk")[:_BOUNCES],
        "suppressions": dict(Suppression.objects.values_list("reason").annotate(Count("pk")).order_by("reason")),
    }
    return render(request, "newsletters/operate.html", told)


@never_cache
@require_POST
@administrators_only
def lift_address(request: HttpRequest) -> HttpResponse:
    """Let an address subscribe again."""
    try:
        known = lift(addresses.parsed(request.POST.get("address", "")))
    except AddressError:
        known = False
    if known:
        messages.success(request, _("This address may subscribe again."))
    else:
        messages.warning(request, _("This address is not on the list."))
    return HttpResponseRedirect(reverse("newsletters-operate"))


def following() -> list[Following]:
    """The letters by how many get them; letters of somebody's own are one line together."""
    rows = Subscription.objects.exclude(confirmed=None).values_list("kind", "about", "language", "frequency")
    counted: dict[tuple[str, str, str, str], int] = {}
    for kind, about, language, often, count in rows.annotate(count=Count("pk")).order_by():
        key = (kind, "" if kind == Kind.FOLLOWS else about, language, often)
        counted[key] = counted.get(key, 0) + count
    found = [
        Following(Letter(Kind(kind), about).full_title, language, FREQUENCIES[Frequency(often)], count)
        for (kind, about, language, often), count in counted.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.title, one.language))


def sends() -> list[Send]:
    """The latest issues that anybody was sent, with what became of the copies."""
    issues = _sent()[:_ISSUES]
    states: dict[int, dict[str, int]] = {one.pk: {} for one in issues}
    counted = Delivery.objects.filter(issue__in=list(states)).values_list("issue", "state")
    for number, state, count in counted.annotate(count=Count("pk")).order_by():
        states[number][state] = count
    return [Send(one, Letter(Kind(one.kind), one.about).full_title, states[one.pk]) for one in issues]


def _sent() -> QuerySet[Issue]:
    """Letters of somebody's own are left out: how many there are is in the numbers above."""
    rows = Issue.objects.filter(deliveries__isnull=False).exclude(kind=str(Kind.FOLLOWS)).distinct()
    return rows.defer("html", "text", "picture").order_by("-made", "-pk")
