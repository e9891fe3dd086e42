"""The server: Django behind waitress, on one address, until it is stopped."""

from __future__ import annotations

from collections.abc import Callable

from marsad.web.database import StoreError
from marsad.web.ledger.store import open_store

_THREADS = 8


def serve(host: str, port: int, database: str | None, ready: Callable[[str], None]) -> None:
    """Serve the pages of the ledger at an address; ``ready`` is given the server's own address once it listens.

    Raises ``StoreError`` if the database cannot be used or the address cannot be listened on.
    """
    store = open_store(database)  # brings the tables up to date, or says what is wrong
    store.analyse()
    store.close()
    from django.conf import settings
    from waitress.server import create_server

    from marsad.web.warming import warm, watch
    from marsad.web.wsgi import application

    # What proxies say of a request is dropped here, but where the settings tell of one: they say what to believe.
    alone = not (settings.MARSAD_PROXY_HEADER or settings.SECURE_PROXY_SSL_HEADER)
    warm(application)
    try:
        server = create_server(
            application, host=host, port=port, threads=_THREADS, ident="marsad", clear_untrusted_proxy_headers=alone
        )
    except OSError as error:
        raise StoreError(f"{host}:{port} cannot be listened on ({error.strerror}); give another --port") from error
    watch(application)
    # One address is one server; a name that stands for several has one each, all on the port that was asked for.
    ready(f"http://{host}:{getattr(server, 'effective_port', port)}")
    try:
        server.run()
    finally:
        server.close()
