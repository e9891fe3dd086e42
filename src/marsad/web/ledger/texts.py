"""``Texts`` in a database."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import connections

from marsad.ledger.sources.duplicates import Text
from marsad.ledger.sources.shingles import Signature
from marsad.web.ledger import models
from marsad.web.ledger.rows import erase, insert, lists, numbers


class SqlTexts:
    """Texts and their groups in the database ``alias``. The reports are there already."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def near(self, bands: Collection[int]) -> Collection[str]:
        """See ``Texts``."""
        found: set[str] = set()
        for part in lists(bands):
            rows = models.TextBand.objects.using(self._alias).filter(band__in=part)
            found.update(rows.values_list("text__report__key", flat=True))
        return found

    def texts(self, reports: Collection[str]) -> Mapping[str, Text]:
        """See ``Texts``."""
        found = {}
        for part in lists(reports):
            rows = models.TextSignature.objects.using(self._alias).filter(report__key__in=part)
            for key, published, raw in rows.values_list("report__key", "report__published", "signature"):
                day = published.isoformat() if published else None
                found[key] = Text(key, day, Signature.from_bytes(bytes(raw)))
        return found

    def groups_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """See ``Texts``."""
        found: dict[str, str] = {}
        for part in lists(reports):
            rows = models.TextSignature.objects.using(self._alias).filter(report__key__in=part, group__isnull=False)
            found.update((key, str(group)) for key, group in rows.values_list("report__key", "group"))
        return found

    def members(self, groups: Collection[str]) -> Mapping[str, Collection[str]]:
        """See ``Texts``."""
        found: dict[str, set[str]] = {}
        for part in lists(groups):
            rows = models.TextSignature.objects.using(self._alias).filter(group__in=part)
            for key, group in rows.values_list("report__key", "group"):
                found.setdefault(str(group), set()).add(key)
        return found

    def put(self, text: Text, bands: Collection[int]) -> None:
        """See ``Texts``. A text of the same report was removed before."""
        report = numbers(self._alias, models.Report, "key", [text.report])[text.report]
        insert(self._alias, models.TextSignature, ("report", "signature"), [(report, text.signature.to_bytes())])
        insert(self._alias, models.TextBand, ("band", "text"), [(band, report) for band in bands])

    def assign(self, groups: Mapping[str, str]) -> None:
        """See ``Texts``."""
        known = numbers(self._alias, models.Report, "key", groups)
        by_group: dict[str, list[int]] = {}
        for report, group in groups.items():
            by_group.setdefault(group, []).append(known[report])
        for group, rows in by_group.items():
            for part in lists(rows):
                models.TextSignature.objects.using(self._alias).filter(pk__in=part).update(group=group)

    def credits(self, reports: Collection[str]) -> Mapping[str, str]:
        """See ``CreditedTexts``."""
        found: dict[str, str] = {}
        for part in lists(reports):
            rows = models.TextSignature.objects.using(self._alias).filter(report__key__in=part, credit__isnull=False)
            found.update((key, str(credit)) for key, credit in rows.values_list("report__key", "credit"))
        return found

    def put_credits(self, credits: Mapping[str, str | None]) -> None:
        """See ``CreditedTexts``."""
        known = numbers(self._alias, models.Report, "key", credits)
        with connections[self._alias].cursor() as cursor:
            pairs = [(credits[key], number) for key, number in known.items()]
            if pairs:
                cursor.executemany("UPDATE ledger_textsignature SET credit = %s WHERE report_id = %s", pairs)

    def remove(self, reports: Collection[str]) -> None:
        """See ``Texts``."""
        for part in lists(numbers(self._alias, models.Report, "key", reports).values()):
            erase(models.TextBand.objects.using(self._alias).filter(text__in=part))
            erase(models.TextSignature.objects.using(self._alias).filter(pk__in=part))
