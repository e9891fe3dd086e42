"""Lists of saved articles: filtered by what the address says, page by page by the place of the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from marsad.web.readers.saved.models import Article, Kind, Tag
from marsad.web.readers.saved.searching import matching

PAGE: Final = 30
# What a list is sorted by, the number being the last: what is equal in the first stands in a fixed order.
SORTS: Final = {"newest": ("saved", True), "oldest": ("saved", False), "longest": ("letters", True)}
VIEWS: Final = {
    "inbox": Q(archived=False),
    "unread": Q(archived=False, read=False),
    "starred": Q(starred=True),
    "archive": Q(archived=True),
    "all": Q(),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; what it does not know is left out."""

    view: str = "inbox"
    kind: str = ""
    tag: int | None = None
    words: str = ""
    exact: bool = False
    sort: str = "newest"
    after: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Wanted:
        """As the address says it."""
        view, kind, tag, sort = (query.get(name, "") for name in ("view", "kind", "tag", "sort"))
        return cls(
            view if view in VIEWS else "inbox",
            kind if kind in Kind.values else "",
            int(tag) if tag.isascii() and tag.isdigit() and len(tag) < 19 else None,
            query.get("q", "")[:400].strip(),
            query.get("exact") == "1",
            sort if sort in SORTS else "newest",
            query.get("after", ""),
        )

    def address(self, **other: str) -> str:
        """The query of this list with something changed; a page further on is never meant."""
        told = {
            "view": self.view if self.view != "inbox" else "",
            "kind": self.kind,
            "tag": str(self.tag or ""),
            "q": self.words,
            "exact": "1" if self.exact else "",
            "sort": self.sort if self.sort != "newest" else "",
        }
        return "?" + urlencode({name: value for name, value in (told | other).items() if value})


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of articles, and the address of the next page, empty if there is none."""

    articles: Sequence[Article]
    following: str


def articles(owner: User, wanted: Wanted) -> QuerySet[Article]:
    """All that is asked for, in the order asked for."""
    found = Article.objects.filter(VIEWS[wanted.view], owner=owner)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.tag is not None:
        found = found.filter(tags=wanted.tag)
    column, falling = SORTS[wanted.sort]
    sign = "-" if falling else ""
    return matching(owner, found, wanted.words, exact=wanted.exact).order_by(f"{sign}{column}", f"{sign}pk")


def listed(owner: User, wanted: Wanted) -> Listed:
    """A page of them."""
    found = articles(owner, wanted)
    if place := _place(wanted):
        found = found.filter(_beyond(wanted, *place))
    shown = list(found.defer("terms").prefetch_related("tags")[: PAGE + 1])
    more = len(shown) > PAGE
    shown = shown[:PAGE]
    return Listed(shown, wanted.address(after=_key(wanted, shown[-1])) if more else "")


def tags(owner: User) -> Sequence[Tag]:
    """The owner's tags with the number of their articles (``count``), by name."""
    return list(Tag.objects.filter(owner=owner).annotate(count=Count("articles")).order_by("name"))


def counts(owner: User) -> dict[str, int]:
    """How many articles each view has."""
    return Article.objects.filter(owner=owner).aggregate(**{name: Count("pk", filter=q) for name, q in VIEWS.items()})


def _key(wanted: Wanted, last: Article) -> str:
    """The place of the last article of a page, as the address of the next one has it."""
    value = last.letters if wanted.sort == "longest" else last.saved.isoformat()
    return f"{value}~{last.pk}"


def _place(wanted: Wanted) -> tuple[datetime | int, int] | None:
    """The same, read; nothing if it is none."""
    value, _, number = wanted.after.partition("~")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    if wanted.sort == "longest":
        return (int(value), int(number)) if value.isascii() and value.isdigit() and len(value) < 10 else None
    try:
        at = datetime.fromisoformat(value)
        return (at.astimezone(UTC), int(number)) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _beyond(wanted: Wanted, value: datetime | int, number: int) -> Q:
    column, falling = SORTS[wanted.sort]
    sign = "lt" if falling else "gt"
    return Q(**{f"{column}__{sign}": value}) | Q(**{column: value, f"pk__{sign}": number})
