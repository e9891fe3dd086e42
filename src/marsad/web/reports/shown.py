"""A report with its claims as its page shows them, whether the ledger keeps it or somebody has just brought it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marsad.ledger.entry import Entry
from marsad.model import CasualtyCount, Coding, Mention, Report
from marsad.web.browse import naming
from marsad.web.browse.naming import Named
from marsad.web.reports.fields import Field, corrected, fields
from marsad.web.reports.masking import Mask
from marsad.web.reports.neutral import web_address
from marsad.web.reports.rules import Rule, rule
from marsad.web.reports.text import marked

# The share of claims with this confidence that were right on reports the weights were not made from.
_SURE: Final[tuple[tuple[float, Promise], ...]] = (
    (0.9, _("high confidence")),
    (0.75, _("good confidence")),
    (0.5, _("middling confidence")),
    (0.0, _("low confidence")),
)


@dataclass(frozen=True, slots=True)
class Toll:
    """A count with the people it counts, as they are named."""

    count: CasualtyCount
    group: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim in the panel. ``n`` is its place in the report, ``number`` that counted from 1."""

    n: int
    entry: Entry
    trigger: str
    where: str
    tolls: tuple[Toll, ...]
    sure: Promise
    percent: int
    fields: tuple[Field, ...]
    corrected: frozenset[str]
    chosen: bool

    @property
    def number(self) -> int:
        """As readers count."""
        return self.n + 1


@dataclass(frozen=True, slots=True)
class Tie:
    """What the report tells of two: who holds a place, or who belongs to whom. ``kind`` is a word of the template."""

    kind: str
    first: str
    others: tuple[str, ...]
    start: int
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of a report shows. ``original`` is where it was published, if that is an address of the web."""

    report: Report
    title: str
    outlet: Named | None
    original: str | None
    text: SafeString
    claims: tuple[Shown, ...]
    ties: tuple[Tie, ...]
    chosen: Shown | None
    masked: bool


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is shown. ``chosen`` is the id of the claim that stands out, the first where it is none of them;
    ``address`` gives the page's with a claim (its id) chosen; ``prefix`` keeps ids apart on a page of several reports.
    """

    chosen: str = ""
    address: Callable[[str], str] = "#claim-{}".format
    digits: str = "latn"
    prefix: str = ""


def page(report: Report, coding: Coding | None, entries: Sequence[Entry], mask: Mask, look: Look) -> Page:
    """The page of a report with its claims as they count."""
    ids = [entry.id for entry in entries]
    at = ids.index(look.chosen) if look.chosen in ids else 0 if ids else None
    claims = [entry.claim for entry in entries]
    shown = tuple(_claim(n, entry, mask, n == at) for n, entry in enumerate(entries))
    return Page(
        report,
        mask(report.title),
        _outlet(report, entries, mask),
        web_address(report.url),
        marked(mask(report.text), claims, at, lambda n: look.address(ids[n]), look.digits, look.prefix),
        shown,
        tuple(_ties(coding, mask)) if coding else (),
        shown[at] if at is not None else None,
        bool(mask.names),
    )


def _outlet(report: Report, entries: Sequence[Entry], mask: Mask) -> Named | None:
    written = mask(report.outlet)
    if entries:
        return naming.outlet(entries[0].outlet, written) if written else None
    return Named(written, known=False) if written else None


def _claim(n: int, entry: Entry, mask: Mask, chosen: bool) -> Shown:
    claim = entry.claim
    return Shown(
        n,
        entry,
        mask(claim.trigger.text),
        " · ".join(mask(place.text) for place in claim.places),
        tuple(Toll(count, mask(count.group.text) if count.group else "") for count in claim.casualties),
        next(told for least, told in _SURE if claim.confidence >= least),
        round(100 * claim.confidence),
        fields(entry, mask),
        corrected(claim),
        chosen,
    )


def _ties(coding: Coding, mask: Mask) -> Iterator[Tie]:
    for control in coding.control:
        yield _tie("control", control.place, control.holders, control.rule, mask)
    for affiliation in coding.affiliations:
        yield _tie("affiliation", affiliation.member, (affiliation.group,), affiliation.rule, mask)


def _tie(kind: str, first: Mention, others: Iterable[Mention], by: str, mask: Mask) -> Tie:
    return Tie(kind, mask(first.text), tuple(mask(one.text) for one in others), first.start, rule(by))
