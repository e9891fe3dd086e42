"""Where the ledger is kept: the protocol between the pure part, which decides, and a database, which remembers.

All methods that take several ids or values take them at once, so that a database is asked once. What is not there is
left out of what they give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from marsad.ledger.actors.affiliations import Belonging
from marsad.ledger.entry import Entry
from marsad.ledger.linking.links import Constraint, Links
from marsad.ledger.sources.duplicates import Texts
from marsad.ledger.wire import dumps
from marsad.model import ClaimType, Coding, Report
from marsad.model.control import Tell
from marsad.model.incident import Grade, Incident
from marsad.model.judgement import Judgement


def fingerprint(value: Report | Coding) -> str:
    """32 hexadecimal digits that change with any part of the value, evidence and rules among them."""
    return fingerprint_of(dumps(value))


def fingerprint_of(written: str) -> str:
    """The fingerprint of a value that ``dumps`` wrote."""
    return hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Reports(Protocol):
    """Reports, with the versions they had before."""

    def ids(self) -> Iterator[str]:
        """The ids of all, in their order."""
        ...

    def get(self, ids: Collection[str]) -> Mapping[str, Report]:
        """Reports by id."""
        ...

    def fingerprints(self, ids: Collection[str]) -> Mapping[str, str]:
        """The fingerprints of reports by id."""
        ...

    def put(self, reports: Iterable[Report]) -> None:
        """Keep reports; what one said before, if that was different, becomes a version."""
        ...

    def versions(self, report: str) -> tuple[Report, ...]:
        """What a report said before, oldest first."""
        ...

    def remove(self, ids: Collection[str]) -> None:
        """Forget reports with all that follows from them. Judgements stay."""
        ...


class Codings(Protocol):
    """What coders found in reports, by the report's id."""

    def get(self, ids: Collection[str]) -> Mapping[str, Coding]:
        """Codings by id."""
        ...

    def fingerprints(self, ids: Collection[str]) -> Mapping[str, str]:
        """The fingerprints of codings by id."""
        ...

    def put(self, codings: Iterable[Coding], coder: str) -> None:
        """Keep codings, which take the place of those there. Their reports are there already."""
        ...

    def coders(self, ids: Collection[str]) -> Mapping[str, str]:
        """Which coder made the coding (name and version), by id."""
        ...


class Entries(Protocol):
    """Claims as they count."""

    def all(self) -> Iterator[Entry]:
        """All, by report and by their order in it."""
        ...

    def get(self, ids: Collection[str]) -> Mapping[str, Entry]:
        """Entries by id."""
        ...

    def of(self, reports: Collection[str]) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of reports, in their order, by the report's id."""
        ...

    def ids_of(self, reports: Collection[str]) -> frozenset[str]:
        """The ids of the entries of reports."""
        ...

    def naming(self, parties: Collection[str]) -> frozenset[str]:
        """The ids of the reports that have an entry with one of these actors or sources in it."""
        ...

    def met(self, prefix: str) -> Mapping[str, str]:
        """The actors and sources whose ids begin so, each with the spelling that most entries give it."""
        ...

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep entries that are not there yet; those of a report are given in their order."""
        ...

    def remove(self, ids: Collection[str]) -> None:
        """Forget entries."""
        ...


class Linkage(Links, Protocol):
    """``Links``, and people's word as it follows from the judgements."""

    def all_constraints(self) -> Iterator[Constraint]:
        """All of them."""
        ...

    def constrain(self, constraint: Constraint) -> None:
        """Keep a constraint; it takes the place of one on the same claims."""
        ...

    def release(self, a: str, b: str) -> None:
        """Forget the constraint on two claims, if there is one."""
        ...


@dataclass(frozen=True, slots=True)
class Query:
    """Which incidents are asked for; what is empty asks for all. ``first`` and ``last`` bound the days, inclusive.

    ``places`` are ids of places, governorates or countries, of which the incident lies in one.
    """

    first: str | None = None
    last: str | None = None
    places: tuple[str, ...] = ()
    types: tuple[ClaimType, ...] = ()
    grade: Grade | None = None
    limit: int | None = None


