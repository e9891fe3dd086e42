"""What somebody follows, as far as their own letter has to know it.

The app that keeps follows names a function in the setting ``MARSAD_FOLLOWS`` (its dotted path). Without one there is no
letter of one's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from marsad.web.browse.filters import Filters


@dataclass(frozen=True, slots=True)
class Follows:
    """An incident is told that fits any of ``wanted`` and none of ``muted``; without anything wanted, none is."""

    wanted: tuple[Filters, ...] = ()
    muted: tuple[Filters, ...] = ()


# Given the number of an account, what it follows.
FollowsOf = Callable[[int], Follows]


def kept() -> bool:
    """Whether anything keeps what readers follow."""
    return bool(getattr(settings, "MARSAD_FOLLOWS", ""))


def follows_of(account: int) -> Follows:
    """What an account follows; nothing where nothing keeps it."""
    if not kept():
        return Follows()
    return cast(FollowsOf, import_string(settings.MARSAD_FOLLOWS))(account)
