"""The ``marsad`` command: the only part that prints."""
