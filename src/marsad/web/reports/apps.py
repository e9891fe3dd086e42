"""The app's name."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Tables begin with ``marsad_reports``."""

    name = "marsad.web.reports"
    label = "marsad_reports"
