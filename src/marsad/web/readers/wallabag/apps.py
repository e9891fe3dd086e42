"""The app's name."""

from django.apps import AppConfig


class WallabagConfig(AppConfig):
    """Saved articles for wallabag's apps."""

    name = "marsad.web.readers.wallabag"
    label = "marsad_wallabag"
