"""Which incidents were written, in the order of writing: kept for as long as it is shorter than reading all anew."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import DEFAULT_DB_ALIAS, models

from marsad.web.columns.models import Touched
from marsad.web.ledger.rows import erase, insert

KEPT: Final = 20_000  # rows of the log; who saw less than that ago reads the incidents named since, others all


@dataclass(frozen=True, slots=True)
class Seen:
    """The last row of the log that was read; ``number`` is 0 where there was none."""

    number: int = 0
    mark: int = 0


def touch(alias: str, incidents: Iterable[int]) -> None:
    """Note incidents by their numbers, in the transaction that writes them."""
    mark = time.time_ns()
    insert(alias, Touched, ("incident", "mark"), [(number, mark) for number in incidents])
    _shorten(alias)


def touch_all(alias: str) -> None:
    """Note that everything is to be read anew."""
    Touched.objects.using(alias).create(incident=None, mark=time.time_ns())
    _shorten(alias)


def last(alias: str = DEFAULT_DB_ALIAS) -> Seen:
    """The end of the log."""
    found = Touched.objects.using(alias).order_by("-pk").values_list("pk", "mark").first()
    return Seen(*found) if found else Seen()


def since(seen: Seen, alias: str = DEFAULT_DB_ALIAS) -> set[int] | None:
    """The incidents noted after a row; ``None`` where all are to be read, as that row or what followed it is gone."""
    rows = Touched.objects.using(alias).filter(pk__gte=seen.number).order_by("pk")
    found = list(rows.values_list("pk", "mark", "incident"))
    if not found or found[0][:2] != (seen.number, seen.mark):
        return set() if not found and not seen.number else None
    later = {incident for _, _, incident in found[1:]}
    return None if None in later else {incident for incident in later if incident is not None}


def _shorten(alias: str) -> None:
    rows = Touched.objects.using(alias)
    most = rows.aggregate(most=models.Max("pk"))["most"] or 0
    erase(rows.filter(pk__lte=most - KEPT))
