"""The app's name."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Tables begin with ``marsad_search``."""

    name = "marsad.web.search"
    label = "marsad_search"
