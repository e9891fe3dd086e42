"""How many incidents each value of a facet has, counted in the database.

What was counted is remembered: see ``remembering``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import Count, F, Min

from marsad.model.incident import Grade
from marsad.web.browse.remembering import remembered
from marsad.web.ledger import facets, models

_KEPT: Final = 256  # answers remembered


@remembered(_KEPT)
def counts(kind: str) -> Mapping[str, int]:
    """The incidents of every value of a facet."""
    rows = models.Facet.objects.filter(kind=kind).values_list("value").annotate(count=Count("pk"))
    return dict(rows.order_by())


def latest(kind: str, value: str, most: int) -> list[int]:
    """The numbers of the latest incidents that have a value of a facet."""
    rows = models.Facet.objects.filter(kind=kind, value=value)
    ordered = rows.order_by(F("first").desc(nulls_last=True), "-incident")
    return list(ordered.values_list("incident", flat=True)[:most])


@remembered(1)
def alone() -> Mapping[str, int]:
    """The incidents that each source is the only one to tell of."""
    rows = models.Facet.objects.filter(kind=facets.SOURCE).values("incident")
    single = rows.annotate(told=Count("pk"), only=Min("value")).filter(told=1).order_by()
    found: dict[str, int] = {}
    for value in single.values_list("only", flat=True).iterator():
        found[value] = found.get(value, 0) + 1
    return found


@remembered(_KEPT)
def contested(source: str) -> int:
    """The incidents of a source that are contested."""
    rows = models.Facet.objects.filter(kind=facets.SOURCE, value=source)
    return rows.filter(incident__grade=str(Grade.CONTESTED)).count()
