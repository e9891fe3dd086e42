import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

import pytest

from marsad.web.bench.asking import arrivals, ask
from marsad.web.bench.pages import Request

WAIT = 0.15  # seconds that the server needs, one request at a time


class Slow(BaseHTTPRequestHandler):
    lock = threading.Lock()

    def do_GET(self):
        with self.lock:
            time.sleep(WAIT)
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"whole")

    def log_message(self, *_):
        pass


@pytest.fixture
def slow():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_requests_come_as_often_as_asked_for():
    due = arrivals(5_000, 10, Random(1))
    assert due == sorted(due)
    assert due[-1] / 5_000 == pytest.approx(0.1, rel=0.05)


def test_what_waits_in_a_queue_is_measured(slow):
    answers = ask(slow, [Request("page", "/")] * 4, [0.0] * 4)
    assert sorted(round(one.seconds / WAIT) for one in answers) >= [1, 2, 3, 4]


def test_a_request_is_sent_whether_the_one_before_is_answered_or_not(slow):
    start = time.perf_counter()
    answers = ask(slow, [Request("page", "/")] * 3, [0.0, 0.01, 0.02])
    assert time.perf_counter() - start < 1.0 + 3 * WAIT + 2.0
    assert [one.at for one in answers] == [0.0, 0.01, 0.02]


def test_of_a_file_its_beginning_is_read(slow):
    page, file = ask(slow, [Request("page", "/"), Request("file", "/", begun=True)], [0.0, 0.0])
    assert (page.size, file.size) == (5, 1)


def test_failures_are_told(slow):
    (found,) = ask(slow, [Request("page", "/none")], [0.0])
    assert found.status == 404


def test_acts_are_done_at_their_time(slow):
    done = []
    ask(slow, [Request("page", "/")], [0.0], [(0.0, lambda: done.append(True))])
    assert done == [True]


def test_no_answer_at_all_is_a_failure():
    (found,) = ask("http://127.0.0.1:1", [Request("page", "/")], [0.0])
    assert (found.status, found.size) == (0, 0)
