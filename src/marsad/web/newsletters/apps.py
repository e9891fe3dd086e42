"""The app's name."""

from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    """Tables begin with ``newsletters_``."""

    name = "marsad.web.newsletters"
    label = "newsletters"
