"""Which incidents have reports with given words in them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from marsad.web.ledger import models


def incidents_with(words: str) -> QuerySet[models.Claim, Any]:
    """The numbers of the incidents whose reports have all these words, as a subquery."""
    rows = models.Claim.objects.exclude(incident=None)
    for word in words.split():
        rows = rows.filter(report__text__contains=word)
    return rows.values("incident")
