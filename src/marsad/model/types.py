"""The closed vocabularies of the coding guide: claim types, factualities, casualty kinds.

The names are those of the exchange format; the comments give the ACLED sub-event each type covers.
"""

from __future__ import annotations

from enum import StrEnum


class ClaimType(StrEnum):
    """What kind of happening a claim tells."""

    ARMED_CLASH = "armed_clash"  # Armed clash
    GROUND_ATTACK = "ground_attack"  # Armed clash
    TERRITORY_GAIN = "territory_gain"  # Government regains / non-state actor overtakes territory
    AIR_STRIKE = "air_strike"  # Air/drone strike
    SHELLING = "shelling"  # Shelling/artillery/missile attack
    BOMBING = "bombing"  # Remote explosive/landmine/IED
    SUICIDE_BOMBING = "suicide_bombing"  # Suicide bomb
    CHEMICAL_ATTACK = "chemical_attack"  # Chemical weapon
    VIOLENCE_AGAINST_CIVILIANS = "violence_against_civilians"  # Attack / Sexual violence
    ABDUCTION = "abduction"  # Abduction/forced disappearance
    ARREST = "arrest"  # Arrests
    CAPTURE = "capture"  # Other
    SIEGE = "siege"  # Other
    WITHDRAWAL = "withdrawal"  # Non-violent transfer of territory
    POPULATION_MOVEMENT = "population_movement"  # Other
    AGREEMENT = "agreement"  # Agreement
    FORCE_MOVEMENT = "force_movement"  # Headquarters or base established / Other
    WEAPON_INTERCEPT = "weapon_intercept"  # Disrupted weapons use
    PROPERTY_DESTRUCTION = "property_destruction"  # Looting/property destruction
    PROTEST = "protest"  # Peaceful protest / Protest with intervention
    RIOT = "riot"  # Violent demonstration / Mob violence


class Factuality(StrEnum):
    """How firmly the report stands behind a claim."""

    STATED = "stated"
    ALLEGED = "alleged"
    LIKELY = "likely"
    DENIED = "denied"
    PLANNED = "planned"


class CasualtyKind(StrEnum):
    """What befell the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"
    NONE_REPORTED = "none_reported"
