"""The app's name."""

from django.apps import AppConfig


class NewsConfig(AppConfig):
    """Personal news."""

    name = "marsad.web.readers.news"
    label = "marsad_news"
