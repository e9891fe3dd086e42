"""``Reports`` and ``Codings`` in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from marsad.ledger.store import fingerprint, fingerprint_of
from marsad.ledger.wire import dumps, loads
from marsad.model import Coding, Report
from marsad.web.ledger import models
from marsad.web.ledger.rows import day, erase, in_order, insert, lists, numbers
from marsad.web.search import index

_COLUMNS = ("key", "title", "text", "published", "outlet", "url")
_Row = tuple[str, str, str, date | None, str, str | None]


class SqlReports:
    """Reports in the database ``alias``."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def ids(self) -> Iterator[str]:
        """See ``Reports``."""
        return models.Report.objects.using(self._alias).order_by("pk").values_list("key", flat=True).iterator()

    def get(self, ids: Collection[str]) -> Mapping[str, Report]:
        """See ``Reports``."""
        found = {}
        for part in lists(ids):
            rows = models.Report.objects.using(self._alias).filter(key__in=part)
            found.update({row[0]: _report(row) for row in rows.values_list(*_COLUMNS)})
        return in_order(found, ids)

    def fingerprints(self, ids: Collection[str]) -> Mapping[str, str]:
        """See ``Reports``."""
        found: dict[str, str] = {}
        for part in lists(ids):
            rows = models.Report.objects.using(self._alias).filter(key__in=part)
            found.update(rows.values_list("key", "content"))
        return found

    def put(self, reports: Iterable[Report]) -> None:
        """See ``Reports``."""
        told = {report.id: report for report in reports}
        known = self.get(told)
        changed = [report for key, report in told.items() if key in known and known[key] != report]
        self._keep_versions(known[report.id] for report in changed)
        for report in changed:
            columns = dict(zip(_COLUMNS, _row(report), strict=True)) | {"content": fingerprint(report)}
            models.Report.objects.using(self._alias).filter(key=report.id).update(**columns)
        fresh = [(*_row(report), fingerprint(report)) for key, report in told.items() if key not in known]
        insert(self._alias, models.Report, (*_COLUMNS, "content"), fresh)
        written = [report for key, report in told.items() if known.get(key) != report]
        index.put_reports(self._alias, written, numbers(self._alias, models.Report, "key", [one.id for one in written]))

    def versions(self, report: str) -> tuple[Report, ...]:
        """See ``Reports``."""
        rows = models.ReportVersion.objects.using(self._alias).filter(report__key=report).order_by("pk")
        return tuple(loads(Report, document) for document in rows.values_list("document", flat=True))

    def remove(self, ids: Collection[str]) -> None:
        """See ``Reports``."""
        index.remove(self._alias, index.REPORTS, numbers(self._alias, models.Report, "key", ids).values())
        for part in lists(ids):
            models.Report.objects.using(self._alias).filter(key__in=part).delete()

    def _keep_versions(self, reports: Iterable[Report]) -> None:
        old = {report.id: report for report in reports}
        rows = numbers(self._alias, models.Report, "key", old)
        told = [(rows[key], fingerprint(report), dumps(report)) for key, report in old.items()]
        insert(self._alias, models.ReportVersion, ("report", "content", "document"), told)


class SqlCodings:
    """Codings in the database ``alias``."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def get(self, ids: Collection[str]) -> Mapping[str, Coding]:
        """See ``Codings``."""
        return {key: loads(Coding, text) for key, text in self._told("document", ids).items()}

    def fingerprints(self, ids: Collection[str]) -> Mapping[str, str]:
        """See ``Codings``."""
        return self._told("content", ids)

    def coders(self, ids: Collection[str]) -> Mapping[str, str]:
        """See ``Codings``."""
        return self._told("coder", ids)

    def put(self, codings: Iterable[Coding], coder: str) -> None:
        """See ``Codings``."""
        told = {coding.id: coding for coding in codings}
        rows = numbers(self._alias, models.Report, "key", told)
        for part in lists(rows.values()):
            erase(models.Coding.objects.using(self._alias).filter(pk__in=part))
        written = {key: dumps(coding) for key, coding in told.items()}
        made = [(rows[key], coder, fingerprint_of(document), document) for key, document in written.items()]
        insert(self._alias, models.Coding, ("report", "coder", "content", "document"), made)

    def _told(self, column: str, ids: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in lists(ids):
            rows = models.Coding.objects.using(self._alias).filter(report__key__in=part)
            found.update(rows.values_list("report__key", column))
        return in_order(found, ids)


def _row(report: Report) -> _Row:
    return report.id, report.title, report.text, day(report.published), report.outlet, report.url


def _report(row: _Row) -> Report:
    key, title, text, published, outlet, url = row
    return Report(key, title, text, published.isoformat() if published else None, outlet, url)
