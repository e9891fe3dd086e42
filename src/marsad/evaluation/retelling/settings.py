"""The generator's settings, read from ``data/retelling.toml`` (its head explains them)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "data" / "retelling.toml"

Chances = tuple[tuple[int, int, float], ...]  # from, to, chance


@dataclass(frozen=True, slots=True)
class News:
    """How happenings that are news, or are none, are told: how often, and how many come to harm."""

    counts: Chances
    toll: float
    scale: float


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of happening: its share, the mean number of dead where there are any, what it is taken for."""

    share: float
    dead: float
    taken_for: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a war, with names that mean it and names of its units."""

    id: str
    names: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class War:
    """A war in one country (ISO 3166-1 alpha-2), with its share of all happenings."""

    country: str
    weight: float
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """What retold reports are written with."""

    sources: tuple[str, ...]
    outlets: tuple[str, ...]
    fillers: tuple[str, ...]
    triggers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, each as its table in the file."""

    world: Mapping[str, float]
    routine: News
    notable: News
    lag: Chances
    sources: int
    outlets: int
    noise: Mapping[str, float]
    wording: Mapping[str, float]
    types: Mapping[str, Kind]
    wars: tuple[War, ...]
    texts: Texts


@cache
def settings(file: Path = FILE) -> Settings:
    """The settings of a file."""
    with file.open("rb") as stream:
        data = tomllib.load(stream)
    told = data["tellings"]
    return Settings(
        data["world"],
        _news(data["routine"]),
        _news(data["notable"]),
        tuple(map(tuple, told["lag"])),
        told["sources"],
        told["outlets"],
        data["noise"],
        data["wording"],
        {name: Kind(row["share"], row["dead"], row["as"]) for name, row in data["types"].items()},
        tuple(_war(row) for row in data["war"]),
        _texts(data["texts"]),
    )


def _texts(row: Mapping[str, Any]) -> Texts:
    return Texts(tuple(row["sources"]), tuple(row["outlets"]), tuple(row["fillers"]), row["triggers"])


def _news(row: Mapping[str, Any]) -> News:
    return News(tuple(map(tuple, row["counts"])), row["toll"], row["scale"])


def _war(row: Mapping[str, Any]) -> War:
    sides = (Side(side["id"], tuple(side["names"]), tuple(side["units"])) for side in row["sides"])
    return War(row["country"], row["weight"], tuple(sides))
