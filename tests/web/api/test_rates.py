import itertools

import pytest
from django.db import connections
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.api.rates import Rate, asker

_NUMBERS = itertools.count()


class Clock:
    """Seconds from a time to come on: what has passed by the machine's own clock may be swept away at any time."""

    def __init__(self, start=2.0**32):
        self.now, self._start = 0.0, start

    def __call__(self):
        return self._start + self.now


def test_so_many_times_are_allowed_and_no_more():
    rate = Rate(2, 60, Clock())
    assert [rate.take("a") for _ in range(3)] == [0, 0, 60]


def test_after_the_time_it_begins_anew():
    clock = Clock()
    rate = Rate(1, 60, clock)
    rate.take("a")
    clock.now = 59.5
    assert rate.take("a") == 1
    clock.now = 60
    assert rate.take("a") == 0


def test_each_is_counted_by_itself():
    rate = Rate(1, 60, Clock())
    assert (rate.take("a"), rate.take("b")) == (0, 0)


def test_to_look_counts_nothing():
    rate = Rate(1, 60, Clock())
    assert [rate.wait("a") for _ in range(3)] == [0, 0, 0]
    rate.take("a")
    assert rate.wait("a") == 60


def test_what_is_forgotten_begins_anew():
    rate = Rate(1, 60, Clock())
    rate.take("a")
    rate.take("b")
    rate.forget("a")
    assert (rate.wait("a"), rate.wait("b")) == (0, 60)


def test_rates_of_other_names_count_apart():
    clock = Clock()
    Rate(1, 60, clock, name="one").take("a")
    assert (Rate(1, 60, clock, name="one").wait("a"), Rate(1, 60, clock, name="two").wait("a")) == (60, 0)


def test_nobody_who_was_counted_is_named(tmp_path):
    Rate(1, 60, Clock(), name="who").take("192.0.2.7 nour@example.org")
    with connections["shared"].cursor() as cursor:
        cursor.execute("SELECT key FROM marsad_shared")
        kept = " ".join(key for (key,) in cursor.fetchall())
    assert "rate:who:1:" in kept
    assert "192.0.2.7" not in kept and "nour" not in kept  # noqa: PT018 - one thought


@given(st.lists(st.floats(0, 100), max_size=60), st.integers(1, 5))
def test_never_more_than_allowed_in_a_window(steps, most):
    clock = Clock(0.0)
    rate = Rate(most, 50, clock, name=str(next(_NUMBERS)))
    taken = []
    for step in steps:
        clock.now += step
        if rate.take("a") == 0:
            taken.append(clock.now)
    # A window begins with the first request in it, so that two windows may meet: twice as many, and never more.
    assert all(sum(start <= at < start + 50 for at in taken) <= 2 * most for start in taken)


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_who_asks_is_known_by_address(address, known):
    assert asker(RequestFactory().get("/", REMOTE_ADDR=address)) == known


def test_what_the_asker_says_of_itself_is_not_believed():
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "198.51.100.1"})
    assert asker(request) == "192.0.2.7"
