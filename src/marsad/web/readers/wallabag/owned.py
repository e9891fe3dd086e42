"""What an account takes along of its apps: their names; no secret is kept that could be."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.web.readers.owned import Owner, Part, owned
from marsad.web.readers.wallabag.models import Access


@owned("apps")
def apps(owner: Owner) -> Iterable[Part]:
    """The apps that were let in."""
    yield "apps.json", Access.objects.filter(owner=owner.user).values("name", "client", "made", "used").iterator()
