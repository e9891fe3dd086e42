"""The app's name."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Tables begin with ``marsad_review``."""

    name = "marsad.web.review"
    label = "marsad_review"
