"""Following and muting, and what follows mean as filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from marsad.model import ClaimType
from marsad.web.browse import naming
from marsad.web.browse.filters import Filters
from marsad.web.browse.registers import names, registers
from marsad.web.newsletters.follows import Follows
from marsad.web.readers.news.models import Follow, Kind, turned
from marsad.web.search.query import parsed as parsed_words
from marsad.web.site import words

MOST: Final = 60  # follows of a reader: each is a question to the database
_LONGEST: Final = 200  # characters of a value


class FollowError(Exception):
    """What cannot be followed; the message is in the reader's language."""


def follow(owner: User, kind: str, value: str, *, muted: bool = False) -> Follow:
    """Follow something, or mute it: what was the other becomes this. Raises ``FollowError`` for what is not there."""
    value = " ".join(value.replace("\0", " ").split())[:_LONGEST]
    if kind not in Kind.values or not _is_there(Kind(kind), value):
        raise FollowError(_("This cannot be followed: it is in no register."))
    known = Follow.objects.filter(owner=owner)
    if not known.filter(kind=kind, value=value).exists() and known.count() >= MOST:
        raise FollowError(_("You follow as much as can be followed: %(most)s.") % {"most": MOST})
    made, _new = known.update_or_create(owner=owner, kind=kind, value=value, defaults={"muted": muted})
    turned(owner)
    return made


def unfollow(one: Follow) -> None:
    """Follow or mute something no more."""
    one.delete()
    turned(one.owner)


def filters_of(one: Follow) -> Filters:
    """The filters that find what a follow is about."""
    if one.kind == Kind.WORDS:
        return Filters(words=one.value)
    if one.kind == Kind.TYPE:
        return Filters(type=(ClaimType(one.value),))
    return Filters().with_(**{one.kind: (one.value,)})


def label(one: Follow) -> str:
    """What is followed, in the reader's language."""
    return label_of(one.kind, one.value)


def label_of(kind: str, value: str) -> str:
    """The same of a kind and a value."""
    if kind == Kind.WORDS:
        return _("«%(words)s»") % {"words": value}
    if kind == Kind.TYPE:
        return str(words.TYPES[value])
    return {Kind.PLACE: naming.place, Kind.ACTOR: naming.actor, Kind.SOURCE: naming.source}[Kind(kind)](value).text


def follows_of(account: int) -> Follows:
    """What the letter of one's own is made of (the setting ``MARSAD_FOLLOWS``)."""
    found = list(Follow.objects.filter(owner=account))
    return Follows(_filters(found, muted=False), _filters(found, muted=True))


def _filters(found: Sequence[Follow], *, muted: bool) -> tuple[Filters, ...]:
    return tuple(filters_of(one) for one in found if one.muted is muted)


def _is_there(kind: Kind, value: str) -> bool:
    if kind is Kind.PLACE:
        return registers().gazetteer.get(value) is not None
    if kind is Kind.TYPE:
        return value in set(ClaimType)
    if kind is Kind.WORDS:
        return bool(parsed_words(value))
    return not (names().actor(value) if kind is Kind.ACTOR else names().source(value)).provisional
