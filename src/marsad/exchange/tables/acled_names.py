"""The names in ACLED's tables (Codebook, 2024): disorder, event and sub-event types, actor types, regions."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

from marsad.exchange.tables.countries import country
from marsad.model.actor import ActorKind
from marsad.model.types import ClaimType

VIOLENCE, _DEMONSTRATIONS, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
_BATTLES, _EXPLOSIONS, _CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"


class EventType(NamedTuple):
    """ACLED's three names for what happened."""

    disorder: str
    event: str
    sub_event: str


EVENT_TYPES: Final = MappingProxyType(
    {
        ClaimType.ARMED_CLASH: EventType(VIOLENCE, _BATTLES, "Armed clash"),
        ClaimType.GROUND_ATTACK: EventType(VIOLENCE, _BATTLES, "Armed clash"),
        ClaimType.TERRITORY_GAIN: EventType(VIOLENCE, _BATTLES, "Non-state actor overtakes territory"),
        ClaimType.AIR_STRIKE: EventType(VIOLENCE, _EXPLOSIONS, "Air/drone strike"),
        ClaimType.SHELLING: EventType(VIOLENCE, _EXPLOSIONS, "Shelling/artillery/missile attack"),
        ClaimType.BOMBING: EventType(VIOLENCE, _EXPLOSIONS, "Remote explosive/landmine/IED"),
        ClaimType.SUICIDE_BOMBING: EventType(VIOLENCE, _EXPLOSIONS, "Suicide bomb"),
        ClaimType.CHEMICAL_ATTACK: EventType(VIOLENCE, _EXPLOSIONS, "Chemical weapon"),
        ClaimType.VIOLENCE_AGAINST_CIVILIANS: EventType(VIOLENCE, _CIVILIANS, "Attack"),
        ClaimType.ABDUCTION: EventType(VIOLENCE, _CIVILIANS, "Abduction/forced disappearance"),
        ClaimType.ARREST: EventType(_STRATEGIC, _STRATEGIC, "Arrests"),
        ClaimType.CAPTURE: EventType(_STRATEGIC, _STRATEGIC, "Other"),
        ClaimType.SIEGE: EventType(_STRATEGIC, _STRATEGIC, "Other"),
        ClaimType.WITHDRAWAL: EventType(_STRATEGIC, _STRATEGIC, "Non-violent transfer of territory"),
        ClaimType.POPULATION_MOVEMENT: EventType(_STRATEGIC, _STRATEGIC, "Other"),
        ClaimType.AGREEMENT: EventType(_STRATEGIC, _STRATEGIC, "Agreement"),
        ClaimType.FORCE_MOVEMENT: EventType(_STRATEGIC, _STRATEGIC, "Headquarters or base established"),
        ClaimType.WEAPON_INTERCEPT: EventType(_STRATEGIC, _STRATEGIC, "Disrupted weapons use"),
        ClaimType.PROPERTY_DESTRUCTION: EventType(_STRATEGIC, _STRATEGIC, "Looting/property destruction"),
        ClaimType.PROTEST: EventType(_DEMONSTRATIONS, "Protests", "Peaceful protest"),
        ClaimType.RIOT: EventType(_DEMONSTRATIONS, "Riots", "Violent demonstration"),
    }
)
REGAINED: Final = "Government regains territory"

# From what ACLED calls an event to the claim type that covers it; where several do, the widest.
CLAIM_TYPES: Final = MappingProxyType(
    {
        "Armed clash": ClaimType.ARMED_CLASH,
        REGAINED: ClaimType.TERRITORY_GAIN,
        "Non-state actor overtakes territory": ClaimType.TERRITORY_GAIN,
        "Air/drone strike": ClaimType.AIR_STRIKE,
        "Shelling/artillery/missile attack": ClaimType.SHELLING,
        "Remote explosive/landmine/IED": ClaimType.BOMBING,
        "Grenade": ClaimType.BOMBING,
        "Suicide bomb": ClaimType.SUICIDE_BOMBING,
        "Chemical weapon": ClaimType.CHEMICAL_ATTACK,
        "Attack": ClaimType.VIOLENCE_AGAINST_CIVILIANS,
        "Sexual violence": ClaimType.VIOLENCE_AGAINST_CIVILIANS,
        "Abduction/forced disappearance": ClaimType.ABDUCTION,
        "Arrests": ClaimType.ARREST,
        "Non-violent transfer of territory": ClaimType.WITHDRAWAL,
        "Agreement": ClaimType.AGREEMENT,
        "Headquarters or base established": ClaimType.FORCE_MOVEMENT,
        "Change to group/activity": ClaimType.FORCE_MOVEMENT,
        "Disrupted weapons use": ClaimType.WEAPON_INTERCEPT,
        "Looting/property destruction": ClaimType.PROPERTY_DESTRUCTION,
        "Peaceful protest": ClaimType.PROTEST,
        "Protest with intervention": ClaimType.PROTEST,
        "Excessive force against protesters": ClaimType.VIOLENCE_AGAINST_CIVILIANS,
        "Violent demonstration": ClaimType.RIOT,
        "Mob violence": ClaimType.RIOT,
    }
)

INTER: Final = MappingProxyType(
    {
        ActorKind.STATE_FORCES: "State forces",
        ActorKind.REBELS: "Rebel group",
        ActorKind.POLITICAL_MILITIA: "Political militia",
        ActorKind.IDENTITY_MILITIA: "Identity militia",
        ActorKind.RIOTERS: "Rioters",
        ActorKind.PROTESTERS: "Protesters",
        ActorKind.CIVILIANS: "Civilians",
        ActorKind.EXTERNAL: "External/Other forces",
        ActorKind.UNKNOWN: "Political militia",  # where ACLED puts unidentified armed groups
    }
)

_OTHER_NAMES: Final = MappingProxyType({"PS": "Palestine"})  # where ACLED's name is not that of ISO's short list

# ACLED's regions for the countries that the gazetteer covers; another country has none here.
_NORTH_AFRICA = ("MA", "EH", "DZ", "TN", "LY", "EG", "SD")
_MIDDLE_EAST = ("SA", "YE", "OM", "AE", "QA", "BH", "KW", "IQ", "SY", "LB", "JO", "PS", "IL", "TR", "IR")
_WEST_AFRICA = ("MR", "NE", "ML")
_EAST_AFRICA = ("SO", "DJ", "ER", "ET", "KM", "SS")
REGIONS: Final = MappingProxyType(
    dict.fromkeys(_NORTH_AFRICA, "Northern Africa")
    | dict.fromkeys(_MIDDLE_EAST, "Middle East")
    | dict.fromkeys(_WEST_AFRICA, "Western Africa")
    | dict.fromkeys(_EAST_AFRICA, "Eastern Africa")
    | {"TD": "Middle Africa"}
)


def country_name(code: str | None) -> str | None:
    """ACLED's name of a country."""
    found = country(code)
    return _OTHER_NAMES.get(found.code, found.name) if found else None
