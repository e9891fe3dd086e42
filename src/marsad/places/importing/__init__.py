"""Gazetteers of others, brought into the user's data folder in the one format of ``marsad.places.library``."""
