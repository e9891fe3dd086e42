"""The version of the ledger: a number that is another after every transaction that writes it."""

from __future__ import annotations

import threading
import time
from typing import Any, Final

from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, connections

from marsad.web.ledger import models

_ROW: Final = 1
# While a page is made, the version that it saw first: all of it is of one ledger, and asks once.
_page = threading.local()


def version(alias: str = DEFAULT_DB_ALIAS) -> int:
    """The version as it is, or was when the page under way first asked; 0 for a ledger that nobody has written yet."""
    seen: dict[str, int] | None = getattr(_page, "seen", None)
    if seen is None:
        return _read(alias)
    if alias not in seen:
        seen[alias] = _read(alias)
    return seen[alias]


def changed(alias: str) -> None:
    """Tell that the ledger is another; to be called in the transaction that makes it so."""
    number = time.time_ns()  # a version that was rolled back, or that another ledger has, does not come again
    models.Change.objects.using(alias).update_or_create(pk=_ROW, defaults={"number": number})
    if getattr(_page, "seen", None):
        _page.seen = {}


def linking(alias: str) -> str:
    """The version of linking that was noted; empty where none was."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT linking FROM ledger_change WHERE id = %s", [_ROW])
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def set_linking(alias: str, noted: str) -> None:
    """Note the version of linking."""
    models.Change.objects.using(alias).update_or_create(pk=_ROW, defaults={"linking": noted})


def _read(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT number FROM ledger_change WHERE id = %s", [_ROW])
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def _begin(**_signal: Any) -> None:
    _page.seen = {}


def _end(**_signal: Any) -> None:
    _page.seen = None


request_started.connect(_begin, dispatch_uid="marsad-ledger-version")
request_finished.connect(_end, dispatch_uid="marsad-ledger-version")
