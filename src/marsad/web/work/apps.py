"""The app's name."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Tables begin with ``work_``."""

    name = "marsad.web.work"
    label = "work"
