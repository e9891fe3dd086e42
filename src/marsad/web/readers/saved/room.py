"""How much room a reader's articles have left: nobody fills the disk of everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Count, Sum

from marsad.web.readers.saved.models import Article


@dataclass(frozen=True, slots=True)
class Room:
    """``articles`` are those a reader has, ``letters`` those of all versions; neither goes beyond its ``most``."""

    articles: int
    letters: int
    most_articles: int
    most_letters: int

    def holds(self, articles: int, letters: int) -> bool:
        """Whether there is room for so many more."""
        return self.articles + articles <= self.most_articles and self.letters + letters <= self.most_letters

    @property
    def share(self) -> int:
        """How much of it is taken, in hundredths: of the one that is the fuller."""
        return max(self.articles * 100 // self.most_articles, self.letters * 100 // self.most_letters)


def room(owner: User) -> Room:
    """What the owner has and may have."""
    found = Article.objects.filter(owner=owner).aggregate(articles=Count("pk"), letters=Sum("volume"))
    most: tuple[int, int] = (settings.MARSAD_SAVED_ARTICLES, settings.MARSAD_SAVED_LETTERS)
    return Room(found["articles"], found["letters"] or 0, *most)
