"""Frozen values shared by every layer: reports in, codings out."""

from marsad.model.errors import MarsadError
from marsad.model.types import CasualtyKind, ClaimType, Factuality
from marsad.model.values import Affiliation, CasualtyCount, Claim, Coding, Control, Mention, Report, When

__all__ = [
    "Affiliation",
    "CasualtyCount",
    "CasualtyKind",
    "Claim",
    "ClaimType",
    "Coding",
    "Control",
    "Factuality",
    "MarsadError",
    "Mention",
    "Report",
    "When",
]
