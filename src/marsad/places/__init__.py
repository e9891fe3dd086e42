"""Gazetteers, the index of their names, and the resolver that gives mentions of places a position."""
