"""What a coding says of where a mention lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marsad.model.place import Position


@dataclass(frozen=True, slots=True)
class Located:
    """Where a mention lies, as far as it is known.

    Without a ``position``, ``region`` is the gazetteer's id of the smallest place that surely holds it, if any: a far
    namesake would be worse than no point. ``evidence`` and ``refused`` are as in ``Position``.
    """

    position: Position | None
    region: str | None = None
    evidence: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The exchange format: ``lat``, ``lon``, ``radius_km``, ``precision``, ``place_id`` and ``region``."""
        at = self.position
        return {
            "lat": at.lat if at else None,
            "lon": at.lon if at else None,
            "radius_km": at.radius_km if at else None,
            "precision": at.precision if at else None,
            "place_id": at.place_id if at else None,
            "region": self.region,
        }
