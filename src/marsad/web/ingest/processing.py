"""An item on its way: found in a feed, its page fetched and its text kept, coded and put into the ledger.

Each step ends in one transaction that also says it is done. Killed at any point, the item is where its last whole step
left it and is taken up there: it is in the ledger once, or not yet.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, cast

from django.db import transaction
from django.utils import timezone

from marsad import __version__
from marsad.coder.pipeline import code
from marsad.exchange.language import not_arabic
from marsad.ledger.ledger import Ledger
from marsad.ledger.store import Store
from marsad.model import Coding, Report
from marsad.web.browse.registers import registers
from marsad.web.fetching import Fault, FetchError
from marsad.web.ingest import articles, boilerplate, hosts, schedule, yields
from marsad.web.ingest.addresses import digest, site
from marsad.web.ingest.articles import Article, EmptyError
from marsad.web.ingest.models import BRINGING, Feed, Item, Reason, Standing, State
from marsad.web.ledger.store import open_store

_log: Final = logging.getLogger(__name__)
CODER: Final = f"rules {__version__}"
ATTEMPTS: Final = 6  # over some six hours
FAULT: Final = 500  # letters of a fault that are kept
KEPT: Final = ("title", "text", "outlet", "author", "published")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where an item is now. ``wait`` is the seconds until it is to be tried again, if it is."""

    state: State
    reason: str = ""
    claims: int = 0
    wait: int = 0


def waiting(now: datetime, most: int = 100) -> list[Item]:
    """Items whose time has come, of hosts whose turn it is, the longest waiting first; of paused feeds none."""
    found = Item.objects.filter(state__in=(State.FOUND, State.FETCHED), due__lte=now)
    found = found.exclude(feed__standing=Standing.PAUSED).exclude(state=State.FOUND, host__in=hosts.busy(now))
    return list(found.select_related("feed").order_by("due", "pk")[:most])


def process(item: Item) -> Outcome:
    """Take an item as far as it goes. What goes wrong with it is put down with it, never raised; a database that
    cannot be used raises.
    """
    item = Item.objects.select_related("feed").get(pk=item.pk)
    if item.state == State.FOUND:
        outcome = _fetch(item)
        if outcome.state != State.FETCHED:
            return outcome
    if item.state == State.FETCHED:
        return _code(item)
    return Outcome(State(item.state), item.reason, item.claims)


def _fetch(item: Item) -> Outcome:
    """The first step: the text, kept."""
    try:
        article = _article(item)
    except hosts.LaterError as error:
        return _put_off(item, error.wait)
    except hosts.ForbiddenError as error:
        return _from_feed(item, Reason.ROBOTS, str(error))
    except EmptyError as error:
        return _aside(item, Reason.TEXT, str(error), gave=False)
    except FetchError as error:
        return _not_fetched(item, error)
    return _fetched(item, article)


def _article(item: Item) -> Article:
    """Of a source that brings texts that text, if it is one; else the page's."""
    if item.feed.kind in BRINGING or not item.address:
        with suppress(EmptyError):
            return articles.given(item)
    return articles.read(item, articles.asked(item)) if item.address else articles.given(item)


def _not_fetched(item: Item, error: FetchError) -> Outcome:
    if error.fault is Fault.STATUS and error.wait:
        hosts.put_off(item.address, error.wait)
    if not error.again or item.attempts + 1 >= ATTEMPTS:
        return _from_feed(item, Reason.FETCH, str(error))
    item.attempts += 1
    return _put_off(item, schedule.again(item.attempts, error.wait), str(error))


def _put_off(item: Item, seconds: float, fault: str = "") -> Outcome:
    wait = max(1, int(seconds))
    item.due, item.fault = timezone.now() + timedelta(seconds=wait), fault[:FAULT] or item.fault
    item.save(update_fields=["due", "fault", "attempts"])
    return Outcome(State.FOUND, wait=wait)


def _from_feed(item: Item, reason: Reason, fault: str) -> Outcome:
    """The page is not to be had: what the feed gave does, if it is a text."""
    try:
        return _fetched(item, articles.given(item))
    except EmptyError:
        return _aside(item, reason, fault)


