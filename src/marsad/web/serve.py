"""The server: Django behind waitress, on one address, in as many processes as are asked for, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Final

from marsad.web.crew import side_by_side
from marsad.web.database import StoreError
from marsad.web.ledger.store import open_store

_THREADS: Final = 8  # of each process
# Bytes that an answer may be ahead of who takes it: a table of the whole ledger is not written to the end for nobody.
_AHEAD: Final = 1 << 20


def serve(host: str, port: int, database: str | None, ready: Callable[[str], None], processes: int = 1) -> None:
    """Serve the pages of the ledger at an address; ``ready`` is given the server's own address once it listens.

    Raises ``StoreError`` if the database cannot be used or the address cannot be listened on.
    """
    store = open_store(database)  # brings the tables up to date, or says what is wrong
    store.analyse()
    store.close()
    from django.db import connections

    from marsad.web.warming import warm
    from marsad.web.wsgi import application

    sockets = _listening(host, port)
    try:
        warm(application)
        connections.close_all()  # each process opens its own
        ready(f"http://{host}:{sockets[0].getsockname()[1]}")
        if processes > 1:
            side_by_side(processes, lambda: _answer(sockets))
        else:
            _answer(sockets)
    finally:
        for one in sockets:
            one.close()


def _listening(host: str, port: int) -> list[socket.socket]:
    """A socket for each address that the host's name stands for, all on one port."""
    found: list[socket.socket] = []
    try:
        for family, _, _, _, address in dict.fromkeys(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)):
            at = found[0].getsockname()[1] if found else port
            found.append(socket.create_server((str(address[0]), at), family=family))
    except OSError as error:
        for one in found:
            one.close()
        raise StoreError(f"{host}:{port} cannot be listened on ({error.strerror}); give another --port") from error
    return found


def _answer(sockets: list[socket.socket]) -> None:
    from django.conf import settings
    from waitress.server import create_server

    from marsad.web.warming import watching
    from marsad.web.wsgi import application

    # What proxies say of a request is dropped here, but where the settings tell of one: they say what to believe.
    alone = not (settings.MARSAD_PROXY_HEADER or settings.SECURE_PROXY_SSL_HEADER)
    server = create_server(
        application,
        sockets=sockets,
        threads=_THREADS,
        ident="marsad",
        outbuf_high_watermark=_AHEAD,
        clear_untrusted_proxy_headers=alone,
    )
    try:
        with watching(application):
            server.run()
    finally:
        server.close()
