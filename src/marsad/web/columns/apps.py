"""The app's name."""

from django.apps import AppConfig


class ColumnsConfig(AppConfig):
    """Tables begin with ``marsad_columns``."""

    name = "marsad.web.columns"
    label = "marsad_columns"
