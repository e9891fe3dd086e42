"""``Texts`` in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import connections

from marsad.ledger.sources.duplicates import Text
from marsad.ledger.sources.shingles import Signature
from marsad.web.ledger import models
from marsad.web.ledger.fields import exact
from marsad.web.ledger.rows import erase, insert, kept, lists, numbers, select

_OF = "FROM ledger_textsignature t JOIN ledger_report r ON r.id = t.report_id WHERE r.key IN ({})"
_NEAR = "SELECT DISTINCT r.key FROM ledger_textband b JOIN ledger_report r ON r.id = b.text_id WHERE b.band IN ({})"
_TEXTS = f"SELECT r.key, r.published, t.signature {_OF}"
_GROUPS = f"""SELECT r.key, t."group" {_OF} AND t."group" IS NOT NULL"""
_CREDITS = f"SELECT r.key, t.credit {_OF} AND t.credit IS NOT NULL"
_MEMBERS = (
    """SELECT t."group", r.key FROM ledger_textsignature t JOIN ledger_report r ON r.id = t.report_id"""
    """ WHERE t."group" IN ({})"""
)


class SqlTexts:
    """Texts and their groups in the database ``alias``. The reports are there already."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def near(self, bands: Collection[int]) -> Collection[str]:
        """See ``Texts``."""
        return {exact(key) for (key,) in select(self._alias, _NEAR, bands)}

    def texts(self, reports: Collection[str]) -> Mapping[str, Text]:
        """See ``Texts``."""
        found = {}
        for name, published, raw in select(self._alias, _TEXTS, kept(reports)):
            key, day = exact(name), published.isoformat() if isinstance(published, date) else published
            found[key] = Text(key, day, Signature.from_bytes(bytes(raw)))
        return found

    def groups_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """See ``Texts``."""
        return {exact(key): exact(group) for key, group in select(self._alias, _GROUPS, kept(reports))}

    def members(self, groups: Collection[str]) -> Mapping[str, Collection[str]]:
        """See ``Texts``."""
        found: dict[str, set[str]] = {}
        for group, key in select(self._alias, _MEMBERS, kept(groups)):
            found.setdefault(exact(group), set()).add(exact(key))
        return found

    def put(self, filed: Iterable[tuple[Text, Collection[int]]]) -> None:
        """See ``Texts``. Texts of the same reports were removed before."""
        told = list(filed)
        known = numbers(self._alias, models.Report, "key", [text.report for text, _ in told])
        rows = [(known[text.report], text.signature.to_bytes()) for text, _ in told]
        insert(self._alias, models.TextSignature, ("report", "signature"), rows)
        bands = sorted((band, known[text.report]) for text, bands in told for band in bands)
        insert(self._alias, models.TextBand, ("band", "text"), bands)

    def assign(self, groups: Mapping[str, str]) -> None:
        """See ``Texts``."""
        known = numbers(self._alias, models.Report, "key", groups)
        pairs = list(zip(kept(groups.values()), (known[report] for report in groups), strict=True))
        if pairs:
            with connections[self._alias].cursor() as cursor:
                cursor.executemany("""UPDATE ledger_textsignature SET "group" = %s WHERE report_id = %s""", pairs)

    def credits(self, reports: Collection[str]) -> Mapping[str, str]:
        """See ``CreditedTexts``."""
        return {exact(key): exact(credit) for key, credit in select(self._alias, _CREDITS, kept(reports))}

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
