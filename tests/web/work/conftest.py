"""Workers as they are started: processes of their own, on a database of their own."""

import os
import signal
import subprocess
import sys
import threading
import time
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from marsad.web.ingest.models import Feed, Item, State

ERRANDS = Path(__file__).parent / "errands"
COUNT = 6  # articles of the outlet
OPEN = {"MARSAD_FETCH_HOSTS": "127.0.0.1", "MARSAD_FETCH_PACE": "0"}
PATIENCE = 180.0  # seconds; the machine may be busy


class Yard:
    """A database with its data folder, and the commands that are run on it."""

    def __init__(self, url, alias, folder):
        self.url, self.alias, self.folder = url, alias, folder
        self.processes = []
        self.said = folder / "said.txt"

    def environment(self, **more):
        quick = {"MARSAD_WORKER_LEASE": "2", "MARSAD_WORKER_PAUSE": "0.1", "MARSAD_WORKER_ATTEMPTS": "3"}
        place = {"MARSAD_DATABASE": self.url, "MARSAD_DATA": str(self.folder / "data"), "PYTHONPATH": str(ERRANDS)}
        return {**os.environ, **quick, **place, **more}

    @staticmethod
    def wait_for(happened, what="it"):
        """Waits until a function gives something true, and gives it back."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := happened():
                return found
            time.sleep(0.2)
        raise AssertionError(f"{what} did not happen in {PATIENCE} seconds")

    def run(self, *words, **more):
        """A command until its end."""
        command = [sys.executable, "-m", "marsad", *words]
        return subprocess.run(command, env=self.environment(**more), capture_output=True, text=True, check=False)

    def start(self, *words, log="text", **more):
        """A worker, once it is at work. Its log goes to a file."""
        path = self.folder / f"log-{len(self.processes)}.txt"
        command = [sys.executable, "-m", "marsad", "worker", "--log", log, *words]
        with path.open("w") as file:
            worker = subprocess.Popen(command, env=self.environment(**more), stderr=file)
        worker.log = path
        self.processes.append(worker)
        self.wait_for(lambda: "is at work" in path.read_text() or worker.poll() is not None, "the start")
        assert "is at work" in path.read_text(), path.read_text()
        return worker

    def put(self, name, *arguments):
        """A task in the queue."""
        return DBTaskResult.objects.using(self.alias).create(
            task_path=f"errands.{name}",
            args_kwargs={"args": list(arguments), "kwargs": {}},
            queue_name="default",
            backend_name="default",
            run_after=get_date_max(),
        )

    def tasks(self):
        """Those of errands: the worker's own schedule puts in others."""
        return DBTaskResult.objects.using(self.alias).filter(task_path__startswith="errands.")

    def lines(self):
        return self.said.read_text().splitlines() if self.said.exists() else []


@pytest.fixture
def yard(store, url, tmp_path):
    """An empty observatory in either kind of database; what still runs at the end is killed."""
    made = Yard(url, store.alias, tmp_path)
    yield made
    for process in made.processes:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()


@pytest.fixture
def outlet(sample_reports):
    """A site with a feed of articles; gives its address and the paths that it was asked for."""
    asked = []
    pages = {"/robots.txt": ("text/plain", "User-agent: *\nAllow: /\n")}
    for number, report in enumerate(sample_reports[:COUNT]):
        text = "".join(f"<p>{escape(part)}</p>" for part in report.text.split("\n") if part.strip())
        title = escape(report.title or f"خبر {number}")
        body = (
            f"<html lang=ar><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body>"
        )
        pages[f"/news/{number}"] = ("text/html; charset=utf-8", body)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            kind, body = pages.get(self.path, ("text/plain", ""))
            raw = body.encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    items = "".join(
        f"<item><guid>{n}</guid><title>خبر {n}</title><link>{base}/news/{n}</link></item>" for n in range(COUNT)
    )
    pages["/feed.xml"] = ("application/rss+xml", f'<rss version="2.0"><channel><title>أ</title>{items}</channel></rss>')
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield base, asked
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


@pytest.fixture
def feed(yard, outlet):
    now = timezone.now()
    return Feed.objects.using(yard.alias).create(address=f"{outlet[0]}/feed.xml", added=now, due=now)


def waiting(yard):
    return Item.objects.using(yard.alias).filter(state__in=(State.FOUND, State.FETCHED))


def settled(yard, **which):
    """Whether all articles of the outlet are where they go."""
    there = Item.objects.using(yard.alias).filter(**which).count() == COUNT
    return there and not waiting(yard).filter(**which).exists()
