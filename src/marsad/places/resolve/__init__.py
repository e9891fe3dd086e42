"""The resolver: from the place mentions of a report to positions, each with its evidence."""

from marsad.places.resolve.resolver import locate, resolve
from marsad.places.resolve.values import PlaceMention

__all__ = ["PlaceMention", "locate", "resolve"]
