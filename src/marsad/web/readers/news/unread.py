"""How many incidents of a reader's own page are unread: told in the bar of every page, so it is remembered.

The number is that of the page as it opens, not of all that lies behind it. It is counted anew once the ledger changes,
or the reader follows, mutes or reads something; that changes their desk's ``turn``, which every process looks up.
"""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import User

from marsad.web.browse.remembering import remembered
from marsad.web.readers.news.choosing import choose
from marsad.web.readers.news.models import Desk, Follow

_READERS: Final = 2_000  # whose numbers are remembered


def unread(owner: User) -> int:
    """How many of the incidents on the reader's page, as it opens now, they have not read."""
    turn = Desk.objects.filter(owner=owner).values_list("turn", flat=True).first()
    return 0 if turn is None else _unread(owner.pk, turn)


@remembered(_READERS)
def _unread(account: int, turn: int) -> int:
    if not Follow.objects.filter(owner=account, muted=False).exists():
        return 0
    return sum(not item.read for item in choose(User(pk=account)).items)
