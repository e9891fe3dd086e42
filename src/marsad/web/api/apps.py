"""The app's name."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Tables begin with ``marsad_api``."""

    name = "marsad.web.api"
    label = "marsad_api"
