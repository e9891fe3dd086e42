from django.db import DEFAULT_DB_ALIAS, transaction

from marsad.web.columns import touched
from marsad.web.columns.models import Touched
from marsad.web.columns.touched import Seen, last, since, touch, touch_all


def test_what_was_written_since(ledger):
    touch(DEFAULT_DB_ALIAS, [3])
    seen = last()
    touch(DEFAULT_DB_ALIAS, [5, 7])
    touch(DEFAULT_DB_ALIAS, [7])
    assert since(seen) == {5, 7}
    assert since(last()) == set()


def test_of_an_empty_log_nothing_was_written(ledger):
    Touched.objects.all().delete()
    assert last() == Seen()
    assert since(Seen()) == set()


def test_whoever_saw_nothing_reads_all(ledger):
    touch(DEFAULT_DB_ALIAS, [3])
    assert since(Seen()) is None


def test_all_may_have_been_written(ledger):
    touch(DEFAULT_DB_ALIAS, [3])
    seen = last()
    touch_all(DEFAULT_DB_ALIAS)
    touch(DEFAULT_DB_ALIAS, [4])
    assert since(seen) is None


def test_the_log_is_cut_off(ledger, monkeypatch):
    touch(DEFAULT_DB_ALIAS, [3])
    seen = last()
    monkeypatch.setattr(touched, "KEPT", 2)
    touch(DEFAULT_DB_ALIAS, [4, 5])
    assert since(seen) is None
    assert Touched.objects.count() == 2


def test_a_row_that_was_rolled_back_is_not_taken_for_its_like(ledger):
    touch(DEFAULT_DB_ALIAS, [3])
    with transaction.atomic():
        touch(DEFAULT_DB_ALIAS, [4])
        seen = last()
        transaction.set_rollback(True)
    touch(DEFAULT_DB_ALIAS, [5])
    if last().number == seen.number:  # as SQLite numbers rows
        assert since(seen) is None
    else:
        assert since(seen) is None or 5 in since(seen)
