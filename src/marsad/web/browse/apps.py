"""The app's name."""

from django.apps import AppConfig


class BrowseConfig(AppConfig):
    """Tables begin with ``marsad_browse``."""

    name = "marsad.web.browse"
    label = "marsad_browse"
