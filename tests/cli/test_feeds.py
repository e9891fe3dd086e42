"""``marsad feeds`` as it is run: processes of their own, on a database and a site of the test's own."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@pytest.fixture
def site(sample_reports):
    """A site with a feed of one article; gives its address."""
    report = next(one for one in sample_reports if len(one.text) > 300)
    body = "".join(f"<p>{escape(part)}</p>" for part in report.text.split("\n") if part.strip())
    pages = {
        "/": "<html><head><link rel=alternate type=application/rss+xml href=/feed.xml></head><body></body></html>",
        "/feed.xml": "<rss version='2.0'><channel><item><link>/news/1</link></item></channel></rss>",
        "/news/1": f"<html lang=ar><head><title>خبر</title></head><body><article>{body}</article></body></html>",
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            raw = pages.get(self.path, "").encode()
            self.send_response(200 if raw else 404)
            self.send_header("Content-Type", "application/xml" if "xml" in self.path else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


@pytest.fixture
def place(ledger_file, tmp_path):
    """The environment of a command."""
    opened = {"MARSAD_FETCH_HOSTS": "127.0.0.1", "MARSAD_FETCH_PACE": "0", "MARSAD_DATA": str(tmp_path / "data")}
    return {**os.environ, "MARSAD_DATABASE": ledger_file(tmp_path / "ledger.sqlite3"), **opened}


@pytest.fixture
def feeds(place):
    def run(*words, status=0):
        command = [sys.executable, "-m", "marsad", "feeds", *map(str, words)]
        done = subprocess.run(command, env=place, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        return done.stdout + done.stderr

    return run


@pytest.fixture
def archive(tmp_path, sample_reports):
    path = tmp_path / "archive.jsonl"
    lines = (json.dumps(asdict(report), ensure_ascii=False) for report in sample_reports[:12])
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_from_a_sites_address_into_the_ledger(feeds, site):
    assert f"{site}/feed.xml is added" in feeds("add", site, "--outlet", "وكالة المثال")
    assert "was there already" in feeds("add", f"{site}/feed.xml")
    assert "new: 1, changed: 0, into the ledger: 1" in feeds("visit")
    row = feeds("list").splitlines()[0].split("\t")
    assert (row[1:5], row[7:]) == (["active", "feed", "1", "1"], ["0", "-", f"{site}/feed.xml", "وكالة المثال"])
    assert f'xmlUrl="{site}/feed.xml"' in feeds("opml")
    assert "is visited no more" in feeds("remove", 1)
    assert feeds("list") == ""


def test_a_list_is_brought_in(feeds, tmp_path):
    path = tmp_path / "list.opml"
    path.write_text('<opml version="2.0"><body><outline xmlUrl="https://news.example.org/f"/></body></opml>')
    assert "feeds added: 1, there already: 0" in feeds("opml", path)
    path.write_text("no list")
    assert f"{path} is no" in feeds("opml", path, status=1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "http://10.0.0.1/"), "closed network"),
        (("add", "imaps://desk@mail.example.org/INBOX"), "who may forward"),
        (("remove", "7"), "there is no feed '7'"),
        (("watch", "/no/such/folder"), "is no folder"),
        (("import", "/no/such/archive.jsonl"), "is not there"),
    ],
    ids=["closed", "senders", "unknown", "folder", "archive"],
)
def test_what_cannot_be_is_told(feeds, words, said):
    assert said in feeds(*words, status=1)


def test_an_archive_is_read_with_what_is_wrong_in_it(feeds, archive):
    with archive.open("a") as out:
        out.write("\n{broken")
    told = feeds("import", archive, status=1)
    assert "faults: 1; the last: " in told
    assert "archive.jsonl:13" in told


def test_killed_in_the_middle_the_same_command_reads_on(feeds, place, archive):
    # Batches of two, so that there is a middle.
    command = "import django; django.setup(); from marsad.web.ingest import importing; importing.BATCH = 2"
    command += "; from marsad.cli.app import main; main()"
    words = [sys.executable, "-c", command, "feeds", "import", str(archive)]
    process = subprocess.Popen(words, env=place | {"DJANGO_SETTINGS_MODULE": "marsad.web.settings"})
    name = place["MARSAD_DATABASE"].removeprefix("sqlite:///")

    def position():
        with sqlite3.connect(name) as database:
            row = database.execute("SELECT position FROM marsad_ingest_import").fetchone()
        return row[0] if row else 0

    while process.poll() is None and not 2 <= position() < 12:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 0 < position() < 12
    coded, same, aside, faults = map(int, re.findall(r": (\d+)", feeds("import", archive)))
    assert coded + aside == 12
    assert coded > 6
    assert (same, faults) == (0, 0)
