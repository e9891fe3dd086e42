"""Words for what the registers hold: classes of places, kinds of actors, how sides stand to each other, since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.model.actor import ActorKind
from marsad.web.browse.numbers.figures import Reader
from marsad.web.site.days import day_in_words, month_in_words
from marsad.web.site.digits import in_digits

CLASSES: Final[Mapping[str, Promise]] = {
    "country": pgettext_lazy("place", "country"),
    "governorate": pgettext_lazy("place", "governorate"),
    "district": pgettext_lazy("place", "district"),
    "subdistrict": pgettext_lazy("place", "subdistrict"),
    "city": pgettext_lazy("place", "city"),
    "town": pgettext_lazy("place", "town"),
    "village": pgettext_lazy("place", "village"),
    "neighbourhood": pgettext_lazy("place", "neighbourhood"),
    "camp": pgettext_lazy("place", "camp"),
    "crossing": pgettext_lazy("place", "crossing"),
    "checkpoint": pgettext_lazy("place", "checkpoint"),
    "base": pgettext_lazy("place", "base"),
    "airport": pgettext_lazy("place", "airport"),
    "prison": pgettext_lazy("place", "prison"),
    "hospital": pgettext_lazy("place", "hospital"),
    "road": pgettext_lazy("place", "road"),
    "front": pgettext_lazy("place", "front"),
    "region": pgettext_lazy("place", "region"),
    "site": pgettext_lazy("place", "site"),
}
ACTOR_KINDS: Final[Mapping[str, Promise]] = {
    ActorKind.STATE_FORCES: _("state and its forces"),
    ActorKind.REBELS: _("armed groups"),
    ActorKind.POLITICAL_MILITIA: _("political militia"),
    ActorKind.IDENTITY_MILITIA: _("tribal or communal militia"),
    ActorKind.RIOTERS: _("rioters"),
    ActorKind.PROTESTERS: _("protesters"),
    ActorKind.CIVILIANS: _("civilians"),
    ActorKind.EXTERNAL: _("forces from abroad"),
    ActorKind.UNKNOWN: pgettext_lazy("actor", "unknown"),
}
# Why two names may be one: see ``marsad.ledger.actors.suggestions.WEIGHTS``.
LIKENESS: Final[Mapping[str, Promise]] = {
    "same words": _("the same words"),
    "spelling": _("a like spelling"),
    "short form": _("a short form"),
    "other head": _("another word before the name"),
    "initials": _("the initials"),
    "same parent": _("the same group above it"),
    "same opponents": _("the same opponents"),
    "same places": _("the same places"),
}


def since(written: str, who: Reader) -> str:
    """An ISO date, or the beginning of one (a year, a month), in words."""
    parts = [int(part) for part in written.split("-")]
    whole = date(*(*parts, 1, 1)[:3])
    if len(parts) == 1:
        told = written
    elif len(parts) == 2:
        told = month_in_words(whole, who.language)
    else:
        told = day_in_words(whole, who.language, who.choices.calendar)
    return in_digits(told, who.choices.digits)
