"""The time zones that letters come in: those of the region, and where its people live abroad."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USUAL: Final = "Asia/Damascus"
ZONES: Final[Mapping[str, Promise]] = {
    "Asia/Damascus": _("Damascus"),
    "Asia/Beirut": _("Beirut"),
    "Asia/Amman": _("Amman"),
    "Asia/Gaza": _("Gaza"),
    "Asia/Jerusalem": _("Jerusalem"),
    "Asia/Baghdad": _("Baghdad"),
    "Asia/Kuwait": _("Kuwait"),
    "Asia/Riyadh": _("Riyadh"),
    "Asia/Aden": _("Sanaa and Aden"),
    "Asia/Bahrain": _("Manama"),
    "Asia/Qatar": _("Doha"),
    "Asia/Dubai": _("Abu Dhabi"),
    "Asia/Muscat": _("Muscat"),
    "Asia/Tehran": _("Tehran"),
    "Europe/Istanbul": _("Istanbul"),
    "Africa/Cairo": _("Cairo"),
    "Africa/Khartoum": _("Khartoum"),
    "Africa/Tripoli": _("Tripoli (Libya)"),
    "Africa/Tunis": _("Tunis"),
    "Africa/Algiers": _("Algiers"),
    "Africa/Casablanca": _("Rabat"),
    "Africa/Nouakchott": _("Nouakchott"),
    "Africa/Mogadishu": _("Mogadishu"),
    "Africa/Djibouti": _("Djibouti"),
    "Asia/Kabul": _("Kabul"),
    "Asia/Karachi": _("Karachi"),
    "Asia/Kuala_Lumpur": _("Kuala Lumpur"),
    "Europe/Athens": _("Athens"),
    "Europe/Berlin": _("Berlin"),
    "Europe/Paris": _("Paris"),
    "Europe/Stockholm": _("Stockholm"),
    "Europe/London": _("London"),
    "America/New_York": _("New York"),
    "America/Chicago": _("Chicago"),
    "America/Los_Angeles": _("Los Angeles"),
    "America/Sao_Paulo": _("São Paulo"),
    "Australia/Sydney": _("Sydney"),
    "UTC": _("UTC"),
}
