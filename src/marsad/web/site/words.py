"""The product's words for the field's terms, translated in locale/ar. Counted nouns have all their plural forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from marsad.model.incident import Grade
from marsad.model.source import SourceKind
from marsad.model.types import CasualtyKind, ClaimType, Factuality

TYPES: Final[dict[str, Promise]] = {
    ClaimType.ARMED_CLASH: _("Armed clash"),
    ClaimType.GROUND_ATTACK: _("Ground attack"),
    ClaimType.TERRITORY_GAIN: _("Territory gain"),
    ClaimType.AIR_STRIKE: _("Air strike"),
    ClaimType.SHELLING: _("Shelling"),
    ClaimType.BOMBING: _("Bombing"),
    ClaimType.SUICIDE_BOMBING: _("Suicide bombing"),
    ClaimType.CHEMICAL_ATTACK: _("Chemical attack"),
    ClaimType.VIOLENCE_AGAINST_CIVILIANS: _("Violence against civilians"),
    ClaimType.ABDUCTION: _("Abduction"),
    ClaimType.ARREST: _("Arrest"),
    ClaimType.CAPTURE: _("Capture or surrender"),
    ClaimType.SIEGE: _("Siege"),
    ClaimType.WITHDRAWAL: _("Withdrawal"),
    ClaimType.POPULATION_MOVEMENT: _("Displacement or evacuation"),
    ClaimType.AGREEMENT: _("Agreement"),
    ClaimType.FORCE_MOVEMENT: _("Force movement"),
    ClaimType.WEAPON_INTERCEPT: _("Weapon intercepted"),
    ClaimType.PROPERTY_DESTRUCTION: _("Property destruction"),
    ClaimType.PROTEST: _("Protest"),
    ClaimType.RIOT: _("Riot"),
}
FACTUALITIES: Final[dict[str, Promise]] = {
    Factuality.STATED: _("stated"),
    Factuality.ALLEGED: _("alleged"),
    Factuality.LIKELY: _("likely"),
    Factuality.DENIED: _("denied"),
    Factuality.PLANNED: _("planned"),
}
GRADES: Final[dict[str, Promise]] = {
    Grade.CONFIRMED: _("confirmed"),
    Grade.FAIR: _("fair"),
    Grade.WEAK: _("weak"),
    Grade.CONTESTED: _("contested"),
}
SOURCE_KINDS: Final[dict[str, Promise]] = {
    SourceKind.PARTY: pgettext_lazy("source", "party to the conflict"),
    SourceKind.MONITOR: pgettext_lazy("source", "monitor"),
    SourceKind.AGENCY: pgettext_lazy("source", "news agency"),
    SourceKind.OFFICIAL: pgettext_lazy("source", "official"),
    SourceKind.ACTIVISTS: pgettext_lazy("source", "local activists"),
    SourceKind.WITNESS: pgettext_lazy("source", "witness"),
    SourceKind.OUTLET: pgettext_lazy("source", "outlet"),
    SourceKind.UNKNOWN: pgettext_lazy("source", "unknown"),
}
ROLES: Final[dict[str, Promise]] = {
    "trigger": _("Happening"),
    "initiator": _("Initiator"),
    "target": _("Target"),
    "place": _("Place"),
    "time": _("Time"),
    "source": _("Source"),
    "casualties": _("Casualties"),
}
KINDS: Final[dict[str, Promise]] = {
    CasualtyKind.KILLED: _("Killed"),
    CasualtyKind.INJURED: _("Injured"),
    CasualtyKind.CAPTURED: _("Captured"),
    CasualtyKind.MISSING: _("Missing"),
    CasualtyKind.DISPLACED: _("Displaced"),
    CasualtyKind.NONE_REPORTED: _("None reported"),
}
# A number and its noun; the noun agrees with the number («قتيلان», «3 قتلى», «11 قتيلاً»).
COUNTED: Final[dict[str, Callable[[int], str]]] = {
    CasualtyKind.KILLED: lambda n: ngettext("%(number)s killed", "%(number)s killed", n),
    CasualtyKind.INJURED: lambda n: ngettext("%(number)s injured", "%(number)s injured", n),
    CasualtyKind.CAPTURED: lambda n: ngettext("%(number)s captured", "%(number)s captured", n),
    CasualtyKind.MISSING: lambda n: ngettext("%(number)s missing", "%(number)s missing", n),
    CasualtyKind.DISPLACED: lambda n: ngettext("%(number)s displaced", "%(number)s displaced", n),
}
