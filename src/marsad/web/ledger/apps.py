"""The Django app of the ledger."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Tables begin with ``ledger_``."""

    name = "marsad.web.ledger"
    label = "ledger"
