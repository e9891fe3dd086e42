"""The map: where incidents lie, and who held what on a day."""
