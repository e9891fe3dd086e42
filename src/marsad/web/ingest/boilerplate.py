"""Lines that repeat over the pages of an outlet are no part of its articles; which, is learned as pages come."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import F

from marsad.web.ingest.addresses import digest
from marsad.web.ingest.models import Host, Line

OFTEN: Final = 5  # pages on which a line has to stand
SHARE: Final = 0.3  # of the pages since it was first seen
_MOST: Final = 300  # lines of a page that are learned
_WINDOW: Final = 200  # pages after which a line that stood on few is forgotten
_SWEEP: Final = 50  # pages between two such clean-ups


def without(host: str, text: str) -> str:
    """The text without the lines that are known to repeat. All of them are kept if nothing else would be left."""
    row = Host.objects.filter(name=host).first()
    if row is None or row.pages < OFTEN:
        return text
    lines = text.splitlines()
    known = Line.objects.filter(host=row, digest__in=[_digest(line) for line in lines], pages__gte=OFTEN)
    common = {one.digest for one in known if one.pages >= SHARE * (row.pages - one.first + 1)}
    kept = [line for line in lines if _digest(line) not in common]
    return "\n".join(kept) if any(line.strip() for line in kept) else text


@transaction.atomic
def learn(host: str, text: str) -> None:
    """Count the lines of a page that was not counted before."""
    row = Host.objects.select_for_update().get_or_create(name=host)[0]
    row.pages += 1
    row.save(update_fields=["pages"])
    told = list(dict.fromkeys(_digest(line) for line in text.splitlines() if line.strip()))[:_MOST]
    Line.objects.filter(host=row, digest__in=told).update(pages=F("pages") + 1, last=row.pages)
    there = set(Line.objects.filter(host=row, digest__in=told).values_list("digest", flat=True))
    fresh = [Line(host=row, digest=one, first=row.pages, last=row.pages) for one in told if one not in there]
    Line.objects.bulk_create(fresh)
    if row.pages % _SWEEP == 0:
        Line.objects.filter(host=row, pages__lt=OFTEN, last__lt=row.pages - _WINDOW).delete()


def _digest(line: str) -> str:
    return digest(" ".join(line.split()))[:16]
