"""Ids of actors that reports name and the register does not know.

The id is made of the name's folded words, so that any process makes the same id of the same name, and the name can be
read from it. Names too long for a key of a database are cut and told apart by a digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from marsad.model.actor import Actor, ActorKind
from marsad.places.keys import without_article
from marsad.places.romanise import SCHEME_RULE, romanise

PREFIX = "x-"
_LONGEST = 64  # characters
_GOD = "الله"  # its first letters are no article
_DIGEST = 16  # hexadecimal digits
NOTE = "Met in a report; not in the register. English name romanised ({rule})."


def id_of(forms: Sequence[str]) -> str:
    """The id of a name of these folded words; the article makes no difference."""
    told = PREFIX + "-".join(form if form == _GOD else without_article(form) for form in forms)
    if len(told) <= _LONGEST:
        return told
    digest = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=_DIGEST // 2).hexdigest()
    return f"{told[: _LONGEST - _DIGEST - 1]}-{digest}"


def is_provisional(id: str) -> bool:
    """Whether an actor's id is one of those made here."""
    return id.startswith(PREFIX)


def actor_of(id: str, spelling: str | None) -> Actor:
    """The provisional actor of an id: by the spelling a report gave it, else by the folded words of the id."""
    name = spelling or id.removeprefix(PREFIX).replace("-", " ")
    note = NOTE.format(rule=SCHEME_RULE)
    return Actor(id, (name,), (romanise(name).text,), ActorKind.UNKNOWN, provisional=True, note=note)
