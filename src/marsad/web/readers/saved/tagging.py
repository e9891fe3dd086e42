"""A reader's tags as such: given another name, put together, taken away, and put on several articles at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from marsad.web.readers.saved import labelling
from marsad.web.readers.saved.keeping import SaveError
from marsad.web.readers.saved.models import Article, Tag

AT_ONCE: Final = 400  # articles of one press of a button


@transaction.atomic
def rename(tag: Tag, written: str) -> Tag:
    """Give a tag another name; one that is there already takes its articles. Raises ``SaveError`` for no name."""
    (name,) = labelling.names([written]) or [""]
    if not name:
        raise SaveError(_("A tag has a name."))
    touched = list(Article.objects.filter(tags=tag).values_list("pk", flat=True))
    other = Tag.objects.filter(owner=tag.owner, key=labelling.key(name)).exclude(pk=tag.pk).first()
    if other is None:
        tag.name, tag.key = name, labelling.key(name)
        tag.save(update_fields=["name", "key"])
    else:
        other.articles.add(*touched)
        tag.delete()
    _changed(touched)
    return other or tag


@transaction.atomic
def remove(tag: Tag) -> None:
    """Take a tag away from all articles; they stay."""
    touched = list(Article.objects.filter(tags=tag).values_list("pk", flat=True))
    tag.delete()
    _changed(touched)


@transaction.atomic
def put_on(owner: User, numbers: Iterable[int], written: str) -> None:
    """Put tags on several of the owner's articles. Raises ``SaveError`` for no name; an article that is full stays."""
    found = labelling.names(labelling.split(written))
    if not found:
        raise SaveError(_("A tag has a name."))
    free = Q(count__lte=labelling.TAGS - len(found))
    articles = Article.objects.filter(owner=owner, pk__in=list(numbers)).annotate(count=Count("tags")).filter(free)
    touched = list(articles.values_list("pk", flat=True))
    for name in found:
        labelling.tag(owner, name).articles.add(*touched)
    Tag.objects.filter(owner=owner, articles=None).delete()
    _changed(touched)


def set_states(owner: User, numbers: Iterable[int], name: str) -> None:
    """One of ``labelling.STATES`` for several of the owner's articles. Raises ``KeyError`` for another."""
    field, value = labelling.STATES[name]
    _of(owner, numbers).update(**{field: value}, changed=timezone.now())


def delete(owner: User, numbers: Iterable[int]) -> None:
    """Delete several of the owner's articles, with all that is written about them."""
    _of(owner, numbers).delete()
    Tag.objects.filter(owner=owner, articles=None).delete()


def _of(owner: User, numbers: Iterable[int]) -> QuerySet[Article]:
    return Article.objects.filter(owner=owner, pk__in=list(numbers))


def _changed(numbers: Iterable[int]) -> None:
    Article.objects.filter(pk__in=list(numbers)).update(changed=timezone.now())
