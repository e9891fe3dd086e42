"""The app's name."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The frame of the pages."""

    name = "marsad.web.site"
    label = "marsad_site"
