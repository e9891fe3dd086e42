"""The app's name."""

from django.apps import AppConfig


class LoadingConfig(AppConfig):
    """Tables begin with ``marsad_loading``."""

    name = "marsad.web.loading"
    label = "marsad_loading"
