"""Which incidents have reports with given words in them."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from marsad.web.columns.table import Array
from marsad.web.ledger import models
from marsad.web.search import index
from marsad.web.search.query import parsed
from marsad.web.search.retrieving import rows_of


def reports_with(words: str) -> Array:
    """The numbers of the reports that a query finds, in no order."""
    query = parsed(words)
    if not query:
        return np.empty(0, np.int64)
    sql, parameters = rows_of(query, index.REPORTS)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return np.array([number for (number,) in cursor.fetchall()], np.int64)


def incidents_with(words: str) -> QuerySet[models.Claim, Any]:
    """The numbers of the incidents whose reports a query finds (see ``query``), as a subquery."""
    rows = models.Claim.objects.exclude(incident=None)
    query = parsed(words)
    if not query:
        return rows.none().values("incident")
    sql, parameters = rows_of(query, index.REPORTS)
    return rows.filter(report__in=RawSQL(sql, parameters)).values("incident")
