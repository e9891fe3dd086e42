import threading
from urllib.parse import unquote

import pytest

from marsad.model import Claim, ClaimType, Coding, Mention, Report
from marsad.web import warming
from marsad.web.browse import queries, remembering
from marsad.web.browse.filters import Filters
from marsad.web.columns import keeping
from marsad.web.warming import warm
from marsad.web.wsgi import application

# Warming collects all garbage there is, and with it what other tests of this process left open.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class Recorder:
    """The application, with the pages asked for and how each was answered."""

    def __init__(self):
        self.pages = {}

    def __call__(self, environ, start):
        def told(status, headers, error=None):
            self.pages[environ["PATH_INFO"]] = status

        return application(environ, told)


def test_every_page_that_is_asked_for_ahead_is_one(observatory):
    recorder = Recorder()
    warm(recorder)
    assert set(recorder.pages.values()) == {"200 OK"}
    assert {"/", "/en/", "/map.json", "/en/timeline/"} <= recorder.pages.keys()


def test_what_was_found_ahead_is_not_looked_for_again(observatory, django_queries):
    warm(application)
    with django_queries() as asked:
        queries.tallies(Filters())
    assert not [sql for sql in asked if "ledger_facet" in sql]


def test_a_page_that_fails_does_not_keep_the_server_from_starting(observatory, caplog):
    def broken(environ, start):
        raise RuntimeError(environ["PATH_INFO"])

    warm(broken)
    assert "/map/ could not be found ahead" in caplog.text


def test_pages_of_what_many_have_are_pages(observatory, client, monkeypatch):
    monkeypatch.setattr(warming, "_LARGE", 6)
    found = list(warming._large())
    assert {path.split("/")[1] for path in found} == {"place", "actor", "source"}
    assert {client.get(path).status_code for path in found} == {200}
    assert not any("x-" in path or "new:" in unquote(path) for path in found)


def test_of_a_small_ledger_there_are_none(observatory):
    assert not list(warming._large())


def test_a_look_takes_up_what_was_written(observatory, ledger, client, monkeypatch):
    def shown():
        return client.get("/en/?from=2016-09-01&to=2016-09-30").content.decode()

    taken = remembering.VERSIONS.now()
    monkeypatch.setattr(remembering.VERSIONS, "watched", True)
    monkeypatch.setattr(keeping._KEPT, "watched", True)
    before = len(keeping.table())
    text = "قصفت قوات النظام بلدة سراقب بريف إدلب ما أدى إلى مقتل مدني."
    report = Report("looked-at", "خبر", text, "2016-09-09", "جريدة التجربة")
    ledger.add(report, Coding(report.id, (Claim(ClaimType.SHELLING, Mention("قصفت", 0, 4)),)))
    assert (remembering.VERSIONS.now(), len(keeping.table())) == (taken, before)
    assert "9 September 2016" not in shown()
    assert warming._look(done=True)
    assert remembering.VERSIONS.now() != taken
    assert len(keeping.table()) == before + 1
    assert "9 September 2016" in shown()


@pytest.fixture
def django_queries():
    """Gives a block in which the questions to the database are written down."""
    from contextlib import contextmanager

    from django.db import connection

    @contextmanager
    def block():
        asked = []

        def note(execute, sql, params, many, context):
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            yield asked

    return block


def test_who_watches_looks_until_the_end(observatory, monkeypatch):
    looked = threading.Event()
    monkeypatch.setattr(warming, "_PAUSE", 0.01)
    monkeypatch.setattr(warming, "_look", lambda done: looked.set() or done)
    with warming.watching(application):
        assert looked.wait(10)
        assert remembering.VERSIONS.watched
        assert keeping._KEPT.watched
    assert not remembering.VERSIONS.watched
    assert not keeping._KEPT.watched
    assert "watch" not in {thread.name for thread in threading.enumerate()}


def test_who_watches_goes_on_after_a_fault(observatory, monkeypatch, caplog):
    looks = []

    def look(done):
        looks.append(done)
        if len(looks) > 1:
            again.set()
        raise OSError("away")

    again = threading.Event()
    monkeypatch.setattr(warming, "_PAUSE", 0.01)
    monkeypatch.setattr(warming, "_look", look)
    with warming.watching(application):
        assert again.wait(10)
    assert "it is tried again" in caplog.text


def test_of_several_processes_one_takes_up_what_was_written_at_a_time(monkeypatch):
    order = []
    monkeypatch.setattr(warming, "version", lambda: 1)
    monkeypatch.setattr(keeping, "refresh", lambda: order.append("took up"))
    monkeypatch.setattr(remembering, "renew", lambda *rest: True)
    monkeypatch.setattr(remembering.VERSIONS, "current", -1)
    with warming._turn():
        other = threading.Thread(target=warming._look, args=(True,))
        other.start()
        other.join(0.2)
        order.append("pages")
    other.join(10)
    assert order == ["pages", "took up"]


def test_a_process_that_is_killed_in_its_turn_keeps_others_waiting_once(monkeypatch):
    monkeypatch.setattr(warming, "_PATIENCE", 0.01)
    warming._TURN.acquire()  # by one that will never give it back
    with warming._turn():
        pass
    assert warming._TURN.acquire(block=False)
    warming._TURN.release()


def test_a_turn_that_took_too_long_is_given_back_once(monkeypatch):
    monkeypatch.setattr(warming, "_PATIENCE", 0.01)
    with warming._turn(), warming._turn():
        pass
    assert warming._TURN.acquire(block=False)
    assert not warming._TURN.acquire(block=False)
    warming._TURN.release()
