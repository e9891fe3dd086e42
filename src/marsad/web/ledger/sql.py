"""The store of the ledger in a database, through Django's models."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from marsad.web.columns.touched import touch_all
from marsad.web.ledger import models
from marsad.web.ledger.belongings import SqlBelongings
from marsad.web.ledger.changes import changed, linking, set_linking
from marsad.web.ledger.entries import SqlEntries, SqlTells
from marsad.web.ledger.incidents import SqlIncidents
from marsad.web.ledger.judgements import SqlJudgements
from marsad.web.ledger.links import FILING, SqlLinks
from marsad.web.ledger.reports import SqlCodings, SqlReports
from marsad.web.ledger.rows import erase
from marsad.web.ledger.store import told
from marsad.web.ledger.texts import SqlTexts
from marsad.web.search import index

_LOCK = 0x6D617273  # «mars»: any number that all writers of a ledger agree on
_LOOKED_AT = 2_000  # rows of an index that are looked at to count it
# What follows from reports, codings and judgements; each refers only to what comes after it.
_DERIVED = (
    models.TextBand,
    models.TextSignature,
    models.TellParty,
    models.Belonging,
    models.Party,
    models.Link,
    models.ClaimKey,
    models.Sketch,
    models.Tell,
    models.Claim,
    models.Facet,
    models.IncidentDocument,
    models.Incident,
)


class SqlStore:
    """``Store`` in the database ``alias``, one writer at a time."""

    def __init__(self, alias: str, address: str) -> None:
        self._alias = alias
        self._address = address
        self.reports = SqlReports(alias)
        self.codings = SqlCodings(alias)
        self.entries = SqlEntries(alias)
        self.links = SqlLinks(alias)
        self.incidents = SqlIncidents(alias)
        self.tells = SqlTells(alias)
        self.belongings = SqlBelongings(alias)
        self.texts = SqlTexts(alias)
        self.judgements = SqlJudgements(alias)

    @property
    def alias(self) -> str:
        """The name of the connection to its database."""
        return self._alias

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See ``Store``. A second writer waits until the first is done, as SQLite has it anyway."""
        with told(self._address), transaction.atomic(using=self._alias):
            connection = connections[self._alias]
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            yield
            changed(self._alias)

    def linking(self) -> str | None:
        """See ``Store``."""
        return linking(self._alias).removesuffix(FILING) or None

    def set_linking(self, version: str) -> None:
        """See ``Store``."""
        set_linking(self._alias, version + FILING)

    def clear(self) -> None:
        """See ``Store``."""
        incidents = models.Incident.objects.using(self._alias).values_list("pk", flat=True)
        index.remove(self._alias, index.INCIDENTS, list(incidents))
        touch_all(self._alias)
        for table in _DERIVED:
            erase(table._default_manager.using(self._alias).all())

    def faults(self) -> Iterator[str]:
        """See ``Store``. PostgreSQL keeps references itself and has no check of its own to ask for."""
        with told(self._address):
            yield from index.faults(self._alias)
            if connections[self._alias].vendor == "sqlite":
                yield from self._broken()

    def _broken(self) -> Iterator[str]:
        with connections[self._alias].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (str(fault) for (fault,) in cursor.fetchall() if fault != "ok")
            cursor.execute("PRAGMA foreign_key_check")
            yield from (
                f"{table}: row {row} refers to nothing in {other}" for table, row, other, _ in cursor.fetchall()
            )

    def analyse(self) -> None:
        """Let SQLite count what its plans go by, which takes no time. PostgreSQL does so itself."""
        if connections[self._alias].vendor == "sqlite":
            with told(self._address), connections[self._alias].cursor() as cursor:
                cursor.execute(f"PRAGMA analysis_limit={_LOOKED_AT}")
                cursor.execute("ANALYZE")

    def settle(self) -> None:
        """After very many rows came in at once: let plans go by them at once. PostgreSQL would come to it by itself, a
        minute later and for an hour; until then it looks at each row whether it is there for all to see.
        """
        self.analyse()
        if connections[self._alias].vendor == "postgresql":
            with told(self._address), connections[self._alias].cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")

    def close(self) -> None:
        """Let go of the database."""
        connections[self._alias].close()
