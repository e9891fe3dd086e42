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
    open_store(database).close()  # brings the tables up to date, or says what is wrong
    from waitress.server import create_server

    from marsad.web.wsgi import application

    try:
        server = create_server(
            application, host=host, port=port, threads=_THREADS, ident="marsad", clear_untrusted_proxy_headers=True
        )
    except OSError as error:
        raise StoreError(f"{host}:{port} cannot be listened on ({error.strerror}); give another --port") from error
    # One address is one server; a name that stands for several has one each, all on the port that was asked for.
    ready(f"http://{host}:{getattr(server, 'effective_port', port)}")
    try:
        server.run()
    finally:
        server.close()
