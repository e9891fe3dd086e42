"""Saved articles as wallabag's interface tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join

from marsad.web.readers.saved.models import Article, Highlight, Kind, Tag, Version
from marsad.web.readers.saved.searching import newest_of
from marsad.web.readers.saved.tongue import UNKNOWN, language, rtl

_A_MINUTE = 1_000  # letters, as on our own pages


def entries(request: HttpRequest, articles: Iterable[Article], *, whole: bool = True) -> list[dict[str, Any]]:
    """Several of them: a few questions to the database, however many they are."""
    found = list(articles)
    prefetch_related_objects(found, "owner", "tags", "highlights")
    versions = newest_of(found)
    return [_entry(request, one, versions.get(one.pk), whole=whole) for one in found]


def entry(request: HttpRequest, article: Article) -> dict[str, Any]:
    """An article, with its text."""
    return entries(request, [article])[0]


def _entry(request: HttpRequest, article: Article, version: Version | None, *, whole: bool) -> dict[str, Any]:
    """An article; without ``whole`` its text is left out (``detail=metadata``)."""
    owner = article.owner
    text = version.text if version else ""
    address = _address(request, article)
    told = {
        "id": article.pk,
        "title": article.title,
        "url": address,
        "given_url": address,
        "domain_name": urlsplit(address).hostname or "",
        "is_archived": int(article.archived),
        "is_starred": int(article.starred),
        "is_public": False,
        "user_id": owner.pk,
        "user_name": owner.get_username(),
        "user_email": owner.email,
        "tags": [tag(one) for one in sorted(article.tags.all(), key=lambda one: one.name)],
        "annotations": [annotation(one) for one in article.highlights.all()],
        "created_at": stamp(article.saved),
        "updated_at": stamp(article.changed),
        "published_at": _day(article.published),
        "published_by": [article.outlet] if article.outlet else [],
        "language": None if (spoken := language(text)) == UNKNOWN else spoken,
        "mimetype": "text/html",
        "reading_time": max(round(article.letters / _A_MINUTE), 1) if text else 0,
        "preview_picture": None,
        "http_status": "200" if version else None,
        "_links": {"self": {"href": f"{reverse('wallabag-entries')[: -len('.json')]}/{article.pk}"}},
    }
    return told | ({"content": _content(text)} if whole else {})


def tag(one: Tag) -> dict[str, Any]:
    """A tag."""
    return {"id": one.pk, "label": one.name, "slug": one.key}


def annotation(one: Highlight) -> dict[str, Any]:
    """A highlight; where its words stand is told by the words themselves."""
    return {"id": one.pk, "quote": one.quote, "text": one.note, "created_at": stamp(one.made), "ranges": []}


def user(one: User) -> dict[str, Any]:
    """An account."""
    joined = stamp(one.date_joined)
    return {
        "id": one.pk,
        "username": one.get_username(),
        "email": one.email,
        "created_at": joined,
        "updated_at": joined,
    }


def page_of(request: HttpRequest, items: list[dict[str, Any]], page: int, limit: int, total: int) -> Mapping[str, Any]:
    """A page of a list, with the addresses of its neighbours."""
    pages = max(-(-total // limit), 1)

    def link(number: int) -> dict[str, str]:
        query = request.GET.copy()
        query["page"] = str(number)
        return {"href": request.build_absolute_uri(f"{request.path}?{query.urlencode()}")}

    links = {"self": link(page), "first": link(1), "last": link(pages)}
    links |= {"next": link(page + 1)} if page < pages else {}
    links |= {"previous": link(page - 1)} if page > 1 else {}
    told = {"page": page, "limit": limit, "pages": pages, "total": total}
    return {**told, "_links": links, "_embedded": {"items": items}}


def stamp(at: datetime) -> str:
    """A time as wallabag writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S%z")


def _address(request: HttpRequest, article: Article) -> str:
    if article.kind == Kind.PAGE:
        return str(article.address)
    return request.build_absolute_uri(reverse(article.kind, args=[article.address]))


def _content(text: str) -> str:
    whole = language(text)
    lines = (("rtl" if rtl(language(line, whole)) else "ltr", line) for line in text.split("\n") if line.strip())
    return str(format_html_join("\n", '<p dir="{}">{}</p>', lines))


def _day(day: date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00+0000" if day else None
