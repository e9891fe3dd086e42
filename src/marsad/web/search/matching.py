"""Which incidents have reports with given words in them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from marsad.web.columns.table import Array
from marsad.web.ledger import models
from marsad.web.search import index
from marsad.web.search.query import parsed
from marsad.web.search.retrieving import rows, rows_of


def reports_with(words: str) -> Array:
    """The numbers of the reports that a query finds, in no order."""
    return rows(parsed(words), index.REPORTS)


def incidents_with(words: str) -> QuerySet[models.Claim, Any]:
    """The numbers of the incidents whose reports a query finds (see ``query``), as a subquery."""
    claims = models.Claim.objects.exclude(incident=None)
    query = parsed(words)
    if not query:
        return claims.none().values("incident")
    sql, parameters = rows_of(query, index.REPORTS)
    return claims.filter(report__in=RawSQL(sql, parameters)).values("incident")
