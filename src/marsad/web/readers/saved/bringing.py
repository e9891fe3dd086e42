"""Articles of other programs put among a reader's own: what is there already stays as it is.

All that takes time (markup, words) is done before the database is asked to keep any of it: others can write meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from marsad.web.readers.saved import labelling
from marsad.web.readers.saved.anchors import anchor, stretch
from marsad.web.readers.saved.importing import Item, paragraphs
from marsad.web.readers.saved.keeping import LONGEST, Copy, FullError, readable, safe
from marsad.web.readers.saved.models import Article, Highlight, Kind, Version
from marsad.web.readers.saved.room import room
from marsad.web.readers.saved.searching import terms_of
from marsad.web.reports.bringing import plain
from marsad.web.reports.neutral import neutral, web_address

_TITLE: Final = 500  # characters
_BATCH: Final = 200  # rows written at once


@dataclass(frozen=True, slots=True)
class Brought:
    """How many articles are new, were there, and had no address that can be saved; ``bare`` came without a text."""

    new: int
    known: int
    refused: int
    bare: int


@dataclass(frozen=True, slots=True)
class _Ready:
    """An article that can be written as it is; its version and highlights point to rows that are not there yet."""

    article: Article
    tags: Sequence[str]
    version: Version | None = None
    highlights: Sequence[Highlight] = field(default=())


def bring_in(owner: User, items: Iterable[Item]) -> Brought:
    """All of them or, if anything breaks, none. Raises ``FullError`` where there is no room for them."""
    own = Article.objects.filter(owner=owner, kind=Kind.PAGE)
    known, there, refused = set(own.values_list("address", flat=True)), 0, 0
    ready: list[_Ready] = []
    for item in items:
        address = (web_address(item.url) or "").partition("#")[0]
        if not address or len(address.encode()) > LONGEST:
            refused += 1
        elif address in known:
            there += 1
        else:
            known.add(address)
            ready.append(_prepared(owner, address, item, timezone.now()))
    if not room(owner).holds(len(ready), sum(one.article.volume for one in ready)):
        raise FullError
    _write(owner, ready)
    return Brought(len(ready), there, refused, sum(one.version is None for one in ready))


def _prepared(owner: User, address: str, item: Item, now: datetime) -> _Ready:
    title = " ".join(neutral(plain(item.title)).split())[:_TITLE] or address
    article = Article(owner=owner, kind=Kind.PAGE, address=address, title=title, saved=item.saved or now, changed=now)
    article.archived, article.starred, article.read = item.archived, item.starred, item.archived
    text = "\n".join(line.strip() for line in plain(paragraphs(item.html)).splitlines() if line.strip())
    tags = labelling.names(item.tags)
    if not readable(text):
        article.terms = terms_of([title])
        return _Ready(article, tags)
    copy, content = safe(Copy(title, text))
    article.letters = article.volume = len(copy.text)
    version = Version(article=article, number=1, taken=now, title=copy.title, text=copy.text, content=content)
    highlights = list(_marked(article, version, item))
    told = [words for one in highlights for words in (one.quote, one.note)]
    article.terms = terms_of([title, copy.text, *told])
    return _Ready(article, tags, version, highlights)


def _marked(article: Article, version: Version, item: Item) -> Iterator[Highlight]:
    """What was marked, where its words stand in the text; a program that keeps markup counts offsets in that."""
    for quote, note in item.quotes[: labelling.HIGHLIGHTS]:
        found = stretch(version.text, neutral(plain(quote)))
        if found:
            yield labelling.highlighted(article, version, anchor(version.text, *found), note[: labelling.NOTE])


@transaction.atomic
def _write(owner: User, ready: Sequence[_Ready]) -> None:
    Article.objects.bulk_create([one.article for one in ready], batch_size=_BATCH)
    versions = [one.version for one in ready if one.version]
    Version.objects.bulk_create(versions, batch_size=_BATCH)
    Highlight.objects.bulk_create([mark for one in ready for mark in one.highlights], batch_size=_BATCH)
    tags = {labelling.key(name): name for one in ready for name in one.tags}
    rows = {key: labelling.tag(owner, name) for key, name in tags.items()}
    Article.tags.through.objects.bulk_create(
        [
            Article.tags.through(article_id=one.article.pk, tag_id=rows[labelling.key(name)].pk)
            for one in ready
            for name in one.tags
        ],
        batch_size=_BATCH,
    )
