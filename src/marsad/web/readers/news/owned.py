"""What an account takes along of its follows; all of it goes with the account's row."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.web.readers.news.models import Follow, Seen, View
from marsad.web.readers.owned import Owner, Part, owned


@owned("news")
def news(owner: Owner) -> Iterable[Part]:
    """Follows, views and read marks."""
    mine = {"owner": owner.user}
    yield "follows.json", Follow.objects.filter(**mine).values("kind", "value", "muted", "made").iterator()
    yield "views.json", View.objects.filter(**mine).values("name", "query", "made").iterator()
    yield "read.json", Seen.objects.filter(**mine).order_by("at").values("incident", "read", "at").iterator()
