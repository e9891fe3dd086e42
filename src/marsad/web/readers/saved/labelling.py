"""What a reader does to a saved article besides reading: tags, a note, highlights, and putting it away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marsad.text.fold import fold
from marsad.web.readers.saved import searching
from marsad.web.readers.saved.anchors import Anchor, anchor, find, stretch
from marsad.web.readers.saved.keeping import SaveError
from marsad.web.readers.saved.models import Article, Highlight, Tag, Version
from marsad.web.reports.neutral import neutral

TAG: Final = 60  # characters of a tag
TAGS: Final = 50  # of an article
NOTE: Final = 10_000  # characters
HIGHLIGHTS: Final = 500  # of an article
_COMMAS: Final = re.compile(r"[,،;؛\n]")
# What a press of a button changes.
STATES: Final[Mapping[str, tuple[str, bool]]] = {
    "archive": ("archived", True),
    "unarchive": ("archived", False),
    "read": ("read", True),
    "unread": ("read", False),
    "star": ("starred", True),
    "unstar": ("starred", False),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A highlight, and where its words stand in the version that is shown; ``None`` where they do not any more."""

    highlight: Highlight
    span: tuple[int, int] | None


def set_state(article: Article, name: str) -> None:
    """One of ``STATES``. Raises ``KeyError`` for another."""
    field, value = STATES[name]
    _change(article, **{field: value})


@transaction.atomic
def set_tags(article: Article, written: str) -> None:
    """The tags of an article are those written, with commas between; a tag without articles goes."""
    article.tags.set([tag(article.owner, name) for name in names(split(written))])
    Tag.objects.filter(owner=article.owner, articles=None).delete()
    _change(article)


def split(written: str) -> list[str]:
    """The names that stand between commas."""
    return _COMMAS.split(written)


def names(written: Iterable[str]) -> list[str]:
    """Names of tags as they are kept: safe to show, each once, and no more than an article may have."""
    cut = (" ".join(neutral(name).split())[:TAG].strip() for name in written)
    kept: dict[str, str] = {}
    for name in cut:
        kept.setdefault(key(name), name)
    return [name for folded, name in kept.items() if folded][:TAGS]


def key(name: str) -> str:
    """What is the same for all spellings of a tag."""
    return fold(name).casefold()


def tag(owner: User, name: str) -> Tag:
    """The owner's tag of a name, in whichever spelling it was written first."""
    found, _new = Tag.objects.get_or_create(owner=owner, key=key(name), defaults={"name": name})
    return found


@transaction.atomic
def set_note(article: Article, note: str) -> None:
    """What the reader says of the article. Raises ``SaveError`` if it is too long."""
    _change(article, note=_short(note))
    searching.index(article)


@transaction.atomic
def mark(article: Article, version: Version, start: int, end: int, note: str = "") -> Highlight:
    """Highlight ``version.text[start:end]``. Raises ``SaveError`` where there is nothing, or for more than enough."""
    if article.highlights.count() >= HIGHLIGHTS:
        raise SaveError(_("This article has as many highlights as it can have."))
    try:
        found = anchor(version.text, start, end)
    except ValueError as error:
        raise SaveError(_("These words are not in the text.")) from error
    made = highlighted(article, version, found, note)
    made.save()
    _change(article)
    searching.index(article)
    return made


def highlighted(article: Article, version: Version, found: Anchor, note: str) -> Highlight:
    """A row that is not written yet. Raises ``SaveError`` if the note is too long."""
    return Highlight(
        article=article,
        version=version,
        start=found.start,
        end=found.start + len(found.quote),
        quote=found.quote,
        before=found.before,
        after=found.after,
        note=_short(note),
        made=timezone.now(),
    )


def mark_words(article: Article, version: Version, words: str, note: str = "") -> Highlight:
    """Highlight the first stretch of the text that has these words, be it spaced otherwise. Raises ``SaveError``."""
    found = stretch(version.text, words)
    if found is None:
        raise SaveError(_("These words are not in the text."))
    return mark(article, version, *found, note)


@transaction.atomic
def annotate(highlight: Highlight, note: str) -> None:
    """What the reader says of the highlighted words. Raises ``SaveError`` if it is too long."""
    highlight.note = _short(note)
    Highlight.objects.filter(pk=highlight.pk).update(note=highlight.note)
    _change(highlight.article)
    searching.index(highlight.article)


@transaction.atomic
def unmark(highlight: Highlight) -> None:
    """Take a highlight away."""
    highlight.delete()
    _change(highlight.article)
    searching.index(highlight.article)


def placed(highlights: Iterable[Highlight], version: Version) -> Sequence[Placed]:
    """The highlights in the order of a version, whichever they were made in; those that are gone come last."""
    found = [Placed(one, _span(one, version)) for one in highlights]
    return sorted(found, key=lambda one: (one.span is None, one.span or (one.highlight.start, 0)))


def _span(highlight: Highlight, version: Version) -> tuple[int, int] | None:
    if highlight.version_id == version.pk:
        return highlight.start, highlight.end
    sought = Anchor(highlight.quote, highlight.before, highlight.after, highlight.start)
    return find(version.text, sought)


def _change(article: Article, **fields: object) -> None:
    """Write these fields alone, and that the article is another for devices and apps that keep a copy."""
    told = fields | {"changed": timezone.now()}
    for name, value in told.items():
        setattr(article, name, value)
    Article.objects.filter(pk=article.pk).update(**told)


def _short(note: str) -> str:
    if len(note) > NOTE:
        raise SaveError(_("A note can have %(most)s characters at most.") % {"most": NOTE})
    return neutral(note).strip()
