"""How the feeds are: for each what it gave, what it did not give, and whether somebody should look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet, Sum

from marsad.web.ingest.models import Feed, Item, Standing, State

FAILING: Final = 3  # failures in a row, after which somebody should look


@dataclass(frozen=True, slots=True)
class Health:
    """A feed with the numbers of its items: all, in the ledger, set aside, on their way, and claims in all."""

    feed: Feed
    items: int
    coded: int
    aside: int
    claims: int

    @property
    def waiting(self) -> int:
        """Items on their way."""
        return self.items - self.coded - self.aside

    @property
    def share(self) -> float | None:
        """Claims for each item in the ledger."""
        return round(self.claims / self.coded, 1) if self.coded else None

    @property
    def usual(self) -> int:
        """The per cent of its pages whose text could be found, over many."""
        return round(100 * self.feed.usual)

    @property
    def recent(self) -> int:
        """The same over the last few."""
        return round(100 * self.feed.recent)

    @property
    def wrong(self) -> str:
        """What somebody should look at, in a word: ``gone``, ``failing``, ``layout`` or nothing."""
        if self.feed.standing == Standing.GONE:
            return "gone"
        if self.feed.failures >= FAILING:
            return "failing"
        return "layout" if self.feed.fallen else ""


def feeds() -> QuerySet[Feed]:
    """All feeds, in the order they were added."""
    return Feed.objects.order_by("added", "pk")


def health(shown: list[Feed]) -> Iterator[Health]:
    """The health of some feeds, in their order."""
    counted = Item.objects.filter(feed__in=shown).values("feed").order_by()
    rows = counted.annotate(
        items=Count("pk"),
        coded=Count("pk", filter=Q(state=State.CODED)),
        aside=Count("pk", filter=Q(state=State.ASIDE)),
        told=Sum("claims"),
    )
    known = {one: numbers for one, *numbers in rows.values_list("feed", "items", "coded", "aside", "told")}
    for feed in shown:
        yield Health(feed, *known.get(feed.pk, (0, 0, 0, 0)))


def reasons(feed: Feed) -> dict[str, int]:
    """How many items of a feed were set aside, by why."""
    rows = Item.objects.filter(feed=feed, state=State.ASIDE).values_list("reason")
    return dict(rows.annotate(Count("pk")).order_by("reason"))
