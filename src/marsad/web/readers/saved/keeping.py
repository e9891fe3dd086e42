"""Saving: a report or an incident of the ledger, or a page elsewhere, with its text as it is now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from marsad.web.fetching import FetchError, fetch
from marsad.web.fetching.rules import from_environment
from marsad.web.readers.saved import searching
from marsad.web.readers.saved.copying import incident_copy, report_copy
from marsad.web.readers.saved.extracting import article as extracted
from marsad.web.readers.saved.faults import UNREADABLE, worded
from marsad.web.readers.saved.models import Article, Kind, Version
from marsad.web.readers.saved.room import room
from marsad.web.reports.bringing import LETTERS, WORD, BroughtError
from marsad.web.reports.neutral import neutral, web_address

LONGEST: Final = 2_000  # bytes of an address: PostgreSQL's indexes hold 2,700
_SECONDS: Final = 15.0  # a reader waits for it
_TAKEN: Final = ("fault", "changed", "title", "letters", "outlet", "published")
_HTML: Final = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.8"


class SaveError(Exception):
    """What cannot be saved; the message is in the reader's language."""


class FullError(SaveError):
    """There is no room for it among what the reader has saved."""

    def __init__(self) -> None:
        super().__init__(_("There is no room for more among your saved articles. Delete some first."))


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of an article as it is now."""

    title: str
    text: str
    outlet: str = ""
    published: date | None = None


def save(owner: User, kind: Kind, address: str) -> Article:
    """The article of an address among the owner's, taken now if it is new.

    A page that cannot be fetched is saved without a text; its ``fault`` says why. Raises ``SaveError`` for what is no
    address, or no report or incident of the ledger.
    """
    address = _checked(kind, address)
    known = Article.objects.filter(owner=owner, kind=kind, address=address).first()
    if known:
        return known
    if kind is Kind.PAGE:
        article = put(owner, kind, address)
        take(article)
    else:
        copy = _told(owner, kind, address)
        article = put(owner, kind, address, letters=len(copy.text))
        keep(article, copy)
    return article


def put(owner: User, kind: Kind, address: str, letters: int = 0) -> Article:
    """A row for the address, without a text yet; the one that is there, if there is one.

    Raises ``FullError`` where there is no room for another article and so many ``letters`` of it.
    """
    now = timezone.now()
    known = Article.objects.filter(owner=owner, kind=kind, address=address).first()
    if known:
        return known
    if not room(owner).holds(1, letters):
        raise FullError
    made, _new = Article.objects.get_or_create(
        owner=owner, kind=kind, address=address, defaults={"title": address, "saved": now, "changed": now}
    )
    return made


def take(article: Article) -> bool:
    """Look at the article's address again; whether its text is new. Its ``fault`` says why it could not be had."""
    try:
        return keep(article, _copy(article))
    except (FetchError, BroughtError, SaveError) as error:
        article.fault = worded(error) if isinstance(error, FetchError) else str(error)
        Article.objects.filter(pk=article.pk).update(fault=article.fault)
        searching.index(article)
        return False


def give_up(number: int) -> None:
    """Ask for the text of a saved page no more, because nothing could be made of it again and again. Its owner may."""
    Article.objects.filter(pk=number, fault="").update(fault=str(UNREADABLE))


def keep(article: Article, copy: Copy) -> bool:
    """Add a version, unless it is the same as the newest; whether it was added. What is unsafe to show is not kept.

    What another device did to the article meanwhile stays; if it deleted the article, nothing is kept. Raises
    ``FullError`` where there is no room.
    """
    copy, content = safe(copy)
    with transaction.atomic():
        # Two that take it at once come one after the other: a first version has no row yet that could be locked.
        if not list(Article.objects.select_for_update().filter(pk=article.pk).values_list("pk")):
            return False
        newest = Version.objects.filter(article=article).order_by("-number").defer("text").first()
        article.fault = ""
        new = newest is None or newest.content != content
        if new:
            _add(article, copy, content, newest.number + 1 if newest else 1)
        article.save(update_fields=_TAKEN)
        searching.index(article)
    return new


def readable(text: str) -> bool:
    """Whether a text is one: not empty, and no longer than those that are brought in elsewhere, word by word."""
    return bool(text.strip()) and len(text) <= LETTERS and max(map(len, text.split()), default=0) <= WORD


def safe(copy: Copy) -> tuple[Copy, str]:
    """The copy as it is kept, and what tells it from another."""
    copy = replace(copy, title=neutral(copy.title), text=neutral(copy.text), outlet=neutral(copy.outlet))
    return copy, blake2b(f"{copy.title}\x00{copy.text}".encode(), digest_size=16).hexdigest()


def _add(article: Article, copy: Copy, content: str, number: int) -> None:
    if not room(article.owner).holds(0, len(copy.text)):
        raise FullError
    article.changed = timezone.now()
    article.title, article.letters = copy.title or article.title, len(copy.text)
    Article.objects.filter(pk=article.pk).update(volume=F("volume") + len(copy.text))
    article.outlet, article.published = copy.outlet or article.outlet, copy.published or article.published
    Version.objects.create(
        article=article, number=number, taken=article.changed, title=copy.title, text=copy.text, content=content
    )


def _checked(kind: Kind, address: str) -> str:
    if kind is not Kind.PAGE:
        return address
    found = web_address(address)
    if found is None or len(found.encode()) > LONGEST:
        raise SaveError(_("This is no web address: it should begin with http:// or https://."))
    return found.partition("#")[0]


def _copy(article: Article) -> Copy:
    if article.kind == Kind.PAGE:
        return _page(article.address)
    return _told(article.owner, Kind(article.kind), article.address)


def _told(owner: User, kind: Kind, key: str) -> Copy:
    found = (report_copy if kind is Kind.REPORT else incident_copy)(owner, key)
    if found is None:
        raise SaveError(_("The ledger does not have it."))
    return Copy(*found)


def _page(address: str) -> Copy:
    found = extracted(fetch(address, accept=_HTML, rules=replace(from_environment(), seconds=_SECONDS)))
    published = date.fromisoformat(found.published) if found.published else None
    return Copy(found.title, found.text, found.outlet, published)
