"""What an account takes along of its saved articles; all of it goes with the account's row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.web.readers.owned import Owner, Part, owned
from marsad.web.readers.saved.models import Article


@owned("saved")
def saved(owner: Owner) -> Iterable[Part]:
    """Every article with its versions, tags, note and highlights."""
    yield "articles.json", (told(one) for one in Article.objects.filter(owner=owner.user).order_by("pk").iterator())


def told(article: Article) -> dict[str, object]:
    """An article whole, as JSON has it."""
    return {
        "kind": article.kind,
        "address": article.address,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "saved": article.saved,
        "read": article.read,
        "archived": article.archived,
        "starred": article.starred,
        "note": article.note,
        "tags": list(article.tags.order_by("name").values_list("name", flat=True)),
        "versions": list(article.versions.values("number", "taken", "title", "text")),
        "highlights": list(_highlights(article)),
    }


def _highlights(article: Article) -> Iterator[dict[str, object]]:
    for one in article.highlights.select_related("version"):
        yield {"version": one.version.number, "start": one.start, "end": one.end, "quote": one.quote, "note": one.note}
