"""Puts what ``marsad.bulk`` linked into the ledger's store.

All that follows from a report comes in as the ledger itself would write it, and with the mark that its file is there,
in one transaction. Rows that nothing else needs to look at go by COPY where the database is PostgreSQL (``rows``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from typing import Final, TypeVar

from marsad.bulk.load import Told
from marsad.ledger.linking.blocking import filed
from marsad.ledger.linking.links import Link
from marsad.ledger.linking.traits import Traits
from marsad.model import MarsadError
from marsad.model.incident import Incident
from marsad.web.ledger import models
from marsad.web.ledger.rows import insert, kept, numbers
from marsad.web.ledger.sql import SqlStore
from marsad.web.loading.models import LoadedFile

T = TypeVar("T")
_LINKS: Final = 20_000  # whose claims are looked up at once


class SqlLoader:
    """``Loader`` for a store in a database."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._alias = store.alias
        self._archive = ""

    @contextmanager
    def begin(self, name: str, linking: str) -> Iterator[None]:
        """See ``Loader``."""
        self._archive = blake2b(name.encode(), digest_size=16).hexdigest()
        marks = LoadedFile.objects.using(self._alias)
        others = marks.exclude(archive=self._archive).exists()
        begun = marks.exists()
        if others or (not begun and next(self._store.reports.ids(), None) is not None):
            raise MarsadError(
                "the database holds other reports, which these would not be linked with; load into an empty database"
            )
        with self._store.transaction():
            if not begun:
                self._store.set_linking(linking)
        yield
        self._store.settle()

    def there(self) -> Collection[str]:
        """See ``Loader``."""
        return set(LoadedFile.objects.using(self._alias).values_list("name", flat=True))

    def reports(self, name: str, told: Iterable[Told], coder: str) -> int:
        """See ``Loader``."""
        whole, store = list(told), self._store
        derived = [one.derived for one in whole]
        keys = [one.report.id for one in whole]
        with self._putting(name):
            store.reports.put(one.report for one in whole)
            store.codings.put((one.coding for one in whole), coder)
            store.entries.put(entry for one in derived for entry in one.entries)
            store.tells.replace(keys, [tell for one in derived for tell in one.tells])
            store.belongings.replace(keys, [told for one in derived for told in one.belongings])
            store.links.put((sketch, filed(sketch, Traits(sketch))) for one in derived for sketch in one.sketches)
            store.links.assign({claim: cluster for one in whole for claim, cluster in one.clusters.items()})
            self._texts(whole)
        return sum(len(one.entries) for one in derived)

    def links(self, name: str, links: Iterable[Link]) -> None:
        """See ``Loader``."""
        with self._putting(name):
            for part in _parts(links, _LINKS):
                known = numbers(self._alias, models.Sketch, "claim", {end for link in part for end in (link.a, link.b)})
                rows = [(known[link.a], known[link.b], link.score) for link in part]
                insert(self._alias, models.Link, ("a", "b", "score"), rows)

    def incidents(self, name: str, incidents: Iterable[Incident]) -> None:
        """See ``Loader``."""
        with self._putting(name):
            self._store.incidents.put(incidents)

    def _texts(self, told: Collection[Told]) -> None:
        """The signatures of texts, with the groups and credits that are known already."""
        known = numbers(self._alias, models.Report, "key", [one.report.id for one in told])
        rows = [
            (known[one.report.id], one.derived.text.signature.to_bytes(), *kept([one.group]), one.derived.credit)
            for one in told
        ]
        insert(self._alias, models.TextSignature, ("report", "signature", "group", "credit"), rows)
        bands = [(band, known[one.report.id]) for one in told for band in one.derived.text.signature.bands()]
        insert(self._alias, models.TextBand, ("band", "text"), sorted(bands))

    @contextmanager
    def _putting(self, name: str) -> Iterator[None]:
        with self._store.transaction():
            yield
            LoadedFile.objects.using(self._alias).create(archive=self._archive, name=name)


def _parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(items)
    while part := list(islice(left, size)):
        yield part
