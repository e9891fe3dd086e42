"""A generator of known truth: incidents drawn by lot, retold by made-up outlets with the mistakes of reporters."""

from marsad.evaluation.retelling.reports import retold
from marsad.evaluation.retelling.sketches import sketched

__all__ = ["retold", "sketched"]
