"""``Entries`` and ``Tells`` in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Count

from marsad.ledger.entry import Entry
from marsad.ledger.wire import dumps, loads
from marsad.model.control import Tell
from marsad.web.ledger import models
from marsad.web.ledger.fields import exact
from marsad.web.ledger.rows import day, erase, in_order, insert, kept, lists, numbers, select

_DOCUMENTS = "SELECT key, document FROM ledger_claim WHERE key IN ({})"
_IDS = "SELECT c.key FROM ledger_claim c JOIN ledger_report r ON r.id = c.report_id WHERE r.key IN ({})"
_LAST = "\U0010ffff"  # after it no other character comes
_CLAIM = (
    "key",
    "report",
    "position",
    "type",
    "factuality",
    "first",
    "last",
    "country",
    "governorate",
    "place",
    "origin",
    "confidence",
    "document",
)


class SqlEntries:
    """Entries in the database ``alias``."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def all(self) -> Iterator[Entry]:
        """See ``Entries``."""
        rows = models.Claim.objects.using(self._alias).order_by("report", "position")
        return (loads(Entry, document) for document in rows.values_list("document", flat=True).iterator())

    def get(self, ids: Collection[str]) -> Mapping[str, Entry]:
        """See ``Entries``."""
        told = select(self._alias, _DOCUMENTS, ids)
        return in_order({key: loads(Entry, exact(document)) for key, document in told}, ids)

    def of(self, reports: Collection[str]) -> Mapping[str, tuple[Entry, ...]]:
        """See ``Entries``."""
        found: dict[str, list[Entry]] = {}
        for part in lists(reports):
            rows = models.Claim.objects.using(self._alias).filter(report__key__in=part)
            for document in rows.order_by("report", "position").values_list("document", flat=True):
                entry = loads(Entry, document)
                found.setdefault(entry.report, []).append(entry)
        return {report: tuple(entries) for report, entries in found.items()}

    def naming(self, parties: Collection[str]) -> frozenset[str]:
        """See ``Entries``."""
        found: set[str] = set()
        for part in lists(parties):
            rows = models.Party.objects.using(self._alias).filter(party__in=part)
            found.update(rows.values_list("claim__report__key", flat=True).distinct())
        return frozenset(found)

    def ids_of(self, reports: Collection[str]) -> frozenset[str]:
        """See ``Entries``."""
        return frozenset(key for (key,) in select(self._alias, _IDS, kept(reports)))

    def met(self, prefix: str) -> Mapping[str, str]:
        """See ``Entries``."""
        rows = models.Party.objects.using(self._alias).filter(party__gte=prefix, party__lt=prefix + _LAST)
        counted = rows.values_list("party", "name").annotate(times=Count("*")).order_by("times", "-name")
        return {party: name for party, name, _ in counted}  # the last of each, told most often, stays

    def put(self, entries: Iterable[Entry]) -> None:
        """See ``Entries``."""
        told = {entry.id: entry for entry in entries}
        reports = numbers(self._alias, models.Report, "key", {entry.report for entry in told.values()})
        insert(self._alias, models.Claim, _CLAIM, (_claim(entry, reports[entry.report]) for entry in told.values()))
        rows = numbers(self._alias, models.Claim, "key", told)
        named = [
            (rows[key], reports[entry.report], str(entry.claim.type), *party)
            for key, entry in told.items()
            for party in _parties(entry)
        ]
        insert(self._alias, models.Party, ("claim", "report", "type", "role", "party", "name"), named)

    def remove(self, ids: Collection[str]) -> None:
        """See ``Entries``."""
        for part in lists(numbers(self._alias, models.Claim, "key", ids).values()):
            erase(models.Party.objects.using(self._alias).filter(claim__in=part))
            erase(models.Claim.objects.using(self._alias).filter(pk__in=part))


class SqlTells:
    """What reports tell of control, in the database ``alias``."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def places(self) -> tuple[str, ...]:
        """See ``Tells``."""
        rows = models.Tell.objects.using(self._alias).values_list("place", flat=True).distinct()
        return tuple(sorted(rows))

    def about(self, places: Collection[str]) -> tuple[Tell, ...]:
        """See ``Tells``."""
        return self._told("place", places)

    def of(self, reports: Collection[str]) -> tuple[Tell, ...]:
        """See ``Tells``."""
        return self._told("report__key", reports)

    def naming(self, parties: Collection[str]) -> frozenset[str]:
        """See ``Tells``."""
        found: set[str] = set()
        for part in lists(parties):
            rows = models.TellParty.objects.using(self._alias).filter(party__in=part)
            found.update(rows.values_list("tell__report__key", flat=True).distinct())
        return frozenset(found)

    def replace(self, reports: Collection[str], tells: Iterable[Tell]) -> None:
        """See ``Tells``."""
        told = {tell.id: tell for tell in tells}
        rows = numbers(self._alias, models.Report, "key", reports)
        for part in lists(rows.values()):
            erase(models.TellParty.objects.using(self._alias).filter(tell__report__in=part))
            erase(models.Tell.objects.using(self._alias).filter(report__in=part))
        made = [(t.id, rows[t.report], t.place, day(t.first), day(t.last), dumps(t)) for t in told.values()]
        insert(self._alias, models.Tell, ("key", "report", "place", "first", "last", "document"), made)
        known = numbers(self._alias, models.Tell, "key", told)
        named = [(known[t.id], one) for t in told.values() for one in {*t.holders, *t.losers, t.origin}]
        insert(self._alias, models.TellParty, ("tell", "party"), named)

    def _told(self, column: str, values: Collection[str]) -> tuple[Tell, ...]:
        found: list[Tell] = []
        for part in lists(values):
            rows = models.Tell.objects.using(self._alias).filter(**{f"{column}__in": part})
            found += [loads(Tell, document) for document in rows.values_list("document", flat=True)]
        return tuple(sorted(found, key=lambda tell: (tell.last or "", tell.id)))


def _claim(entry: Entry, report: int) -> tuple[Any, ...]:
    claim, site, when = entry.claim, entry.sites[0] if entry.sites else None, entry.claim.when
    where = (site.country, site.governorate, site.place) if site else (None, None, None)
    days = (day(when.first), day(when.last)) if when else (None, None)
    kinds = (str(claim.type), str(claim.factuality))
    rest = (entry.origin, claim.confidence, dumps(entry))
    return entry.id, report, claim.trigger.start, *kinds, *days, *where, *rest


def _parties(entry: Entry) -> Iterator[tuple[str, str, str]]:
    claim = entry.claim
    named = (("initiator", entry.initiators, claim.initiators), ("target", entry.targets, claim.targets))
    for role, ids, mentions in (*named, ("source", entry.chain, claim.sources)):
        for one, mention in dict(zip(ids, mentions, strict=True)).items():
            yield role, one, mention.text
    yield "outlet", entry.outlet, ""
