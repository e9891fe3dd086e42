"""A batch of an archive's articles, put down and into the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from django.db.models import Q
from django.utils import timezone

from marsad.coder.pipeline import code
from marsad.exchange.faults import InputError
from marsad.ledger.ledger import Ledger
from marsad.ledger.store import Store
from marsad.model import Coding, Report
from marsad.web.browse.registers import registers
from marsad.web.ingest import boilerplate
from marsad.web.ingest.models import Import, Item, Reason, State
from marsad.web.ingest.processing import CODER, FAULT, KEPT, outlet_of, report_of, store, tells, twin_of
from marsad.web.ingest.told import Told

# Why an article is not there although its address is: an archive that has its text brings it after all.
_LACKING: Final = (Reason.FETCH, Reason.ROBOTS, Reason.TEXT)
_COPIED: Final = (*KEPT, "told", "state", "reason", "fault", "fetched")
_SAVED: Final = (*_COPIED, "content", "coded", "report", "claims", "twin")


@dataclass(slots=True)
class Batch:
    """What was read: the articles, the faults among them, and how many pieces of the file both were."""

    told: list[Told] = field(default_factory=list)
    faults: list[InputError] = field(default_factory=list)
    pieces: int = 0


def unknown(one: Import, told: Sequence[Told]) -> list[Told]:
    """Those that are not there yet, or otherwise."""
    known = _known(one, told)
    return [article for article in told if _other(one, known, article)]


def take(one: Import, batch: Batch, codings: Mapping[str, Coding]) -> None:
    """Put a batch down, in the ledger's transaction; the import counts it and is not saved. ``codings`` are by report:
    one that is wanted and not there is made.
    """
    known = _known(one, batch.told)
    other = [article for article in batch.told if _other(one, known, article)]
    items = [_renewed(known, article) for article in other]
    pairs = [_coded(item, codings) for item in _without_twins(items)]
    Ledger(cast(Store, store()), registers()).add_many((pair for pair in pairs if pair), CODER)
    _learn(other, known)
    Item.objects.bulk_create([item for item in items if item.pk is None])
    for item in items:
        if item.pk is not None and item in known.values():
            item.save(update_fields=_SAVED)
    one.coded += sum(item.state == State.CODED for item in items)
    one.aside += sum(item.state == State.ASIDE for item in items)
    one.same += len(batch.told) - len(items)
    one.faults += sum(not fault.warning for fault in batch.faults)
    one.fault = str(batch.faults[-1])[:FAULT] if batch.faults else one.fault


def _known(one: Import, told: Sequence[Told]) -> dict[str, Item]:
    """The items that are there, by their keys and, of this source, by its ids."""
    own = Q(feed=one.feed_id, guid__in=[article.item.guid for article in told])
    found: dict[str, Item] = {}
    for item in Item.objects.select_related("feed").filter(Q(key__in=[article.item.key for article in told]) | own):
        found[item.key] = item
        if item.feed_id == one.feed_id:
            found[item.guid] = item
    return found


def _there(known: Mapping[str, Item], article: Told) -> Item | None:
    return known.get(article.item.key) or known.get(article.item.guid)


def _other(one: Import, known: Mapping[str, Item], article: Told) -> bool:
    """Whether it is not there yet, says something else than it did, or has a text that was lacking."""
    there = _there(known, article)
    if there is None:
        return True
    if there.feed_id != one.feed_id:
        return article.kept and there.state == State.ASIDE and there.reason in _LACKING
    return there.told != article.item.told


def _renewed(known: Mapping[str, Item], article: Told) -> Item:
    """The item that is there with what is told now, else the new one."""
    there = _there(known, article)
    if there is None:
        return article.item
    for name in _COPIED:
        setattr(there, name, getattr(article.item, name))
    return there


def _without_twins(items: Sequence[Item]) -> list[Item]:
    """Those to be coded; the same text of the same outlet is set aside."""
    told = [(item, twin_of(item)) for item in items if item.state != State.ASIDE]
    taken = dict(Item.objects.filter(twin__in={twin for _, twin in told}).values_list("twin", "key"))
    found = []
    for item, twin in told:
        if taken.setdefault(twin, item.key) == item.key:
            found.append(item)
        else:
            _set_aside(item, Reason.TWIN)
    return found


def _coded(item: Item, codings: Mapping[str, Coding]) -> tuple[Report, Coding] | None:
    """The report with its coding, if it is about the conflict or stands in the ledger already."""
    report = report_of(item)
    coding = codings.get(report.id) or code(report)
    if not tells(coding) and not item.report:
        _set_aside(item, Reason.CLAIMS)
        return None
    item.state, item.reason, item.fault, item.coded = State.CODED, "", "", timezone.now()
    item.report, item.claims, item.twin = report.id, len(coding.claims), twin_of(item)
    item.text = item.content = ""  # the ledger has it
    return report, coding


def _set_aside(item: Item, reason: Reason) -> None:
    item.state, item.reason, item.text = State.ASIDE, reason, ""


def _learn(told: Sequence[Told], known: Mapping[str, Item]) -> None:
    """Count the lines of pages that are new."""
    for article in told:
        if article.page and _there(known, article) is None:
            boilerplate.learn(outlet_of(article.item), article.page)
