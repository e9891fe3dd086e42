"""What linking goes by: weights, limits and type families, read from ``data/linking.toml`` (its head explains it)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from marsad.model import ClaimType, MarsadError
from marsad.places.keys import ARTICLE
from marsad.text.fold import fold

FILE: Final = Path(__file__).parent / "data" / "linking.toml"


@dataclass(frozen=True, slots=True)
class Weights:
    """The data, checked. ``levels`` holds each field's log-odds by level of agreement; ``types`` those of two types for
    one happening, in either order; ``families`` the names of the families that a type is in, itself where in none.
    """

    wide_km: float
    wide_days: int
    longest_days: int
    crowd: int
    keep: float
    missing: float
    clear: float
    renown: float
    join: float
    rival_types: float
    levels: Mapping[str, Mapping[str, float]]
    types: Mapping[tuple[str, str], float]
    families: Mapping[str, tuple[str, ...]]
    common: frozenset[str]
    deeds: frozenset[str]


@cache
def weights(file: Path = FILE) -> Weights:
    """The weights of a file. Raises ``MarsadError`` where it names no claim type or ties types that never meet."""
    with file.open("rb") as stream:
        data = tomllib.load(stream)
    families = _families(data["families"], file)
    levels = {field: dict(table) for field, table in data["weights"].items()}
    return Weights(
        **data["limits"],
        **data["threshold"],
        levels=levels,
        types=_types(data["types"], families, levels["type"]["same"], file),
        families=families,
        deeds=_deeds(data["deeds"]["types"], file),
        common=frozenset(fold(word).removeprefix(ARTICLE) for word in data["names"]["common"]),
    )


def _families(table: Mapping[str, list[str]], file: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {str(known): [] for known in ClaimType}
    for family, members in table.items():
        for member in members:
            if member not in found:
                raise MarsadError(f"{file}: family {family}: {member!r} is no claim type")
            found[member].append(family)
    return {member: tuple(names) or (member,) for member, names in found.items()}


def _deeds(names: list[str], file: Path) -> frozenset[str]:
    for name in names:
        if name not in set(map(str, ClaimType)):
            raise MarsadError(f"{file}: deeds: {name!r} is no claim type")
    return frozenset(names)


def _types(
    rows: list[dict[str, Any]], families: Mapping[str, tuple[str, ...]], same: float, file: Path
) -> dict[tuple[str, str], float]:
    found = {(known, known): same for known in families}
    for row in rows:
        one, two = row["pair"]
        if not set(families.get(one, ())) & set(families.get(two, ())):
            raise MarsadError(f"{file}: types {one} and {two} share no family, so that their claims would never meet")
        found[one, two] = found[two, one] = row["weight"]
    return found