def _fetched(item: Item, article: Article) -> Outcome:
    now = timezone.now()
    text = boilerplate.without(outlet_of(item), article.text)
    if reason := not_arabic(text):
        return _aside(item, Reason.LANGUAGE, f"the text {reason}", gave=article.found)
    with transaction.atomic():
        if article.found:
            _count(item.feed_id, gave=True, now=now)
            if item.fetched is None:  # a page that is fetched again says nothing new of what repeats
                boilerplate.learn(outlet_of(item), article.text)
        item.state, item.fault, item.fetched, item.due = State.FETCHED, "", now, now
        keep(item, article, text)
        item.save(update_fields=["state", "fault", "fetched", "due", *KEPT])
    return Outcome(State.FETCHED)


def keep(item: Item, article: Article, text: str) -> None:
    """Put down what was read, in the fields ``KEPT``; the item is not saved."""
    item.title, item.text, item.outlet = article.title, text, article.outlet
    item.author, item.published = article.author, article.published


def _count(feed: int, *, gave: bool, now: datetime) -> None:
    row = Feed.objects.select_for_update().get(pk=feed)
    before = row.fallen
    yields.counted(row, gave, now)
    if row.fallen and not before:
        told = {"feed": row.pk, "address": row.address, "usual": round(row.usual, 2), "recent": round(row.recent, 2)}
        _log.warning("far fewer pages give a text than used to: has its layout changed?", extra={"fields": told})
    row.save(update_fields=["pages", "usual", "recent", "fallen"])


def _code(item: Item) -> Outcome:
    """The last step: coded, then put into the ledger together with the word that it is there."""
    report = report_of(item)
    coding = code(report)
    with store().transaction():  # one writer at a time: what is read here stays so until it ends
        now = Item.objects.select_related("feed").get(pk=item.pk)
        if now.state != State.FETCHED or now.fetched != item.fetched:
            return Outcome(State(now.state), now.reason, now.claims)  # another was faster
        if Item.objects.filter(twin=twin_of(item)).exclude(pk=item.pk).exists():
            return _aside(item, Reason.TWIN, "")
        if not tells(coding) and not item.report:
            return _aside(item, Reason.CLAIMS, "")
        Ledger(cast(Store, store()), registers()).add(report, coding, CODER)
        return _kept(item, report, len(coding.claims))


def _kept(item: Item, report: Report, claims: int) -> Outcome:
    item.state, item.reason, item.fault, item.coded = State.CODED, "", "", timezone.now()
    item.report, item.claims, item.twin = report.id, claims, twin_of(item)
    item.text = item.content = ""  # the ledger has it
    item.save(update_fields=["state", "reason", "fault", "coded", "report", "claims", "twin", "text", "content"])
    return Outcome(State.CODED, claims=claims)


def _aside(item: Item, reason: Reason, fault: str, gave: bool | None = None) -> Outcome:
    """Remembered, so that it is not taken again, and kept out of the ledger; one that is there stays as it is."""
    now = timezone.now()
    with transaction.atomic():
        if gave is not None and item.address:
            _count(item.feed_id, gave=gave, now=now)
        item.state, item.reason, item.fault, item.text = State.ASIDE, reason, fault[:FAULT], ""
        item.fetched = item.fetched or now
        item.save(update_fields=["state", "reason", "fault", "text", "fetched"])
    return Outcome(State.ASIDE, reason)


def drop(number: int) -> None:
    """Set an item aside that failed again and again, because somebody does not want it tried any more."""
    item = Item.objects.filter(pk=number, state__in=(State.FOUND, State.FETCHED)).first()
    if item is not None:
        _aside(item, Reason.DROPPED, item.fault)


def tells(coding: Coding) -> bool:
    """Whether a report is about the conflict: it claims something, or says who holds a place."""
    return bool(coding.claims or coding.control)


def report_of(item: Item) -> Report:
    """The item as the ledger is given it."""
    day = item.published.isoformat() if item.published else None
    return Report(f"web-{item.key}", item.title, item.text, day, item.outlet, item.address or None)


def twin_of(item: Item) -> str:
    """The same for the same text of the same outlet; others' copies are told apart, for the ledger links them."""
    outlet = site(item.address) if item.address else item.outlet or f"feed {item.feed_id}"
    return digest(outlet, " ".join(item.text.split()))


def outlet_of(item: Item) -> str:
    """The outlet, as far as it tells repeated lines apart."""
    return site(item.address) if item.address else f"feed {item.feed_id}"


@cache
def store() -> Any:
    """The settings' own store."""
    return open_store()
