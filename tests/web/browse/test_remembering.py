import threading

import pytest
from django.db import connections

from marsad.web.browse import remembering
from marsad.web.browse.remembering import Remembered, renew
from marsad.web.ledger.store import open_store


class Ledger:
    """A version, and how often it was counted."""

    def __init__(self):
        self.version = 1
        self.counted = []

    def count(self, what):
        self.counted.append(what)
        return f"{what} of {self.version}"


@pytest.fixture
def ledger(monkeypatch):
    made = Ledger()
    monkeypatch.setattr(remembering, "version", lambda: made.version)
    monkeypatch.setattr(remembering, "VERSIONS", remembering._Versions())
    monkeypatch.setattr(remembering, "_ALL", [])
    return made


@pytest.fixture
def long(monkeypatch):
    """Every answer counts as one that took very long."""
    monkeypatch.setattr(remembering, "LONG", -1.0)
    monkeypatch.setattr(remembering, "VERY_LONG", -1.0)


def test_what_was_asked_once_is_remembered(ledger):
    counts = Remembered(ledger.count, 10)
    assert [counts("a"), counts("a"), counts("b")] == ["a of 1", "a of 1", "b of 1"]
    assert ledger.counted == ["a", "b"]


def test_after_a_change_it_is_found_anew(ledger):
    counts = Remembered(ledger.count, 10)
    counts("a")
    ledger.version = 2
    assert counts("a") == "a of 2"


def test_what_took_long_is_found_anew_where_nobody_watches(ledger, long):
    counts = Remembered(ledger.count, 10)
    counts("a")
    ledger.version = 2
    assert counts("a") == "a of 2"


@pytest.fixture
def watched(ledger):
    """Somebody watches the ledger; gives what makes it another, and what takes that up."""
    remembering.VERSIONS.take_up(ledger.version)
    remembering.VERSIONS.watched = True

    def change():
        ledger.version += 1

    return change, lambda: remembering.VERSIONS.take_up(ledger.version)


def test_what_took_long_is_told_as_it_was_until_it_is_found_anew(ledger, long, watched):
    change, take_up = watched
    counts = Remembered(ledger.count, 10)
    counts("a")
    change()
    take_up()
    assert counts("a") == "a of 1"
    renew()
    assert counts("a") == "a of 2"
    assert ledger.counted == ["a", "a"]


def test_what_took_long_and_was_asked_for_once_is_found_when_it_is_asked_for_again(ledger, watched, monkeypatch):
    monkeypatch.setattr(remembering, "LONG", -1.0)
    change, take_up = watched
    counts = Remembered(ledger.count, 10)
    counts("once")
    counts("twice"), counts("twice")
    change()
    take_up()
    renew()
    assert ledger.counted == ["once", "twice", "twice"]
    assert [counts("once"), counts("twice")] == ["once of 2", "twice of 2"]
    change()
    take_up()
    assert counts("once") == "once of 2"  # as it was: asked for a second time, it is kept up from now on
    renew()
    assert counts("once") == "once of 3"


def test_what_is_quickly_found_is_told_as_it_was_until_the_change_is_taken_up(ledger, watched):
    change, take_up = watched
    counts = Remembered(ledger.count, 10)
    counts("a")
    change()
    assert counts("a") == "a of 1"
    take_up()
    assert counts("a") == "a of 2"


def test_what_was_found_before_a_change_is_taken_up_is_found_again(ledger, watched):
    change, take_up = watched
    counts = Remembered(ledger.count, 10)
    change()
    counts("a")
    take_up()
    counts("a")
    assert ledger.counted == ["a", "a"]


def test_what_has_been_over_for_long_is_not_told_any_more(ledger, long, watched, monkeypatch):
    change, take_up = watched
    counts = Remembered(ledger.count, 10)
    counts("a")
    monkeypatch.setattr(remembering, "STALE", -1.0)
    change()
    take_up()
    assert counts("a") == "a of 2"


def test_after_its_spell_nothing_is_begun(ledger, long, watched):
    change, take_up = watched
    counts = Remembered(ledger.count, 10)
    counts("a")
    change()
    take_up()
    assert not renew(spell=-1.0)
    assert ledger.counted == ["a"]
    assert renew(spell=60.0)
    assert ledger.counted == ["a", "a"]


def test_what_nobody_asked_lately_is_not_found_anew_unasked(ledger, long, monkeypatch):
    counts = Remembered(ledger.count, 10)
    counts("a")
    ledger.version = 2
    monkeypatch.setattr(remembering, "ASKED", -1.0)
    renew()
    assert ledger.counted == ["a"]


def test_what_was_asked_last_is_found_anew_first(ledger, long, watched):
    change, take_up = watched
    counts = Remembered(ledger.count, 10)
    for what in "abca":
        counts(what)
    ledger.counted = []
    change()
    take_up()
    renew()
    assert ledger.counted == ["a", "c", "b"]


def test_no_more_answers_are_kept_than_may_be(ledger):
    counts = Remembered(ledger.count, 2)
    for what in "abcbc":
        counts(what)
    assert ledger.counted == ["a", "b", "c"]
    counts("a")
    assert ledger.counted == ["a", "b", "c", "a"]


def test_of_several_who_ask_the_same_at_once_one_finds_the_answer(ledger):
    started, go = threading.Event(), threading.Event()

    def slow(what):
        started.set()
        assert go.wait(10)
        return ledger.count(what)

    counts, told = Remembered(slow, 10), []
    askers = [threading.Thread(target=lambda: told.append(counts("a"))) for _ in range(4)]
    for asker in askers:
        asker.start()
    assert started.wait(10)
    go.set()
    for asker in askers:
        asker.join(10)
    assert told == ["a of 1"] * 4
    assert ledger.counted == ["a"]


def test_an_answer_that_cannot_be_found_is_asked_for_again(ledger):
    def broken(what):
        ledger.counted.append(what)
        raise ValueError(what)

    counts = Remembered(broken, 10)
    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            counts("a")
    assert ledger.counted == ["a", "a"]


def test_what_a_server_took_to_answer_counts_as_well(watched, postgresql_url):
    """A question to PostgreSQL takes this process no time, and whoever waits for it waits all the same."""
    alias = open_store(postgresql_url()).alias

    def asks(seconds):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_sleep(%s)", [seconds])

    slow, quick = Remembered(asks, 1), Remembered(asks, 1)
    slow(2 * remembering.LONG)
    quick(0)
    assert next(iter(slow._answers.values())).took > remembering.LONG
    assert next(iter(quick._answers.values())).took < remembering.LONG
    connections[alias].close()
