"""What pages need and takes long is found before the first page is asked for, and again when the ledger has changed."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections

from marsad.garbage import set_apart
from marsad.web.browse import remembering
from marsad.web.browse.numbers.tallies import counts
from marsad.web.browse.registers import names
from marsad.web.columns import keeping
from marsad.web.ledger.changes import version
from marsad.web.ledger.facets import ACTOR, PLACE, SOURCE
from marsad.web.ledger.incidents import KINDS as MEASURES
from marsad.web.search.names import everyone

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Pages of the whole ledger: with them templates, names, maps and the counts without a filter are there.
_PAGES: Final = (
    *("/", "/map/", "/map.json", "/map.svg", "/map/control.json", "/places/", "/actors/", "/sources/", "/search/"),
    *("/timeline/", *(f"/timeline/?measure={kind}" for kind in MEASURES)),
)
_A_NAME: Final = "حلب"  # Aleppo
_LANGUAGES: Final = ("", "/en")
_PAGED: Final = (PLACE, ACTOR, SOURCE)
_LARGE: Final = 5_000  # incidents from which on a place, an actor or a source has its own page found ahead
_PAUSE: Final = 2.0  # seconds between two looks at the ledger
_SPELL: Final = 5.0  # seconds after which it looks again, however much is left to be found anew
_REST: Final = 3.0  # times as long as finding an answer anew took, the watch does nothing
_PATIENCE: Final = 30.0  # seconds that a process waits for its turn: one that is killed in its own gives none back
# The processes of a server, which are parted after this was made, share it: of several one takes up what was written
# while the others have the processor for pages.
_TURN: Final = multiprocessing.Lock()
_log = logging.getLogger(__name__)


def warm(application: Application) -> None:
    """Find what every page of the whole ledger needs, by asking for each."""
    everyone().like(_A_NAME)  # reads all spellings once
    for language in _LANGUAGES:
        for path in _PAGES:
            _visit(application, language + path)
    _set_apart()


def _set_apart() -> None:
    """Let Python look for garbage no more among what stays: names, places and templates, hundreds of thousands of
    objects, which it would go through again and again while a page waits.
    """
    gc.collect()
    set_apart()


@contextmanager
def watching(application: Application) -> Iterator[None]:
    """Look at the ledger from a thread of its own for as long as the block lasts."""
    ended = threading.Event()
    thread = threading.Thread(target=_watch, args=(application, ended), name="watch", daemon=True)
    _promise(True)
    thread.start()
    try:
        yield
    finally:
        _promise(False)
        ended.set()
        thread.join(_PAUSE)  # what it is in the midst of may take longer; nobody waits for that


def _promise(kept: bool) -> None:
    """Whether pages may count on what was found being brought up to date beside them."""
    remembering.VERSIONS.watched = kept
    keeping.watch(kept)


def _watch(application: Application, ended: threading.Event) -> None:
    for path in _large():
        _visit(application, path)
    done = True
    while not ended.wait(_PAUSE):
        try:
            done = _look(done)
        except Exception:  # the database may be away for a while: the pages tell of it, the watch goes on
            _log.exception("what the pages tell of the ledger could not be found anew; it is tried again")
            connections.close_all()


def _look(done: bool) -> bool:
    """Take up what was written since the last look; then find anew for a while what took long, unless all of it is
    ``done`` already. Whether it is now.
    """
    now = version()
    if now != remembering.VERSIONS.current:
        with _turn():
            keeping.refresh()  # first: whatever is of this version is found in its table
        remembering.VERSIONS.take_up(now)
        done = False
    return done or remembering.renew(_REST, _SPELL)


@contextmanager
def _turn() -> Iterator[None]:
    """This process's turn among those of the server. It goes on without where another's takes too long, and gives the
    turn back for that one, which may be no more.
    """
    _TURN.acquire(timeout=_PATIENCE)
    try:
        yield
    finally:
        with suppress(ValueError):  # given back already
            _TURN.release()


def _large() -> Iterator[str]:
    """The pages of what many incidents have, the largest first."""
    found = [(count, kind, one) for kind in _PAGED for one, count in counts(kind).items() if count >= _LARGE]
    for _, kind, one in sorted(found, reverse=True):
        if _has_page(kind, one):
            yield f"/{kind}/{quote(one)}/"


def _has_page(kind: str, one: str) -> bool:
    if kind == PLACE:
        return names().place(one) is not None
    return not (names().actor(one) if kind == ACTOR else names().source(one)).provisional


def _visit(application: Application, path: str) -> None:
    """Ask for a page as a reader would, and let go of it."""
    where, _, query = path.partition("?")
    host = next((host for host in settings.ALLOWED_HOSTS if host[0] not in "*."), "localhost")
    environ: dict[str, Any] = {"PATH_INFO": where, "QUERY_STRING": query, "HTTP_HOST": host}
    setup_testing_defaults(environ)
    try:
        found = application(environ, lambda status, headers, error=None: None)
        getattr(found, "close", lambda: None)()
    except Exception:  # a page that fails says so to whoever asks for it; the server starts all the same
        _log.exception("%s could not be found ahead", path)
