"""Real servers on this machine, named by a resolver of the test's own; 127.0.0.1 stands for the open net."""

import socket
import threading
from contextlib import suppress

import pytest

from marsad.web.fetching import Rules

OPEN = "127.0.0.1"


class Server:
    """Answers each connection with what a function writes to it, and remembers what was asked."""

    def __init__(self, answer):
        self.asked = []
        self._answer = answer
        self._socket = socket.create_server((OPEN, 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path="/", host="news.example"):
        return f"http://{host}:{self.port}{path}"

    def close(self):
        self._socket.close()

    def _serve(self):
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection):
        with connection, suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request and (piece := connection.recv(65536)):
                request += piece
            self.asked.append(request.decode("latin-1"))
            self._answer(connection, self.asked[-1])


@pytest.fixture
def serving():
    """Starts a server from a function (connection, request) or from the bytes it always answers with."""
    running = []

    def start(answer):
        write = answer if callable(answer) else lambda connection, request: connection.sendall(answer)
        running.append(Server(write))
        return running[-1]

    yield start
    for server in running:
        server.close()


@pytest.fixture(scope="session")
def http():
    """Makes a whole answer in bytes."""
    return _http


def _http(body=b"", status="200 OK", **headers):
    fields = {"Content-Length": len(body), "Connection": "close"} | {k.replace("_", "-"): v for k, v in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


@pytest.fixture
def rules():
    """Rules under which names come from the test's own table and 127.0.0.1 counts as public."""

    def make(names=None, **more):
        table = {"news.example": [OPEN]} | (names or {})

        def resolve(host, port):
            found = table.get(host, [host])
            return found(host) if callable(found) else found

        return Rules(**{"resolve": resolve, "permits": lambda address: address == OPEN, "seconds": 5.0} | more)

    return make
