"""Folded full-text search over reports, incidents, places and actors."""
