"""From a feed's address into the ledger, by a worker alone; killed in the middle, it brings each article in once."""

import signal
import threading
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from marsad.web.ingest.models import Feed, Item, State
from marsad.web.ledger.models import Report

COUNT = 6
OPEN = {"MARSAD_FETCH_HOSTS": "127.0.0.1", "MARSAD_FETCH_PACE": "0"}


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


def settled(yard):
    return Item.objects.using(yard.alias).count() == COUNT and not waiting(yard).exists()


@pytest.mark.usefixtures("feed")
def test_a_feed_is_read_into_the_ledger(yard, outlet):
    worker = yard.start(**OPEN)
    yard.wait_for(lambda: settled(yard), "the end of all articles")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0, worker.log.read_text()
    coded = Item.objects.using(yard.alias).filter(state=State.CODED).count()
    assert coded > COUNT / 2
    assert Report.objects.using(yard.alias).count() == coded
    assert sorted(path for path in outlet[1] if path.startswith("/news/")) == sorted(f"/news/{n}" for n in range(COUNT))


@pytest.mark.usefixtures("feed", "outlet")
def test_killed_in_the_middle_each_article_is_there_once(yard):
    worker = yard.start(**OPEN)
    yard.wait_for(lambda: Report.objects.using(yard.alias).count() >= 2, "some articles")
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    yard.start(**OPEN)
    yard.wait_for(lambda: settled(yard), "the end of all articles")
    coded = Item.objects.using(yard.alias).filter(state=State.CODED)
    reports = Report.objects.using(yard.alias)
    assert sorted(coded.values_list("report", flat=True)) == sorted(reports.values_list("key", flat=True))
    assert reports.count() == reports.values("url").distinct().count() > COUNT / 2
