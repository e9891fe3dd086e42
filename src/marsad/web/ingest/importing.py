"""Files read into the ledger, a batch of articles at a time.

What a batch brought, what of it stands in the ledger, and how far the file was read change in one transaction. Killed
at any point, whoever reads on begins after the last whole batch, and comes to what an unbroken reading comes to.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from marsad.coder.pipeline import code
from marsad.exchange.faults import InputError
from marsad.exchange.reading import Meter
from marsad.garbage import uncollected
from marsad.model import MarsadError
from marsad.web.ingest import files, readers, uploads
from marsad.web.ingest.batches import Batch, unknown
from marsad.web.ingest.batches import take as put
from marsad.web.ingest.models import Feed, Import, Standing
from marsad.web.ingest.processing import report_of, store
from marsad.web.ingest.readers import Reader
from marsad.web.ingest.told import told

# Articles of a transaction, and letters of them that make it full: the ledger's writer is held for a second
# or two. The more there are, the less often an incident is built that many of them tell.
BATCH: Final = 200
LETTERS: Final = 500_000
_AT_WORK: Final = timedelta(seconds=10)
_PAUSED: Final = Q(feed__standing=Standing.PAUSED)
_GONE: Final = "the file is not there any more"
Progress = Callable[[Import], None]


class OvertakenError(MarsadError):
    """Somebody else reads the same file: what he took is there, and what we read is not taken twice."""


def waiting(now: datetime, most: int = 100) -> list[int]:
    """The numbers of the files that are to be read on: those that wait longest first. One that somebody reads at this
    moment, such as a person at a terminal, is left to him.
    """
    open_ones = Import.objects.filter(ended=None).exclude(stepped__gt=now - _AT_WORK).exclude(_PAUSED)
    order = F("stepped").asc(nulls_first=True)
    return list(open_ones.order_by(order, "pk").values_list("pk", flat=True)[:most])


def read(number: int, seconds: float = float("inf"), progress: Progress = lambda one: None) -> Import | None:
    """Read on in a file, for so many seconds or to its end; the import as it is then, ``None`` if it was removed.

    ``progress`` is called after each batch. Raises ``OvertakenError``.
    """
    one = Import.objects.select_related("feed").filter(pk=number).first()
    if one is None or one.ended:
        return one
    path = files.path_of(one)
    if path.is_symlink() or not path.is_file():
        return _ended(one, _GONE)
    one = _as_it_is(_come_back(one), path)
    reader = readers.take(one, path)
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            batch = _batch(one, reader)
            if not batch.pieces:
                ended = _ended(one)
                uploads.drop(path)
                return ended
            with uncollected():
                one = _taken(one, batch, reader.meter)
            progress(one)
        readers.leave(one, reader)
    finally:
        readers.close(one, reader)
    return one


def _come_back(one: Import) -> Import:
    """A file that was gone and is there again has lost nothing: the fault is taken back."""
    if one.fault == _GONE:
        one.fault, one.faults = "", one.faults - 1
        one.save(update_fields=["fault", "faults"])
    return one


def _as_it_is(one: Import, path: Path) -> Import:
    """A file that is no more what it was is read from its beginning: what is known already is passed over."""
    mark = files.mark(path)
    if mark == one.mark:
        return one
    anew = dict.fromkeys(("position", "done", "coded", "same", "aside", "faults"), 0)
    same = Import.objects.filter(pk=one.pk, mark=one.mark, position=one.position)  # whoever reads it may be further on
    same.update(mark=mark, fault="", size=path.stat().st_size, **anew)
    return Import.objects.select_related("feed").get(pk=one.pk)


def _batch(one: Import, reader: Reader) -> Batch:
    """The next articles: fewer where they are long. What is told a second time belongs to the next batch: it is a later
    version of what is in this one.
    """
    batch, seen, letters, now = Batch(), set[str](), 0, timezone.now()
    for piece in islice(reader, BATCH):
        if isinstance(piece, InputError):
            batch.faults.append(piece)
        else:
            article = told(one, piece, now)
            names = {article.item.key, article.item.guid}
            if names & seen:
                reader.put_back(piece)
                return batch
            seen |= names
            letters += len(article.item.text) + len(article.page)
            batch.told.append(article)
        batch.pieces += 1
        if letters >= LETTERS:
            break
    return batch


def _taken(one: Import, batch: Batch, meter: Meter) -> Import:
    """The import once a batch was put down. Raises ``OvertakenError`` if another reader was faster."""
    reports = [report_of(article.item) for article in unknown(one, batch.told) if article.kept]
    codings = {report.id: code(report) for report in reports}
    with store().transaction():  # one writer at a time: what is read here stays so until it ends
        row = Import.objects.select_related("feed").select_for_update(of=("self",)).get(pk=one.pk)
        if (row.position, row.mark) != (one.position, one.mark):
            raise OvertakenError(f"{one.name} is read by somebody else as well")
        put(row, batch, codings)
        row.position += batch.pieces
        row.done, row.size, row.stepped = meter.done, meter.total, timezone.now()
        row.save()
    return row


def _ended(one: Import, fault: str = "") -> Import:
    one.ended, one.fault = timezone.now(), fault or one.fault
    one.done, one.faults = (one.done, one.faults + 1) if fault else (one.size, one.faults)
    with transaction.atomic():
        one.save(update_fields=["ended", "fault", "done", "faults"])
        if not fault:
            Feed.objects.filter(pk=one.feed_id).update(succeeded=one.ended)
    return one
