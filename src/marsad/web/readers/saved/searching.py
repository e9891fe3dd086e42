"""Searching one's own: the words of an article's title, text, note, tags and highlights, in the forms of the search.

An article's terms stand in one column with spaces between, so that both databases find them the same way; an account
has thousands of articles at most. Those of its tags do not: a tag is looked up, so that a new name holds at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import chain, islice
from operator import and_
from typing import Final

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from marsad.web.readers.saved.models import Article, Tag, Version
from marsad.web.search.forms import words_of
from marsad.web.search.query import Query, parsed
from marsad.web.search.terms import terms

_READ: Final = 1_000  # articles whose texts are read for one search
_CHUNK: Final = 100  # of them at once


def index(article: Article) -> None:
    """Write the article's terms anew: after a change of anything that is searched but its tags."""
    article.terms = terms_of(texts_of(article, newest(article)))
    Article.objects.filter(pk=article.pk).update(terms=article.terms)


def terms_of(texts: Iterable[str]) -> str:
    """The terms of some texts, as an article keeps them."""
    found = dict.fromkeys(term for text in texts for term in terms(text, ""))
    return f" {' '.join(found)} "


def matching(owner: User, articles: QuerySet[Article], words: str, *, exact: bool = False) -> QuerySet[Article]:
    """Those in which a query (see ``marsad.web.search.query``) finds what it wants; nothing asked for finds all.

    Where texts have to be read (long phrases), the newest ``_READ`` that have all the words are.
    """
    query = parsed(words, exact)
    if not query:
        return articles
    has = _Having(owner)
    for term in query.condition.every:
        articles = articles.filter(has(term))
    for unwanted in query.condition.none:
        articles = articles.exclude(reduce(and_, map(has, unwanted)))
    if query.is_told:
        return articles
    read = articles.order_by("-saved", "-pk").defer("terms").prefetch_related("tags", "highlights")[:_READ]
    return articles.filter(pk__in=list(_fitting(query, read)))


def _fitting(query: Query, articles: QuerySet[Article]) -> Iterator[int]:
    """The numbers of those whose texts fit."""
    rest = articles.iterator(chunk_size=_CHUNK)
    while some := list(islice(rest, _CHUNK)):
        versions = newest_of(some)
        for one in some:
            texts = chain(texts_of(one, versions.get(one.pk)), (tag.name for tag in one.tags.all()))
            if query.fits([list(words_of(text)) for text in texts]):
                yield one.pk


class _Having:
    """Which articles have a term: by their own texts, or by a tag of the owner's."""

    def __init__(self, owner: User) -> None:
        named = Tag.objects.filter(owner=owner).values_list("pk", "name")
        self._tags = {pk: set(terms(name, "")) for pk, name in named}

    def __call__(self, term: str) -> Q:
        found = Q(terms__contains=f" {term} ")
        tags = [pk for pk, told in self._tags.items() if term in told]
        tagged = Article.tags.through.objects.filter(tag__in=tags).values("article")
        return found | Q(pk__in=tagged) if tags else found


def newest(article: Article) -> Version | None:
    """The version that is shown and searched."""
    return article.versions.order_by("-number").first()


def newest_of(articles: Iterable[Article]) -> Mapping[int, Version]:
    """The same of several, by their numbers; what has no text yet is not there."""
    own = Version.objects.filter(article__in=[one.pk for one in articles])
    later = Version.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    return {one.article_id: one for one in own.exclude(Exists(later))}


def texts_of(article: Article, version: Version | None) -> Iterator[str]:
    """What of an article is searched, its tags aside."""
    yield article.title
    yield version.text if version else ""
    yield article.outlet
    yield article.note
    for highlight in article.highlights.all():
        yield highlight.quote
        yield highlight.note
