"""The app's name."""

from django.apps import AppConfig


class SavedConfig(AppConfig):
    """Saved articles."""

    name = "marsad.web.readers.saved"
    label = "marsad_saved"
