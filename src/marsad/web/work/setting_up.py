"""Django made ready without a look at the database: for what has to work when that is gone or empty."""

from __future__ import annotations

import os

import django
from django.apps import apps


def set_up() -> None:
    """Read the settings. Raises ``MarsadError`` for one that cannot be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marsad.web.settings")
    if not apps.ready:
        django.setup()
