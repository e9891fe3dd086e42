"""An article of an archive on its way into the ledger: what it is, and whether it is one to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from marsad.exchange.language import not_arabic
from marsad.model import Report
from marsad.web.fetching import Fetched
from marsad.web.ingest import articles, boilerplate, overrides
from marsad.web.ingest.addresses import clean, digest, host, key, site
from marsad.web.ingest.articles import Article, EmptyError
from marsad.web.ingest.entries import body, identity, line
from marsad.web.ingest.models import Feed, Import, Item, Reason, State
from marsad.web.ingest.pieces import Served
from marsad.web.ingest.processing import FAULT, keep, outlet_of
from marsad.web.ingest.reading import iso_day


@dataclass(frozen=True, slots=True)
class Told:
    """An item that is not saved, with its text unless it is set aside; ``page`` is the text before what repeats on its
    outlet's pages was left out, empty for what is no page.
    """

    item: Item
    page: str = ""

    @property
    def kept(self) -> bool:
        """Whether it is one to be coded."""
        return self.item.state != State.ASIDE


def told(one: Import, piece: Report | Served, now: datetime) -> Told:
    """What an archive holds, as an item of its source."""
    item = _of_report(one, piece) if isinstance(piece, Report) else Item(feed=one.feed, address=clean(piece.url))
    item.due = item.found = item.fetched = now
    try:
        article = _given(item, piece) if isinstance(piece, Report) else articles.read(item, _fetched(piece))
    except EmptyError as error:
        _name(one, item, piece.id if isinstance(piece, Report) else piece.url or piece.name)
        return _aside(item, Reason.TEXT, str(error))
    item.address = item.address or article.address
    _name(one, item, piece.id if isinstance(piece, Report) else item.address or piece.name)
    text = boilerplate.without(outlet_of(item), article.text) if isinstance(piece, Served) else article.text
    keep(item, article, text)
    item.told = digest(item.title, text, item.outlet, str(item.published))
    if reason := not_arabic(text):
        return _aside(item, Reason.LANGUAGE, f"the text {reason}")
    return Told(item, article.text if isinstance(piece, Served) else "")


def _of_report(one: Import, report: Report) -> Item:
    return Item(feed=one.feed, address=clean(report.url or ""), title=line(report.title))


def _given(item: Item, report: Report) -> Article:
    """The text as the archive gives it, however short: archives of bulletins hold lines."""
    name = site(item.address) if item.address else ""
    text = overrides.lines(body(report.text), overrides.of(name)).strip()
    if not text:
        raise EmptyError("the archive gives no text")
    return Article(item.title, text, _outlet(item.feed, name, report.outlet), iso_day(report.published), found=False)


def _outlet(feed: Feed, name: str, said: str) -> str:
    return feed.outlet or (overrides.outlet(name) if name else "") or line(said) or name or feed.name


def _fetched(page: Served) -> Fetched:
    return Fetched(page.url, 200, {"content-type": page.content_type}, page.body)


def _name(one: Import, item: Item, known: str) -> None:
    """Its id within its source, and the key under which it is known to all: that of its address, if it has one."""
    item.guid = identity(f"{one.name}#{known}", "", "")
    item.key = key(item.address) if item.address else digest(one.feed.address, item.guid)
    item.host = host(item.address) if item.address else ""


def _aside(item: Item, reason: Reason, fault: str) -> Told:
    item.state, item.reason, item.fault, item.text = State.ASIDE, reason, fault[:FAULT], ""
    item.told = item.told or digest(reason)
    return Told(item)
