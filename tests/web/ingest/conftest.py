"""A site of the tests' own on a real server: pages by path, and what was asked of it."""

import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from marsad.web.ingest import adding, hosts
from marsad.web.ingest.models import Feed, Host, Item, Kind
from marsad.web.ingest.processing import process, waiting

STORIES = (
    "قُتل {n} مدنيين في قصف مدفعي استهدف بلدة سراقب في ريف إدلب صباح اليوم. وقال مصدر طبي إن "
    "فرق الإسعاف نقلت خمسة جرحى إلى المشفى.",
    "وأضاف المصدر رقم {n} أن القصف توقف عند الظهر، وأن فرق الدفاع المدني واصلت البحث عن ناجين تحت الأنقاض حتى المساء.",
)


def story(n):
    return "\n".join(part.format(n=n) for part in STORIES)


def page(text, title="قصف على سراقب", extra=""):
    body = "".join(f"<p>{part}</p>" for part in text.splitlines())
    return (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{body}</article>{extra}</body></html>"
    )


def rss(entries, title="وكالة المثال"):
    """A feed of (guid, link, title, description, date) rows."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><link>{link}</link><title>{head}</title>"
        f"<description>{text}</description><pubDate>{date}</pubDate></item>"
        for guid, link, head, text, date in entries
    )
    head = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'>"
    return f"{head}<channel><title>{title}</title>{items}</channel></rss>"


DATE = "Sat, 11 Jun 2016 08:00:00 +0000"


def entry(n, base, text="", guid=None):
    return (guid or f"id-{n}", f"{base}/news/{n}", f"قصف على سراقب رقم {n}", text, DATE)


class Site:
    """``pages`` gives for a path the body, or (status, headers, body). A body is text or bytes."""

    def __init__(self):
        self.pages, self.asked = {}, []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                status, headers, body = site.answer(self.path, self.headers)
                raw = body.encode() if isinstance(body, str) else body
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(raw))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.base = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, path, headers):
        found = self.pages.get(path)
        if callable(found):
            found = found(headers)
        if found is None:
            return 404, {}, ""
        if isinstance(found, tuple):
            return found
        kind = "application/xml" if path.endswith(".xml") else "text/html; charset=utf-8"
        return 200, {"Content-Type": kind}, found

    def paths(self):
        return [path for path, _ in self.asked]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def a_site():
    site = Site()
    try:
        yield site
    finally:
        site.close()


@pytest.fixture
def site(monkeypatch):
    """The site, at an address that the operator lets in, asked without a pause between."""
    monkeypatch.setenv("MARSAD_FETCH_HOSTS", "127.0.0.1,localhost")
    monkeypatch.setenv(hosts.PACE, "0")
    with a_site() as made:
        yield made


@pytest.fixture
def feed(ledger, site):
    """Puts a feed down at a path of the site."""

    def make(path="/feed.xml", kind=Kind.FEED, **more):
        made = adding.put(site.base + path, kind)[0]
        Feed.objects.filter(pk=made.pk).update(**more)
        return Feed.objects.get(pk=made.pk)

    return make


@pytest.fixture
def run():
    """Takes everything that waits as far as it goes."""

    def go():
        return [process(item) for item in waiting(timezone.now() + timedelta(seconds=1), 1_000)]

    return go


@pytest.fixture
def forget():
    """Makes as if nobody had asked the host yet, and its articles were fetched long ago."""

    def go():
        Host.objects.all().delete()
        Item.objects.exclude(fetched=None).update(fetched=timezone.now() - timedelta(days=1))

    return go
