"""What was linked, into a store: as rows that a database takes many at once.

The ledger knows no database, and neither does this. What loads is found by name, as stores are:

    [project.entry-points."marsad.loaders"]
    sql = "marsad.web.loading.opening:open_loader"
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Final, Protocol

from marsad.bulk.folder import Folder
from marsad.bulk.link.rows import sketch_of
from marsad.bulk.link.spill import unpack
from marsad.bulk.linked import (
    CLAIMS,
    INCIDENTS,
    LINKS,
    REPORTS,
    Linked,
    claims_file,
    incidents_file,
    links_file,
    reports_file,
    rows,
)
from marsad.bulk.parts import coded
from marsad.ledger.actors.affiliations import Belonging
from marsad.ledger.derived import Derived
from marsad.ledger.entry import Entry
from marsad.ledger.linking.links import Link
from marsad.ledger.linking.version import version
from marsad.ledger.sources.duplicates import Text
from marsad.ledger.sources.shingles import Signature
from marsad.ledger.wire import loads
from marsad.model import Coding, MarsadError, Report
from marsad.model.control import Tell
from marsad.model.incident import Incident

GROUP: Final = "marsad.loaders"
SQL: Final = "sql"


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its coding and all that follows from it. ``group`` is that of reports with the same text,
    ``clusters`` gives the incident of each of its claims.
    """

    report: Report
    coding: Coding
    derived: Derived
    group: str
    clusters: dict[str, str]


class Loader(Protocol):
    """What puts an archive into a store, file by file. Each file is there whole or not at all."""

    def begin(self, name: str, linking: str) -> AbstractContextManager[None]:
        """A span in which an archive of this name, linked by this version, is put in. Raises ``MarsadError`` where the
        store holds anything else.
        """
        ...

    def there(self) -> Collection[str]:
        """The names of the files that are there."""
        ...

    def reports(self, name: str, told: Iterable[Told], coder: str) -> int:
        """Put in the reports of a file with what follows from each; how many claims they make."""
        ...

    def links(self, name: str, links: Iterable[Link]) -> None:
        """Put in links between claims that are there."""
        ...

    def incidents(self, name: str, incidents: Iterable[Incident]) -> None:
        """Put in incidents of claims that are there."""
        ...


@dataclass(slots=True)
class Loaded:
    """What loading came to; ``kept`` files had been loaded before."""

    reports: int = 0
    claims: int = 0
    incidents: int = 0
    files: int = 0
    kept: int = 0


def load_archive(
    url: str, database: str | None, progress: Callable[[int, int], None] = lambda done, total: None
) -> Loaded:
    """Put what was linked (a URL) into the store at an address. Files that are there are passed over.

    Raises ``MarsadError`` where another version linked, or the store holds anything else.
    """
    folder = Folder(url)
    linked = Linked.read(folder)
    if linked.linking != version():
        raise MarsadError(f"{url} was linked by another version of marsad; run marsad bulk link again")
    loader, loaded = open_loader(database), Loaded()
    steps = list(_steps(folder, linked, loader, loaded))
    with loader.begin(f"{linked.coder} {linked.ledger} {','.join(linked.parts)}", linked.linking):
        there = loader.there()
        for done, (name, step) in enumerate(steps, 1):
            if name in there:
                loaded.kept += 1
            else:
                step()
            progress(done, len(steps))
    loaded.files = len(steps)
    return loaded


def open_loader(database: str | None) -> Loader:
    """What loads into the database at an address. Raises ``MarsadError`` where none is installed or it cannot be."""
    found = entry_points(group=GROUP, name=SQL)
    if not found:
        raise MarsadError(f"no loader is installed under the entry point {GROUP}; install marsad again (pip install .)")
    opened: Loader = next(iter(found)).load()(database)
    return opened


def _steps(folder: Folder, linked: Linked, loader: Loader, loaded: Loaded) -> Iterator[tuple[str, Callable[[], None]]]:
    """All files in the order in which they refer to each other: the name of each, and what puts it in."""

    def reports(part: int) -> None:
        told = list(_told(folder, linked, part))
        loaded.reports += len(told)
        loaded.claims += loader.reports(reports_file(part), told, linked.coder)

    def links(bucket: int) -> None:
        name = links_file(bucket)
        loader.links(name, (Link(a, b, score / 100) for a, b, score in rows(folder, name, LINKS)))

    def incidents(bucket: int) -> None:
        name = incidents_file(bucket)
        found = [loads(Incident, row[-1]) for row in rows(folder, name, INCIDENTS)]
        loaded.incidents += len(found)
        loader.incidents(name, found)

    for number in range(len(linked.parts)):
        yield reports_file(number), lambda number=number: reports(number)  # type: ignore[misc]
    for number in range(linked.buckets):
        yield links_file(number), lambda number=number: links(number)  # type: ignore[misc]
        yield incidents_file(number), lambda number=number: incidents(number)  # type: ignore[misc]


def _told(folder: Folder, linked: Linked, part: int) -> Iterator[Told]:
    """The reports of a part that count, with what follows from them."""
    claims: dict[str, list[tuple[str, Entry]]] = {}
    for _, incident, key, document in rows(folder, claims_file(part), CLAIMS):
        claims.setdefault(key, []).append((incident, loads(Entry, document)))
    left = rows(folder, reports_file(part), REPORTS)
    following = next(left, None)
    for place, (report, coding) in enumerate(coded(Folder(linked.coded), linked.parts[part])):
        if following is None or following[0] != place:
            continue  # another with the same id came later
        _, key, group, credit, signature, sketches, tells, belongings = following
        own = claims.get(key, [])
        derived = Derived(
            tuple(entry for _, entry in own),
            tuple(sketch_of(row) for row in unpack(sketches)),
            tuple(loads(Tell, tell) for tell in tells),
            tuple(Belonging(*one) for one in unpack(belongings)),
            Text(report.id, report.published, Signature.from_bytes(signature)),
            credit,
        )
        yield Told(report, coding, derived, group, {entry.id: incident for incident, entry in own})
        following = next(left, None)
