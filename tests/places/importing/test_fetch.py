import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from marsad.model import MarsadError
from marsad.places.importing.fetch import fetch, file_name, is_url

BODY = bytes(range(256)) * 400


class Handler(BaseHTTPRequestHandler):
    """Serves ``BODY`` with ranges; ``/broken`` breaks off half way, ``/away`` leads to another scheme."""

    etag = '"one"'

    def do_GET(self):
        self.server.asked.append(self.headers.get("Range"))
        if self.path == "/gone":
            self.send_error(404)
            return
        if self.path in ("/away", "/round", "/moved"):
            self.send_response(302)
            self.send_header("Location", {"/away": "file:///x", "/round": "/round", "/moved": "/SY.zip"}[self.path])
            self.end_headers()
            return
        if self.headers.get("If-None-Match") == self.etag:
            self.server.asked.append("304")
            self.send_response(304)
            self.end_headers()
            return
        start = 0
        ranged = self.headers.get("Range")
        if ranged and self.headers.get("If-Range") == self.etag:
            start = int(ranged.removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("ETag", self.etag)
        self.send_header("Content-Length", str(len(BODY) - start))
        self.end_headers()
        broken = self.path == "/broken" and not self.server.mended
        self.wfile.write(BODY[start : len(BODY) // 2] if broken else BODY[start:])

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.mended = [], False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def at(server, path):
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


@pytest.mark.parametrize("path", ["/SY.zip", "/moved"])
def test_a_file_is_fetched(server, tmp_path, path):
    seen = []
    found = fetch(at(server, path), tmp_path, lambda done, total: seen.append((done, total)))
    assert found.read_bytes() == BODY
    assert found.name.endswith(path.strip("/"))
    assert seen[-1] == (len(BODY), len(BODY))


def test_a_file_that_is_there_is_not_fetched_again(server, tmp_path, monkeypatch):
    found = fetch(at(server, "/SY.zip"), tmp_path)
    assert fetch(at(server, "/SY.zip"), tmp_path) == found
    assert server.asked[-1] == "304"
    monkeypatch.setattr(Handler, "etag", '"two"')
    assert fetch(at(server, "/SY.zip"), tmp_path).read_bytes() == BODY
    assert server.asked[-1] is None


def test_a_broken_download_is_carried_on(server, tmp_path):
    with pytest.raises(MarsadError, match="run the command again"):
        fetch(at(server, "/broken"), tmp_path)
    server.mended = True
    assert fetch(at(server, "/broken"), tmp_path).read_bytes() == BODY
    assert server.asked[0] is None
    assert server.asked[1].startswith("bytes=")


def test_a_file_that_changed_meanwhile_is_fetched_anew(server, tmp_path, monkeypatch):
    with pytest.raises(MarsadError):
        fetch(at(server, "/broken"), tmp_path)
    server.mended = True
    monkeypatch.setattr(Handler, "etag", '"two"')
    assert fetch(at(server, "/broken"), tmp_path).read_bytes() == BODY


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/gone", "answered 404"),
        ("/away", "only http and https"),
        ("/round", "without end"),
        ("/SY.zip", "larger than"),
    ],
)
def test_refusals(server, tmp_path, path, told):
    with pytest.raises(MarsadError, match=told):
        fetch(at(server, path), tmp_path, most_mb=0)


@pytest.mark.parametrize("url", ["ftp://example.org/x", "file:///etc/hosts", "http://"])
def test_only_the_web(url, tmp_path):
    with pytest.raises(MarsadError, match="only http and https"):
        fetch(url, tmp_path)


def test_no_server(tmp_path):
    with pytest.raises(MarsadError, match="could not be fetched"):
        fetch("http://127.0.0.1:9/x", tmp_path)


def test_addresses():
    assert is_url("https://example.org/SY.zip")
    assert not is_url("SY.zip")
    assert file_name("https://example.org/a/S%59.zip?x=1") == "SY.zip"
    assert file_name("https://example.org") == "download"
