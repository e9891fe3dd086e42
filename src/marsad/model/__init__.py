"""Frozen values shared by every layer: reports in, codings out."""

from marsad.model.errors import MarsadError
from marsad.model.located import Located
from marsad.model.place import GEO_PRECISION, Place, PlaceName, Position
from marsad.model.types import CasualtyKind, ClaimType, Factuality
from marsad.model.values import Affiliation, CasualtyCount, Claim, Coding, Control, Mention, Report, When

__all__ = [
    "GEO_PRECISION",
    "Affiliation",
    "CasualtyCount",
    "CasualtyKind",
    "Claim",
    "ClaimType",
    "Coding",
    "Control",
    "Factuality",
    "Located",
    "MarsadError",
    "Mention",
    "Place",
    "PlaceName",
    "Position",
    "Report",
    "When",
]
