"""Measure how fast letters are made and handed to a mail server: ``python -m marsad.web.newsletters.bench REPORTS``.

The reports make a ledger in a folder of its own; the server is a process that takes every letter at once and keeps
none. Figures are of this process: seconds, and megabytes held at the end of each tenth of the letters.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from marsad.web.newsletters.sending import Sent

_REPORTS: Final = 60  # of the file: enough for a letter with all it may have
_DOMAINS: Final = 200
_LARGEST: Final = 0.4  # of the subscribers are with one mail host


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", help="JSONL of reports, .gz allowed")
    parser.add_argument("--subscribers", type=int, default=10_000, metavar="N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="marsad-letters-") as folder, _sink() as port:
        os.environ |= {"MARSAD_DATA": folder, "MARSAD_MAIL_URL": f"smtp://127.0.0.1:{port}"}
        os.environ.pop("MARSAD_DATABASE", None)
        now = _ledger(Path(asked.reports))
        _subscribers(asked.subscribers, now)
        _measure(asked.subscribers, now)


@dataclass(slots=True)
class _sink:  # noqa: N801 - used as a context
    """The server, in a process of its own."""

    process: subprocess.Popen[str] | None = None

    def __enter__(self) -> int:
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"from {__spec__.name if __spec__ else __name__} import serve; serve()"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        return int(self.process.stdout.readline())

    def __exit__(self, *_: object) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


def serve() -> None:
    """A mail server that takes everything, until it is killed; prints its port."""

    async def run() -> None:
        server = await asyncio.start_server(_talk, "127.0.0.1", 0, limit=1 << 22)
        print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - how the port is told
        await server.serve_forever()

    asyncio.run(run())


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 sink\r\n")
    while line := (await reader.readline()).upper():
        if line.startswith(b"EHLO"):
            writer.write(b"250-sink\r\n250 8BITMIME\r\n")
        elif line.startswith(b"DATA"):
            writer.write(b"354 go on\r\n")
            await reader.readuntil(b"\r\n.\r\n")
            writer.write(b"250 taken\r\n")
        elif line.startswith(b"QUIT"):
            break
        else:
            writer.write(b"250 ok\r\n")
    writer.close()


def _ledger(reports: Path) -> datetime:
    """A ledger of some reports; gives the morning after the day with most incidents."""
    from marsad import code
    from marsad.exchange import Defaults, read_reports
    from marsad.ledger.ledger import Ledger
    from marsad.ledger.store import Store
    from marsad.model import Report
    from marsad.web.ledger.store import open_store

    store = open_store()
    from django.db.models import Count

    from marsad.web.browse.registers import registers
    from marsad.web.ledger.models import Incident

    found = islice((one for one in read_reports([str(reports)], Defaults()) if isinstance(one, Report)), _REPORTS)
    Ledger(cast(Store, store), registers()).add_many([(report, code(report)) for report in found], "bench")
    days = Incident.objects.exclude(first=None).values_list("first").annotate(count=Count("pk"))
    day = days.order_by("-count", "first")[0][0]
    return datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=1, hours=12)


def _subscribers(count: int, now: datetime) -> None:
    from marsad.web.newsletters.models import Subscriber, Subscription

    made = Subscriber.objects.bulk_create(
        [Subscriber(address=one, folded=one, made=now) for one in _addresses(count)], batch_size=500
    )
    wish: dict[str, Any] = {"kind": "brief", "frequency": "daily", "hour": 7, "zone": "Asia/Damascus", "empty": True}
    Subscription.objects.bulk_create(
        [
            Subscription(
                subscriber=one,
                language="en" if n % 4 == 0 else "ar",
                asked=now,
                confirmed=now,
                through=now.date() - timedelta(days=2),
                due=now,
                **wish,
            )
            for n, one in enumerate(made)
        ],
        batch_size=500,
    )


def _addresses(count: int) -> Iterator[str]:
    for n in range(count):
        large = n % 10 < 10 * _LARGEST
        yield f"reader{n}@{'large' if large else f'small{n % _DOMAINS}'}.example"


def _measure(count: int, now: datetime) -> None:
    from django.utils import timezone

    from marsad.web.database import data_folder
    from marsad.web.mail import mail_settings
    from marsad.web.newsletters import environment
    from marsad.web.newsletters.hands import hand
    from marsad.web.newsletters.journal import Journal
    from marsad.web.newsletters.pacing import Pace
    from marsad.web.newsletters.queueing import queue
    from marsad.web.newsletters.sending import Sender

    start, cpu = time.monotonic(), time.process_time()
    queued = queue(now)
    made = time.monotonic() - start
    _tell("copies queued, issues made", queued)
    _tell("seconds to make and queue", round(made, 1))
    settings = mail_settings()
    with Journal(data_folder() / "bench.journal") as journal:
        pace, lines = Pace(environment.pace()), environment.connections()
        sender = Sender(journal, lambda: hand(settings, environment.bounces(), journal), pace, lines, now=timezone.now)
        with _watched(sender.sent, count) as marks:
            sent = sender.run()
    _tell("copies taken by the server", sent.taken)
    _tell("seconds in all", round(time.monotonic() - start, 1))
    _tell("seconds of a processor", round(time.process_time() - cpu, 1))
    _tell("megabytes held after each tenth", " ".join(map(str, marks)))
    if sent.taken != count:
        sys.exit(f"{count - sent.taken} copies were not taken")


@contextmanager
def _watched(sent: Sent, count: int) -> Iterator[list[int]]:
    """Notes the memory held as the letters go, in a thread beside."""
    marks: list[int] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            if sent.taken * 10 // count > len(marks):
                marks.append(_held())

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    yield marks
    done.set()
    thread.join()


def _held() -> int:
    """Megabytes that this process holds, else the most it held."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() // 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**10


def _tell(what: str, figure: object) -> None:
    print(f"{what}: {figure}", flush=True)  # noqa: T201 - the figures are what it is for


if __name__ == "__main__":
    main()
