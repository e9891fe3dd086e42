"""What processes count together, in both kinds of database: the processes are real."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connections

from marsad.web import shared

CHILD = """
import json, sys
import django
django.setup()
from django.core.cache import cache
from marsad.web.api.rates import Rate

rate = Rate(50, 600, name="child")
waits = [rate.take("somebody") for _ in range(40)]
cache.add("number", 0, 600)
for _ in range(40):
    cache.incr("number")
told = {"waits": waits, "first": cache.add("once", True, 600), "number": cache.get("number")}
print(json.dumps(told))
"""


def children(count, url, folder):
    """Several processes that count at once; what each was told."""
    environment = {**os.environ, "MARSAD_DATABASE": url, "MARSAD_DATA": str(folder)}
    command = [sys.executable, "-c", CHILD]
    started = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    return [json.loads(one.communicate(timeout=120)[0]) for one in started]


def test_processes_count_together_and_lose_nothing(url, tmp_path):
    told = children(2, url, tmp_path)
    waits = [wait for one in told for wait in one["waits"]]
    assert waits.count(0) == 50
    assert all(0 < wait <= 600 for wait in waits if wait)
    assert max(one["number"] for one in told) == 80
    assert sorted(one["first"] for one in told) == [False, True]


def test_threads_lose_nothing():
    cache.set("number", 0, 600)

    def count(_):
        for _ in range(25):
            cache.incr("number")
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(4)))
    assert cache.get("number") == 100


def test_whoever_writes_the_ledger_keeps_nobody_from_being_counted(ledger):
    """The ledger's file has one writer at a time, and ``ledger`` is in a transaction that writes."""
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    began = time.monotonic()
    cache.set("number", 1, 600)
    assert cache.get("number") == 1
    assert time.monotonic() - began < shared._PATIENCE / 2


def test_what_has_ended_is_not_there():
    cache.set("gone", "x", -1)
    assert cache.get("gone", "nothing") == "nothing"
    assert not cache.touch("gone", 60)
    with pytest.raises(ValueError, match="no number"):
        cache.incr("gone")
    assert cache.add("gone", "y", 60)
    assert cache.get("gone") == "y"


@pytest.mark.parametrize("value", ["words", 7, -1, 2**40, 1.5, True, None, [1.5, 2.5], {"a": ["ب"]}])
def test_a_value_comes_back_as_it_was(value):
    cache.set("key", value, 60)
    found = cache.get("key", "nothing")
    assert found == value
    assert type(found) is type(value)


def test_what_is_no_json_is_refused():
    with pytest.raises(TypeError, match="serializable"):
        cache.set("key", object(), 60)


def test_what_is_there_is_not_added():
    assert cache.add("key", 1, 60)
    assert not cache.add("key", 2, 60)
    assert cache.get("key") == 1
    assert cache.delete("key")
    assert not cache.delete("key")


def test_what_has_no_end_stays():
    cache.set("key", "kept", None)
    cache.set("other", "kept", 60)
    cache.touch("other", None)
    assert (cache.get("key"), cache.get("other")) == ("kept", "kept")


def test_what_has_ended_and_what_is_too_much_goes(monkeypatch):
    monkeypatch.setattr(shared, "_MOST", 3)
    cache.set("ended", 1, -1)
    for n in range(5):
        cache.set(f"key-{n}", n, 100 + n)
    shared.SharedCache("", {}).prune()
    with connections[shared.ALIAS].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM marsad_shared")
        assert cursor.fetchone() == (3,)
    assert [cache.get(f"key-{n}") for n in range(5)] == [None, None, 2, 3, 4]
