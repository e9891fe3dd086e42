"""Reports that are one text, over the whole archive: the same groups as the ledger's (``sources.duplicates``).

Most bands of a signature stand in one report alone, so that only the bands are sent around at first, and signatures
for those that several reports share.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from marsad.bulk.link.plan import Plan
from marsad.bulk.link.spill import Out, Spill, bucket_of
from marsad.ledger.sources.duplicates import Text
from marsad.ledger.sources.shingles import Signature


class _Told(NamedTuple):
    """A report by its part and its place in it, and what ranks it among its like."""

    part: int
    place: int
    report: str
    published: str | None


def share(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Tell the parts which bands of their reports others have too."""
    met: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for band, part, place in spill.rows("bands", bucket):
        met[band].append((part, place))
    for band, reports in met.items():
        if len(reports) > 1:
            for part, place in reports:
                out.put("shared", part, (place, band))


def send(plan: Plan, spill: Spill, part: int, out: Out) -> None:
    """Send the signatures of a part's reports to the bands that they share."""
    wanted: defaultdict[int, list[int]] = defaultdict(list)
    for place, band in spill.rows("shared", part):
        wanted[place].append(band)
    for place, report, published, signature, *_ in spill.rows("derived", part):
        for band in wanted.get(place, ()):
            row = (band, (part, place, report, published), signature)
            out.put("signatures", bucket_of(band, plan.buckets), row)


def tie(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Tie the reports of a band that are one text."""
    met: defaultdict[int, dict[_Told, Signature]] = defaultdict(dict)
    for band, told, signature in spill.rows("signatures", bucket):
        met[band][_Told(*told)] = Signature.from_bytes(signature)
    seen: set[tuple[_Told, _Told]] = set()
    for reports in met.values():
        for pair in combinations(sorted(reports, key=lambda told: told[:2]), 2):
            one, two = pair
            if pair not in seen and reports[one].one_with(reports[two]):
                out.put("ties", 0, pair)
            seen.add(pair)


def group(plan: Plan, spill: Spill, number: int, out: Out) -> None:
    """Name the groups that ties make, each by its first report, and tell the parts. One task sees all ties."""
    home: dict[_Told, _Told] = {}

    def root(one: _Told) -> _Told:
        while home.setdefault(one, one) != one:
            home[one] = home[home[one]]
            one = home[one]
        return one

    for a, b in spill.rows("ties", 0):
        one, two = root(_Told(*a)), root(_Told(*b))
        if one != two:
            first, second = sorted((one, two), key=_rank)
            home[second] = first
    for one in list(home):
        out.put("groups", one.part, (one.place, root(one).report))


def _rank(told: _Told) -> tuple[bool, str, str]:
    return Text(told.report, told.published, _NONE).rank


_NONE = Signature(0, ())
