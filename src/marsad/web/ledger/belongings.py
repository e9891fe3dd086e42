"""``Belongings`` in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from marsad.ledger.actors.affiliations import Belonging
from marsad.web.ledger import models
from marsad.web.ledger.fields import exact
from marsad.web.ledger.rows import day, erase, insert, kept, lists, numbers, select

_COLUMNS = ("report", "member", "parent", "day")
_WHERE = (
    "SELECT b.member, b.parent, b.day, r.key FROM ledger_belonging b JOIN ledger_report r ON r.id = b.report_id"
    " WHERE {} IN ({{}})"
)
_OF = _WHERE.format("r.key")
_MEMBERS = _WHERE.format("b.member")
_PARENTS = _WHERE.format("b.parent")


class SqlBelongings:
    """What reports say of who belongs to whom, in the database ``alias``."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def of(self, reports: Collection[str]) -> tuple[Belonging, ...]:
        """See ``Belongings``."""
        return self._told(_OF, reports)

    def of_members(self, members: Collection[str]) -> tuple[Belonging, ...]:
        """See ``Belongings``."""
        return self._told(_MEMBERS, members)

    def of_parents(self, parents: Collection[str]) -> tuple[Belonging, ...]:
        """See ``Belongings``."""
        return self._told(_PARENTS, parents)

    def naming(self, parties: Collection[str]) -> frozenset[str]:
        """See ``Belongings``."""
        return frozenset(one.report for one in (*self.of_members(parties), *self.of_parents(parties)))

    def replace(self, reports: Collection[str], belongings: Iterable[Belonging]) -> None:
        """See ``Belongings``."""
        known = numbers(self._alias, models.Report, "key", reports)
        for part in lists(known.values()):
            erase(models.Belonging.objects.using(self._alias).filter(report__in=part))
        told = dict.fromkeys(belongings)
        insert(
            self._alias, models.Belonging, _COLUMNS, [(known[b.report], b.member, b.parent, day(b.day)) for b in told]
        )

    def _told(self, sql: str, values: Collection[str]) -> tuple[Belonging, ...]:
        rows = set(select(self._alias, sql, kept(values)))
        found = (
            Belonging(exact(member), exact(parent), when.isoformat() if isinstance(when, date) else when, exact(report))
            for member, parent, when, report in rows
        )
        return tuple(sorted(found, key=lambda one: (one.member, one.parent, one.day or "", one.report)))
