"""A generator of known truth: incidents drawn by lot, retold by made-up outlets with the mistakes that reporters make."""

from marsad.evaluation.retelling.sketches import sketched

__all__ = ["sketched"]
