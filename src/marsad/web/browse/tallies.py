"""How many incidents each value of a facet has, and the casualties of some incidents, counted in the database.

What is counted over the whole ledger is kept until an incident changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from django.db.models import Count, F, Max, Min, QuerySet, Sum
from django.db.models.functions import Coalesce, Greatest

from marsad.model.incident import Grade
from marsad.model.types import CasualtyKind
from marsad.web.browse.filters import Filters
from marsad.web.browse.queries import select
from marsad.web.browse.series import Tally, stamp
from marsad.web.ledger import facets, models

_KEPT: Final = 128  # answers kept until the ledger changes


def counts(kind: str) -> Mapping[str, int]:
    """The incidents of every value of a facet."""
    return _counts(stamp(), kind)


def alone() -> Mapping[str, int]:
    """The incidents that each source is the only one to tell of."""
    return _alone(stamp())


def governorates(filters: Filters, most: int = 14) -> Mapping[str, int]:
    """The governorates with most of the incidents that fit."""
    return _governorates(stamp(), filters, most)


def contested(source: str) -> int:
    """The incidents of a source that are contested."""
    return _contested(stamp(), source)


def casualties(rows: QuerySet[models.Incident], kind: CasualtyKind) -> Tally:
    """The casualties of one kind of these incidents: as ``series`` sums them."""
    low, best, high = (F(f"{kind}_{bound}") for bound in ("low", "best", "high"))
    largest = Coalesce(high, Greatest(Coalesce(best, low), Coalesce(low, best)))
    found: dict[str, Any] = rows.aggregate(
        incidents=Count("pk"),
        counted=Count(Coalesce(low, best, high)),
        of_low=Sum(low),
        of_best=Sum(best),
        of_high=Sum(largest),
        with_low=Count(low),
        with_high=Count(high),
    )
    told = {key: value or 0 for key, value in found.items()}
    return Tally(
        told["incidents"],
        told["counted"],
        told["of_low"],
        told["of_best"],
        told["of_high"],
        told["counted"] - told["with_low"],
        told["counted"] - told["with_high"],
    )


def claims_stamp() -> tuple[int, int]:
    """Changes whenever a claim does."""
    return models.Claim.objects.aggregate(last=Max("pk"))["last"] or 0, models.Claim.objects.count()


@lru_cache(_KEPT)
def _counts(_stamp: object, kind: str) -> Mapping[str, int]:
    rows = models.Facet.objects.filter(kind=kind).values_list("value").annotate(count=Count("pk"))
    return dict(rows.order_by())


@lru_cache(_KEPT)
def _governorates(_stamp: object, filters: Filters, most: int) -> Mapping[str, int]:
    rows = select(filters).exclude(governorate=None).values_list("governorate").annotate(count=Count("pk"))
    return dict(rows.order_by("-count", "governorate")[:most])


@lru_cache(_KEPT)
def _contested(_stamp: object, source: str) -> int:
    rows = models.Facet.objects.filter(kind=facets.SOURCE, value=source)
    return rows.filter(incident__grade=str(Grade.CONTESTED)).count()


@lru_cache(2)
def _alone(_stamp: object) -> Mapping[str, int]:
    rows = models.Facet.objects.filter(kind=facets.SOURCE).values("incident")
    single = rows.annotate(told=Count("pk"), only=Min("value")).filter(told=1).order_by()
    found: dict[str, int] = {}
    for value in single.values_list("only", flat=True).iterator():
        found[value] = found.get(value, 0) + 1
    return found