class Incidents(Protocol):
    """Incidents, which follow from the clusters of entries."""

    def find(self, query: Query) -> Iterator[Incident]:
        """Those that fit, by their first day (those without a day last) and id."""
        ...

    def get(self, ids: Collection[str]) -> Mapping[str, Incident]:
        """Incidents by id."""
        ...

    def of_claims(self, claims: Collection[str]) -> Mapping[str, str]:
        """The incident (its id) that each claim is in."""
        ...

    def put(self, incidents: Iterable[Incident]) -> None:
        """Keep incidents, which take the place of those with the same id. Their claims are entries already."""
        ...

    def remove(self, ids: Collection[str]) -> None:
        """Forget incidents."""
        ...


class CreditedTexts(Texts, Protocol):
    """``Texts``, and the agencies that they are credited to."""

    def credits(self, reports: Collection[str]) -> Mapping[str, str]:
        """The agency (a source id) that each of these reports is credited to; those without credit are left out."""
        ...

    def put_credits(self, credits: Mapping[str, str | None]) -> None:
        """Set what these reports are credited to. Their texts are there already."""
        ...


class Tells(Protocol):
    """What reports tell of control."""

    def places(self) -> tuple[str, ...]:
        """The places that anything is told of, sorted."""
        ...

    def about(self, places: Collection[str]) -> tuple[Tell, ...]:
        """What is told of places, by day and id."""
        ...

    def of(self, reports: Collection[str]) -> tuple[Tell, ...]:
        """What reports tell, by day and id."""
        ...

    def naming(self, parties: Collection[str]) -> frozenset[str]:
        """The ids of the reports that tell of one of these actors, or on the word of one of these sources."""
        ...

    def replace(self, reports: Collection[str], tells: Iterable[Tell]) -> None:
        """Put these in the place of all that the reports told."""
        ...


class Belongings(Protocol):
    """What reports say of which actor belongs to which."""

    def of(self, reports: Collection[str]) -> tuple[Belonging, ...]:
        """What reports say, by member, parent, day and report."""
        ...

    def of_members(self, members: Collection[str]) -> tuple[Belonging, ...]:
        """What is said of whom these actors belong to, in the same order."""
        ...

    def of_parents(self, parents: Collection[str]) -> tuple[Belonging, ...]:
        """What is said of who belongs to these actors, in the same order."""
        ...

    def naming(self, parties: Collection[str]) -> frozenset[str]:
        """The ids of the reports that say of one of these actors that it belongs to another, or another to it."""
        ...

    def replace(self, reports: Collection[str], belongings: Iterable[Belonging]) -> None:
        """Put these in the place of all that the reports said. The reports are there already."""
        ...


class Judgements(Protocol):
    """Judgements, each of which stays for good."""

    def all(self) -> Iterator[Judgement]:
        """All, oldest first."""
        ...

    def get(self, judgement: int) -> Judgement | None:
        """The judgement with this id."""
        ...

    def of_reports(self, reports: Collection[str]) -> Mapping[str, tuple[Judgement, ...]]:
        """Those about claims of these reports with their undoings, oldest first, by report."""
        ...

    def of_subjects(self, subjects: Collection[str]) -> tuple[Judgement, ...]:
        """Those about these subjects (see ``judgements.history.subjects``) with their undoings, oldest first."""
        ...

    def merging(self) -> tuple[Judgement, ...]:
        """Merges and splits of claims, actors and sources with their undoings, oldest first."""
        ...

    def record(self, judgement: Judgement) -> Judgement:
        """Keep a new judgement; the same with its id."""
        ...


class Store(Protocol):
    """All that the ledger keeps."""

    reports: Reports
    codings: Codings
    entries: Entries
    links: Linkage
    incidents: Incidents
    tells: Tells
    belongings: Belongings
    texts: CreditedTexts
    judgements: Judgements

    def transaction(self) -> AbstractContextManager[None]:
        """A span of work that is kept whole or not at all. Raises a ``MarsadError`` where the database fails."""
        ...

    def linking(self) -> str | None:
        """The version of linking that the claims were linked by, as ``set_linking`` was told; ``None`` where nobody
        told. Another than any there is where the store itself files claims in another way now.
        """
        ...

    def set_linking(self, version: str) -> None:
        """Keep the version of linking that all claims are linked by from now on."""
        ...

    def clear(self) -> None:
        """Forget all that follows from reports, codings and judgements."""
        ...

    def faults(self) -> Iterator[str]:
        """What the database itself finds wrong with its tables, in words."""
        ...
