"""The log of incidents that were written."""

from __future__ import annotations

from django.db import models


class Touched(models.Model):
    """That an incident (its number) was written or removed; without one, that all were. ``mark`` is another for every
    time of writing, so that a row that was rolled back or restored is not taken for one that has the same number.
    """

    incident = models.BigIntegerField(null=True)
    mark = models.BigIntegerField()
