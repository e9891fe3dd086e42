"""``python -m marsad`` is the ``marsad`` command."""

from marsad.cli.app import main

main()
