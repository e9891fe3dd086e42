"""The ledger: reports and judgements in, incidents and the record of control out, kept in step at every change.

Whatever comes in (a report, another coding, a judgement), the reports it touches are derived anew, the claims that
changed are linked anew, and the incidents those lie in are built anew, in one transaction. So a ledger that grew step
by step is the same as one that is rebuilt, in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from marsad.ledger.context import context
from marsad.ledger.derived import Derived, Deriver
from marsad.ledger.entry import Entry
from marsad.ledger.incidents import build
from marsad.ledger.judgements import rules
from marsad.ledger.judgements.apply import judged
from marsad.ledger.judgements.history import counting, subjects
from marsad.ledger.judgements.links import actor_aliases, constraints, source_aliases
from marsad.ledger.linking.linker import Changes, Linker
from marsad.ledger.linking.version import version as linking_version
from marsad.ledger.registers import Registers
from marsad.ledger.sources import duplicates
from marsad.ledger.sources.register import ACTOR
from marsad.ledger.store import Store, fingerprint
from marsad.model import Coding, MarsadError, Report
from marsad.model.incident import Incident
from marsad.model.judgement import Act, Judgement, Merge, MergeActors, MergeSources, Split, Undo, anchors

BATCH: Final = 200  # reports in a transaction when there are many
Progress = Callable[[int], None]
_NONE: Final[Mapping[str, Entry]] = {}


class StaleError(MarsadError):
    """A ledger whose claims were linked by other rules than those of this version: what is added might miss them."""


@dataclass(slots=True)
class Added:
    """What adding came to, in reports."""

    new: int = 0
    changed: int = 0
    same: int = 0


class Ledger:
    """A store kept in step by the registers. One at a time may change a store; any number may read it."""

    def __init__(self, store: Store, registers: Registers) -> None:
        self.store = store
        self.registers = registers
        self._linker = Linker(store.links)

    def add(self, report: Report, coding: Coding, coder: str = "") -> Added:
        """Put a report in, in place of what it said before if it is there. ``coder`` is who coded it, with version.

        Raises ``MarsadError`` for a coding that is not of the report. All that changes the ledger raises ``StaleError``
        where its claims were linked by other rules (``stale``), until it is rebuilt.
        """
        return self.add_many([(report, coding)], coder)

    def add_many(
        self, coded: Iterable[tuple[Report, Coding]], coder: str = "", progress: Progress = lambda done: None
    ) -> Added:
        """Put many reports in; ``progress`` is called with the number done. What is done stays if it is broken off."""
        added, left, done = Added(), iter(coded), 0
        while batch := list(islice(left, BATCH)):
            with self._writing():
                self._add(batch, coder, added)
            done += len(batch)
            progress(done)
        return added

    def recode(self, codings: Iterable[Coding], coder: str = "") -> Added:
        """Put other codings of reports that are there in the place of those they have; judgements hold on.

        Raises ``MarsadError`` for a coding whose report is not there.
        """
        added, left = Added(), iter(codings)
        while batch := list(islice(left, BATCH)):
            with self._writing():
                reports = self.store.reports.get([coding.id for coding in batch])
                for coding in batch:
                    if coding.id not in reports:
                        raise MarsadError(f"the ledger has no report {coding.id!r}; add it first")
                self._add([(reports[coding.id], coding) for coding in batch], coder, added)
        return added

    def remove(self, reports: Collection[str]) -> int:
        """Take reports out with all that follows from them; how many there were. Judgements on them stay."""
        with self._writing():
            there = list(self.store.reports.fingerprints(reports))
            self._settle(there, ())
            self.store.reports.remove(there)
        return len(there)

    def judge(self, judgement: Judgement, expected: int | None = None) -> Judgement:
        """Record a judgement and what follows from it; the judgement with its id.

        ``expected`` is the version (``version``) of what is judged as the judge saw it. Raises ``ConflictError`` if
        somebody judged it since, ``JudgementError`` for what cannot be judged.
        """
        rules.check(judgement)
        with self._writing():
            root = self._root(judgement.act)
            about = self.store.judgements.of_subjects(subjects(root))
            rules.check_version(about, expected)
            if isinstance(judgement.act, Undo):
                rules.check_undo(judgement.act, about)
            else:
                self._check_there(judgement.act)
            before = self.store.judgements.merging()
            recorded = self.store.judgements.record(judgement)
            self._follow(root, before)
        return recorded

    def stale(self) -> bool:
        """Whether claims are there that were linked by other rules than those of this version of Marsad."""
        known = self.store.linking()
        return known != linking_version() and (known is not None or next(self.store.reports.ids(), None) is not None)

    def version(self, act: Act) -> int:
        """The version of what an act is about: what ``judge`` expects if nobody judges it in the meantime."""
        return rules.version(self.store.judgements.of_subjects(subjects(self._root(act))))

    def history(self, one: str) -> tuple[Judgement, ...]:
        """All judgements about an incident's claims, a claim, or an actor or source (``actor:ID``, ``source:ID``)."""
        incident = self.store.incidents.get([one]).get(one)
        claims = incident.claims if incident else (one,)
        return self.store.judgements.of_subjects([one, *(f"claim:{claim}" for claim in claims)])

    def orphans(self) -> tuple[Judgement, ...]:
        """The judgements that count and find nothing to hold to: the claim or its report is gone."""
        known = counting(self.store.judgements.all())
        reports = sorted({one.report for judgement in known for one in anchors(judgement.act)})
        lost: set[int] = set()
        for part in parts(reports):
            there = self.store.reports.get(part)
            codings, said = self.store.codings.get(part), self.store.judgements.of_reports(part)
            for key in part:
                if key in there:
                    lost |= set(judged(there[key], codings.get(key) or Coding(key), said[key]).lost)
                else:
                    lost |= {one.id for one in said[key]}
        return tuple(one for one in known if one.id in lost)

    def rebuild(self, progress: Progress = lambda done: None) -> None:
        """Make all that follows from reports, codings and judgements anew, in one transaction."""
        with self.store.transaction():
            self.store.clear()
            self.store.set_linking(linking_version())
            self._constrain()
            done = 0
            for part in parts(list(self.store.reports.ids())):
                self._refresh(part)
                done += len(part)
                progress(done)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction in a ledger whose claims are linked as those that are added will be."""
        with self.store.transaction():
            if self.stale():
                raise StaleError(
                    "the claims of this ledger were linked by another version of marsad, so that new ones would miss "
                    "them; run marsad ledger rebuild, then try again",
                    code="ledger-stale",
                )
            if self.store.linking() is None:
                self.store.set_linking(linking_version())
            yield

    def _add(self, batch: Sequence[tuple[Report, Coding]], coder: str, added: Added) -> None:
        told = {report.id: _checked(report, coding) for report, coding in batch}
        reports, codings = self.store.reports.fingerprints(told), self.store.codings.fingerprints(told)
        other = {
            key: (report, coding)
            for key, (report, coding) in told.items()
            if key not in reports or reports[key] != fingerprint(report) or codings.get(key) != fingerprint(coding)
        }
        self.store.reports.put(report for report, _ in other.values())
        self.store.codings.put((coding for _, coding in other.values()), coder)
        self._derive({key: report for key, (report, _) in other.items()}, {key: c for key, (_, c) in other.items()})
        added.same += len(told) - len(other)
        added.changed += sum(key in reports for key in other)
        added.new += sum(key not in reports for key in other)

    def _refresh(self, reports: Collection[str]) -> None:
        """Derive reports anew, and all that follows."""
        self._derive(self.store.reports.get(reports), self.store.codings.get(reports))

    def _derive(self, told: Mapping[str, Report], codings: Mapping[str, Coding]) -> None:
        """Derive reports, which are in the store, with their codings."""
        said = self.store.judgements.of_reports(told)
        deriver = Deriver(self.registers, self.store.judgements.merging())
        derived = [
            deriver.derive(report, codings.get(key) or Coding(key), said.get(key, ())) for key, report in told.items()
        ]
        self._settle(told, derived)

    def _settle(self, reports: Collection[str], derived: Collection[Derived]) -> None:
        """Put what was derived in the place of what these reports came to before."""
        before = self.store.entries.ids_of(reports)
        retold = self._texts(reports, derived)
        changes = self._linker.replace(before, [sketch for one in derived for sketch in one.sketches])
        entries = [entry for one in derived for entry in one.entries]
        self.store.entries.remove(before)
        self.store.entries.put(entries)
        self.store.tells.replace(reports, [tell for one in derived for tell in one.tells])
        self.store.belongings.replace(reports, [told for one in derived for told in one.belongings])
        fresh = {entry.id: entry for entry in entries}
        self._build(changes, fresh.keys() | self.store.entries.ids_of(retold), fresh)

    def _texts(self, reports: Collection[str], derived: Collection[Derived]) -> set[str]:
        """File texts; the reports whose group of near-duplicates changed."""
        texts, there = self.store.texts, {one.text.report for one in derived}
        changed = set(duplicates.remove([report for report in reports if report not in there], texts))
        changed |= duplicates.add_all((one.text for one in derived), texts)
        texts.put_credits({one.text.report: one.credit for one in derived})
        return changed

    def _build(self, changes: Changes, claims: Collection[str], fresh: Mapping[str, Entry] = _NONE) -> None:
        """Build the incidents of changed clusters, and of those that hold any of these claims; ``fresh`` are entries
        that need not be read.
        """
        others = set(self.store.links.clusters_of(claims).values()) - changes.after.keys()
        clusters = {**changes.after, **self.store.links.members(others)}
        members = {claim for cluster in clusters.values() for claim in cluster}
        entries = {**fresh, **self.store.entries.get(members - fresh.keys())}
        self.store.incidents.remove(changes.before.keys() - changes.after.keys())
        self.store.incidents.put(self._incidents([[entries[claim] for claim in m] for m in clusters.values()]))

    def _incidents(self, clusters: Collection[Sequence[Entry]]) -> list[Incident]:
        reports = {entry.report for entries in clusters for entry in entries}
        groups, credits = self.store.texts.groups_of(reports), self.store.texts.credits(reports)
        return [build(entries, context(entries, groups, credits, self.registers)) for entries in clusters]

    def _follow(self, root: Act, before: Collection[Judgement]) -> None:
        """Bring the ledger in step with a judgement that was recorded or taken back."""
        match root:
            case Merge() | Split():
                self._build(self._linker.reconsider(self._constrain()), ())
            case MergeActors(kept, merged) | MergeSources(kept, merged):
                parties = self._renamed({kept, *merged}, before)
                told = self.store.tells.naming(parties) | self.store.belongings.naming(parties)
                self._refresh(self.store.entries.naming(parties) | told)
            case _:
                self._refresh(self.store.reports.fingerprints({one.report for one in anchors(root)}))

    def _renamed(self, ids: set[str], before: Collection[Judgement]) -> set[str]:
        """The ids under which entries may stand so far that a merge, or its undoing, gives another id."""
        known = {**actor_aliases(before), **source_aliases(before)}
        ids |= {known[one] for one in ids if one in known}
        return ids | {ACTOR + one for one in ids}

    def _constrain(self) -> set[str]:
        """Keep the constraints that follow from the judgements; the claims that those which changed are about."""
        wanted = set(constraints(self.store.judgements.merging()))
        there = set(self.store.links.all_constraints())
        for one in there - wanted:
            self.store.links.release(one.a, one.b)
        for one in wanted - there:
            self.store.links.constrain(one)
        return {end for one in wanted ^ there for end in (one.a, one.b)}

    def _root(self, act: Act) -> Act:
        """The act itself, or the one that an undoing is about in the end."""
        while isinstance(act, Undo):
            of = self.store.judgements.get(act.of)
            if of is None:
                raise rules.JudgementError(f"there is no judgement {act.of}", code="judgement-unknown")
            act = of.act
        return act

    def _check_there(self, act: Act) -> None:
        claims = {one.claim for one in anchors(act)}
        missing = sorted(claims - self.store.entries.get(claims).keys())
        if missing:
            gone = f"there is no claim {missing[0]}; it was removed, rejected or coded otherwise"
            raise rules.JudgementError(gone, code="claim-unknown", one=missing[0])


def parts(reports: Sequence[str]) -> Iterator[list[str]]:
    """Reports in the lists that are worked on at once."""
    return (list(reports[start : start + BATCH]) for start in range(0, len(reports), BATCH))


def _checked(report: Report, coding: Coding) -> tuple[Report, Coding]:
    if coding.id != report.id:
        raise MarsadError(f"the coding of {coding.id!r} is none of the report {report.id!r}; give each its own")
    if report.published is not None and not _is_day(report.published):
        raise MarsadError(
            f"report {report.id!r}: {report.published!r} is no date; write it as YYYY-MM-DD, or give none"
        )
    return report, coding


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
