"""A page elsewhere that a real server on this machine serves."""

import http.server
import threading
from contextlib import contextmanager

import pytest

PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head><body>
<article><h1>{title}</h1><p>قال مصدر في الدفاع المدني إن قذيفتين سقطتا على أطراف البلدة صباح اليوم دون إصابات.</p>
<p>{more}</p><p>وأضاف المصدر أن فرق الإسعاف وصلت إلى المكان بعد دقائق من القصف، وأخلت عدداً من العائلات.</p>
</article><script>alert(1)</script></body></html>"""


class Outlet:
    """A site whose one page says what ``more`` is; ``headers`` and ``status`` go with it."""

    def __init__(self, url):
        self.url, self.more, self.title = url, "وتوقفت الحركة في السوق ساعة ثم عادت.", "قصف على أطراف البلدة"
        self.status, self.kind, self.body = 200, "text/html; charset=utf-8", None

    def page(self):
        return self.body or PAGE.format(title=self.title, more=self.more).encode()


@contextmanager
def _serving():
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = outlet.page()
            self.send_response(outlet.status)
            self.send_header("Content-Type", outlet.kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    outlet = Outlet(f"http://127.0.0.1:{server.server_port}/news/1")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield outlet
    server.shutdown()
    server.server_close()


@pytest.fixture
def outlet(monkeypatch):
    """An outlet on this machine, which the operator let in by name."""
    monkeypatch.setenv("MARSAD_FETCH_HOSTS", "127.0.0.1")
    with _serving() as serving:
        yield serving
