"""Incident: the claims side by side, the casualty ledger, what is disputed, how certain it is and how it came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import DEFAULT_DB_ALIAS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from marsad.ledger.sources.independence import Origin, origins
from marsad.model.incident import Site
from marsad.web.browse.cards import card, party, reasons
from marsad.web.browse.dossier import Dossier, dossier, making
from marsad.web.browse.headlines import headline, plain_headline
from marsad.web.browse.incident.disputes import disputes
from marsad.web.browse.incident.losses import losses
from marsad.web.browse.incident.past import judged, printed
from marsad.web.browse.incident.tellings import Telling, voices
from marsad.web.browse.incident.ties import MOST, Tie, ties
from marsad.web.browse.incident.where import drawn
from marsad.web.browse.registers import registers
from marsad.web.ledger.texts import SqlTexts
from marsad.web.reports.marks import ROLES
from marsad.web.site.choices import chosen
from marsad.web.site.families import FAMILIES

# The keys of ``GEO_PRECISION``, and the numbers of UCDP GED's ``date_prec``.
PRECISIONS: Final[Mapping[str, Promise]] = {
    "exact": _("the exact place"),
    "village": _("the village or quarter"),
    "town": _("the town"),
    "near": _("somewhere near it"),
    "district": _("the district, not where in it"),
    "region": _("a region with no fixed borders"),
    "governorate": _("the governorate, not where in it"),
    "country": _("the country, not where in it"),
}
DATES: Final[Mapping[int, Promise]] = {
    1: _("the day itself"),
    2: _("within two to six days"),
    3: _("within a week"),
    4: _("within a month"),
    5: _("within more than a month"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A tie with the claims that it ties."""

    found: Tie
    telling: Telling
    other: Telling | None


@require_safe
def incident(request: HttpRequest, key: str) -> HttpResponse:
    """The page of an incident; the id of one of its other claims leads to it. 404 where there is none."""
    found = dossier(key, request.user)
    if found is None:
        raise Http404
    if found.incident.id != key:
        return redirect(reverse("incident", args=[found.incident.id]) + f"#claim-{key}")
    return render(request, "browse/incident.html", _told(request, found))


def _told(request: HttpRequest, found: Dossier) -> dict[str, object]:
    one, choices, made = found.incident, chosen(request.COOKIES), making(found.incident)
    shown, whose, held = card(one), origins_of(found), ties(one.claims, made.sketches, made.together)
    told = voices(found, whose)
    tellings = {telling.entry.id: telling for voice in told for telling in voice.tellings}
    return {
        "incident": one,
        "card": shown,
        "headline": headline(shown, choices),
        "title": plain_headline(shown),
        "reasons": reasons(one, found.outlets),
        "permanent": request.build_absolute_uri(request.path),
        "coordinates": _coordinates(one.site),
        "map": drawn(
            one.site, shown.place.text if shown.place else "", FAMILIES[one.type], _language(), choices.digits
        ),
        "precision": PRECISIONS[one.site.precision] if one.site and one.site.precision else None,
        "date_precision": DATES.get(one.date_precision or 0),
        "disputes": disputes(found, whose, choices),
        "initiators": party(one.initiators, "initiators" in one.disputes, len(one.initiators)),
        "targets": party(one.targets, "targets" in one.disputes, len(one.targets)),
        "losses": losses(found, choices.digits, rtl=get_language_bidi()),
        "voices": told,
        "roles": ROLES,
        "ties": [Held(tie, tellings[tie.claim], tellings.get(tie.other or "")) for tie in held],
        "uncompared": max(len(one.claims) - MOST, 0),
        "printed": printed(found),
        "judged": judged(made.judgements),
    }


def origins_of(found: Dossier) -> Mapping[str, Origin]:
    """Whose word each claim is: two questions to the database."""
    texts = SqlTexts(DEFAULT_DB_ALIAS)
    return origins(
        found.entries,
        texts.groups_of(found.incident.reports),
        registers().sources,
        texts.credits(found.incident.reports),
    )


def _language() -> str:
    return "en" if get_language() == "en" else "ar"


def _coordinates(site: Site | None) -> str:
    """Degrees of latitude and longitude, as precise as a hundred metres."""
    return f"{site.lat:.3f}, {site.lon:.3f}" if site and site.lat is not None and site.lon is not None else ""
