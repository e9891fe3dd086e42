"""``Judgements`` in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from django.db.models import QuerySet

from marsad.ledger.judgements.history import kind, subjects
from marsad.ledger.judgements.wire import dump, load
from marsad.model.judgement import Judgement, Undo, anchors
from marsad.web.ledger import models
from marsad.web.ledger.rows import insert, lists

_MERGING = ("merge", "split", "merge_actors", "merge_sources", "undo")


class SqlJudgements:
    """Judgements in the database ``alias``."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def all(self) -> Iterator[Judgement]:
        """See ``Judgements``."""
        return map(_judgement, self._rows().values_list("document", "pk").iterator())

    def get(self, judgement: int) -> Judgement | None:
        """See ``Judgements``."""
        found = self._rows().filter(pk=judgement).values_list("document", "pk").first()
        return _judgement(found) if found else None

    def of_reports(self, reports: Collection[str]) -> Mapping[str, tuple[Judgement, ...]]:
        """See ``Judgements``."""
        found: dict[str, dict[int, Judgement]] = {}
        for part in lists(reports):
            rows = models.JudgementSubject.objects.using(self._alias).filter(report__in=part)
            told = rows.order_by("judgement").values_list("report", "judgement__document", "judgement")
            for report, document, number in told:
                about = found.setdefault(str(report), {})
                if number not in about:
                    about[number] = _judgement((document, number))
        return {report: tuple(about.values()) for report, about in found.items()}

    def of_subjects(self, subjects: Collection[str]) -> tuple[Judgement, ...]:
        """See ``Judgements``."""
        found: dict[int, Judgement] = {}
        for part in lists(subjects):
            rows = self._rows().filter(subjects__subject__in=part).distinct()
            found.update({number: _judgement((text, number)) for text, number in rows.values_list("document", "pk")})
        return tuple(found[number] for number in sorted(found))

    def merging(self) -> tuple[Judgement, ...]:
        """See ``Judgements``."""
        return tuple(map(_judgement, self._rows().filter(kind__in=_MERGING).values_list("document", "pk")))

    def record(self, judgement: Judgement) -> Judgement:
        """See ``Judgements``."""
        told = {"kind": kind(judgement.act), "who": judgement.who, "when": judgement.when}
        row = models.Judgement.objects.using(self._alias).create(**told, document=dump(judgement))
        if isinstance(judgement.act, Undo):
            of = models.JudgementSubject.objects.using(self._alias).filter(judgement=judgement.act.of)
            about = set(of.values_list("subject", "report"))
        else:
            reports = {f"claim:{one.claim}": one.report for one in anchors(judgement.act)}
            about = {(subject, reports.get(subject)) for subject in subjects(judgement.act)}
        rows = [(row.pk, subject, report) for subject, report in sorted(about, key=str)]
        insert(self._alias, models.JudgementSubject, ("judgement", "subject", "report"), rows)
        return replace(judgement, id=row.pk)

    def _rows(self) -> QuerySet[models.Judgement]:
        return models.Judgement.objects.using(self._alias).order_by("pk")


def _judgement(row: tuple[str, int]) -> Judgement:
    return load(*row)
