"""The app's name."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """Tables begin with ``marsad_ingest_``: «ingest» alone may be another app's."""

    name = "marsad.web.ingest"
    label = "marsad_ingest"
