"""Which files of an archive the ledger holds."""

from __future__ import annotations

from django.db import models


class LoadedFile(models.Model):
    """A file that was put in whole, in the transaction that wrote this. ``archive`` tells what was linked, and how."""

    archive = models.CharField(max_length=32)
    name = models.CharField(max_length=100, unique=True)
