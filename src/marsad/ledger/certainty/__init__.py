"""How certain an incident is, with the reasons."""

from marsad.ledger.certainty.grades import grade
from marsad.ledger.certainty.wording import wording

__all__ = ["grade", "wording"]
