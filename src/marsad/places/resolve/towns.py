"""Things inside a small town: an unknown street or building is placed well enough by the town named beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from marsad.model import Located
from marsad.places.resolve.candidates import Candidate
from marsad.places.resolve.phrase import Phrase
from marsad.places.resolve.referents import Referent
from marsad.places.resolve.shapes import Shape
from marsad.places.resolve.ties import LISTED, PARTS_OF_TOWNS
from marsad.places.resolve.values import PlaceMention

_CODER_PARTS: Final = frozenset(("quarter", "site", "road"))
_TOWNS: Final = frozenset(("city", "town", "village"))
_SMALL_KM: Final = 4.5  # radius up to which the town's point is near enough to anything inside
_BEYOND_KM: Final = 2.0


def in_town(
    mention: PlaceMention, phrase: Phrase, chosen: Sequence[Referent], referents: Sequence[Referent]
) -> Located | None:
    """The position by the town that holds it, for what is no town itself; in a large town only its id."""
    part = phrase.asked.name in PARTS_OF_TOWNS if phrase.asked is not None else mention.cls in _CODER_PARTS
    if phrase.relation != "at" or not part:
        return None
    town = _told(chosen, referents) or _beside(mention, referents)
    if town is None:
        return None
    evidence = (f"inside {town.place.name}",)
    if town.place.radius_km > _SMALL_KM:
        return Located(None, town.place.id, evidence)
    shape = Shape(town.lat, town.lon, town.place.radius_km + _BEYOND_KM, "near", None)
    return Located(shape.position(evidence, ()), town.place.id, evidence)


def _told(chosen: Sequence[Referent], referents: Sequence[Referent]) -> Candidate | None:
    """The town that the text puts it into: «حي الحويجة في بلدة ذيبان»."""
    homes = [referents[n].choice for r in chosen for n, strength in r.outer.items() if strength >= LISTED]
    return next((home for home in homes if home is not None and home.place.cls in _TOWNS), None)


def _beside(mention: PlaceMention, referents: Sequence[Referent]) -> Candidate | None:
    """The one town that its sentence names; two would leave it open which is meant."""
    towns = {
        referent.choice.place.id: referent.choice
        for referent in referents
        if referent.choice is not None
        and mention.sentence in referent.sentences
        and referent.choice.relation in ("at", "part")
        and referent.choice.place.cls in _TOWNS
    }
    return next(iter(towns.values())) if len(towns) == 1 else None
