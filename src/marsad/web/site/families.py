"""The eight families of claim types: each has a hue, a sign and a pattern of its own."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from marsad.model.types import ClaimType

FAMILIES: Final = MappingProxyType(
    {
        ClaimType.ARMED_CLASH: "clash",
        ClaimType.GROUND_ATTACK: "clash",
        ClaimType.CAPTURE: "clash",
        ClaimType.AIR_STRIKE: "air",
        ClaimType.WEAPON_INTERCEPT: "air",
        ClaimType.SHELLING: "artillery",
        ClaimType.CHEMICAL_ATTACK: "artillery",
        ClaimType.BOMBING: "explosive",
        ClaimType.SUICIDE_BOMBING: "explosive",
        ClaimType.VIOLENCE_AGAINST_CIVILIANS: "civilians",
        ClaimType.ABDUCTION: "civilians",
        ClaimType.ARREST: "civilians",
        ClaimType.PROPERTY_DESTRUCTION: "civilians",
        ClaimType.TERRITORY_GAIN: "control",
        ClaimType.WITHDRAWAL: "control",
        ClaimType.SIEGE: "control",
        ClaimType.POPULATION_MOVEMENT: "movement",
        ClaimType.FORCE_MOVEMENT: "movement",
        ClaimType.AGREEMENT: "politics",
        ClaimType.PROTEST: "politics",
        ClaimType.RIOT: "politics",
    }
)
