"""The app's name."""

from django.apps import AppConfig


class OfflineConfig(AppConfig):
    """Reading without a network."""

    name = "marsad.web.readers.offline"
    label = "marsad_offline"
