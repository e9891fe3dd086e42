from django.core.signals import request_finished, request_started
from django.db import connections
from django.test.utils import CaptureQueriesContext

from marsad.web.ledger.changes import changed, version


def test_a_ledger_that_nobody_wrote_has_no_version(store):
    assert version(store.alias) == 0


def test_every_transaction_makes_another_version(store):
    seen = set()
    for _ in range(5):
        with store.transaction():
            pass
        seen.add(version(store.alias))
    assert len(seen) == 5
    assert 0 not in seen


def test_a_version_that_was_rolled_back_does_not_come_again(store):
    with store.transaction():
        pass
    before = version(store.alias)
    lost = None
    try:
        with store.transaction():
            changed(store.alias)
            lost = version(store.alias)
            raise KeyError
    except KeyError:
        pass
    assert version(store.alias) == before
    with store.transaction():
        pass
    assert version(store.alias) not in (before, lost)


def test_a_page_asks_once_and_sees_what_it_changes_itself(store):
    request_started.send(sender=None)
    try:
        first = version(store.alias)
        with CaptureQueriesContext(connections[store.alias]) as asked:
            assert version(store.alias) == first
        assert len(asked) == 0
        with store.transaction():
            pass
        assert version(store.alias) != first
    finally:
        request_finished.send(sender=None)
