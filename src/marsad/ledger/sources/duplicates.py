"""Groups of reports that are one text: reprints, shortened and lengthened versions of an agency's report.

Two reports are tied where their signatures share a band and are one (``Signature.one_with``), which depends on the two
alone; a group is what is tied together, directly or through others. So the groups are the same whatever the order in
which reports come and go, and adding one looks only at those that share a band with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from marsad.ledger.sources.shingles import Signature


class Text(NamedTuple):
    """What is kept of a report's text. ``published`` is the report's ISO date or ``None``."""

    report: str
    published: str | None
    signature: Signature

    @property
    def rank(self) -> tuple[bool, str, str]:
        """The first of a group by this gives the group its id: the earliest, those without a date last."""
        return self.published is None, self.published or "", self.report


class Texts(Protocol):
    """Where texts and their groups are kept: in memory, or in a database."""

    def near(self, bands: Collection[int]) -> Collection[str]:
        """The reports filed under any of these bands."""
        ...

    def texts(self, reports: Collection[str]) -> Mapping[str, Text]:
        """Those of these reports that are there."""
        ...

    def groups_of(self, reports: Collection[str]) -> Mapping[str, str]:
        """The group of each of these reports that is there."""
        ...

    def members(self, groups: Collection[str]) -> Mapping[str, Collection[str]]:
        """The reports in each of these groups."""
        ...

    def put(self, filed: Iterable[tuple[Text, Collection[int]]]) -> None:
        """File texts under their bands."""
        ...

    def assign(self, groups: Mapping[str, str]) -> None:
        """Set the group of each of these reports."""
        ...

    def remove(self, reports: Collection[str]) -> None:
        """Forget texts, with their bands and their place in groups."""
        ...


class Memory:
    """``Texts`` in dictionaries."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._group: dict[str, str] = {}
        self._bands: defaultdict[int, set[str]] = defaultdict(set)
        self._members: defaultdict[str, set[str]] = defaultdict(set)

    def near(self, bands: Collection[int]) -> set[str]:
        """See ``Texts``."""
        return set().union(*(self._bands[band] for band in bands if band in self._bands))

    def texts(self, reports: Collection[str]) -> dict[str, Text]:
        """See ``Texts``."""
        return {report: self._texts[report] for report in reports if report in self._texts}

    def groups_of(self, reports: Collection[str]) -> dict[str, str]:
        """See ``Texts``."""
        return {report: self._group[report] for report in reports if report in self._group}

    def members(self, groups: Collection[str]) -> dict[str, set[str]]:
        """See ``Texts``."""
        return {group: set(self._members[group]) for group in groups if group in self._members}

    def put(self, filed: Iterable[tuple[Text, Collection[int]]]) -> None:
        """See ``Texts``."""
        for text, bands in filed:
            self._texts[text.report] = text
            for band in bands:
                self._bands[band].add(text.report)

    def assign(self, groups: Mapping[str, str]) -> None:
        """See ``Texts``."""
        for report, group in groups.items():
            self._leave(report)
            self._group[report] = group
            self._members[group].add(report)

    def remove(self, reports: Collection[str]) -> None:
        """See ``Texts``."""
        for report in reports:
            self._leave(report)
            text = self._texts.pop(report, None)
            for band in text.signature.bands() if text else ():
                self._bands[band].discard(report)
                if not self._bands[band]:
                    del self._bands[band]

    def _leave(self, report: str) -> None:
        group = self._group.pop(report, None)
        if group is not None:
            self._members[group].discard(report)
            if not self._members[group]:
                del self._members[group]


def add(text: Text, texts: Texts) -> frozenset[str]:
    """File a text, in place of one of the same report. Gives the reports whose group has changed."""
    known = texts.texts([text.report]).get(text.report)
    if known == text:
        return frozenset()
    before = remove([text.report], texts) if known else frozenset()
    tied = _tied(text, texts.near(text.signature.bands()), texts)
    texts.put([(text, text.signature.bands())])
    groups = set(texts.groups_of(tied).values())
    firsts = texts.texts(groups).values()
    group = min((text, *firsts), key=lambda t: t.rank).report
    moved = {m for members in texts.members(groups - {group}).values() for m in members}
    changed = {text.report, *moved}
    texts.assign(dict.fromkeys(changed, group))
    return before | changed


def add_all(new: Iterable[Text], texts: Texts) -> frozenset[str]:
    """File many texts, as ``add`` does one after another, but asking for all that they meet at once."""
    told = {text.report: text for text in new}
    there = texts.texts(told)
    changed = [add(told[report], texts) for report in there]  # what these tied may come apart
    fresh = {text: text.signature.bands() for report, text in told.items() if report not in there}
    beside = _beside({band for bands in fresh.values() for band in bands}, texts)
    near, before = Memory(), {report: group for _, (report, group) in beside.items()}
    near.put((text, text.signature.bands()) for text in beside)
    near.assign(before)
    changed += [add(text, near) for text in fresh]
    texts.put(fresh.items())
    after = near.groups_of([*before, *(text.report for text in fresh)])
    texts.assign({report: group for report, group in after.items() if before.get(report) != group})
    return frozenset().union(*changed)


def _beside(bands: Collection[int], texts: Texts) -> dict[Text, tuple[str, str]]:
    """The texts filed under any of these bands, and all of their groups; each with its report and group."""
    groups = texts.members(set(texts.groups_of(texts.near(bands)).values()))
    home = {report: group for group, reports in groups.items() for report in reports}
    return {text: (report, home[report]) for report, text in texts.texts(home).items()}


def remove(reports: Collection[str], texts: Texts) -> frozenset[str]:
    """Forget texts; what they alone tied together comes apart. Gives the other reports whose group has changed."""
    groups = set(texts.groups_of(reports).values())
    left = {m for members in texts.members(groups).values() for m in members} - set(reports)
    texts.remove(reports)
    before = texts.groups_of(left)
    after = _components(texts.texts(left), texts)
    changed = {report: group for report, group in after.items() if before[report] != group}
    texts.assign(changed)
    return frozenset(changed)


def _tied(text: Text, near: Iterable[str], texts: Texts) -> list[str]:
    others = texts.texts([report for report in near if report != text.report])
    return [report for report, other in others.items() if text.signature.one_with(other.signature)]


def _components(members: Mapping[str, Text], texts: Texts) -> dict[str, str]:
    """The group of each of these texts, of which none is tied to any other text."""
    groups: dict[str, str] = {}
    for text in sorted(members.values(), key=lambda t: t.rank):
        if text.report not in groups:
            groups |= dict.fromkeys(_reached(text, members, texts), text.report)
    return groups


def _reached(first: Text, members: Mapping[str, Text], texts: Texts) -> Iterator[str]:
    seen, waiting = {first.report}, [first]
    while waiting:
        text = waiting.pop()
        yield text.report
        new = [r for r in _tied(text, texts.near(text.signature.bands()), texts) if r not in seen]
        seen.update(new)
        waiting += (members[report] for report in new)
