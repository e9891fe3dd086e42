"""Wherever the sender is killed, nobody gets a letter twice or none: row 26 of docs/reference/security.md."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from marsad.web.newsletters.models import State

COUNT = 24
POINTS = [
    "before the database knows of a claim",
    "with copies claimed",
    "in the middle of a copy",
    "before the end is told of",
    "when the end is told of",
    "with the server's answer unheard",
    "with the server's answer heard",
    "with the answer on the disk",
    "before the database knows",
    "when the database knows",
    "while settling",
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("crash")


@contextmanager
def driver(data, server, url="", connections=2):
    """A process that is told what to do: ``tell(fill=24)``, ``tell(run={"point": "with copies claimed"})``."""
    environment = {
        **os.environ,
        "MARSAD_DATA": str(data),
        "MARSAD_DATABASE": url,
        "MARSAD_MAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "MARSAD_MAIL_CONNECTIONS": str(connections),
        "MARSAD_MAIL_PACE": "1000000",
    }
    script = str(Path(__file__).with_name("crash.py"))
    process = subprocess.Popen(
        [sys.executable, script], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def tell(**asked):
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    try:
        yield tell
    finally:
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


@pytest.fixture
def crash(data, server):
    with driver(data, server) as tell:
        yield tell


def cut_off(tell, server, point, count=7):
    """A sender killed at a point, and one after it; gives the states of the copies then. None has gone twice."""
    server.taken.clear()
    tell(fill=COUNT)
    assert tell(run={"point": point, "count": count})["status"] == -signal.SIGKILL, point
    time.sleep(0.2)  # what the system still had of the dead process's has reached the server
    ended = tell(run={"point": None})
    assert ended["status"] == 0, point
    assert set(ended["states"].values()) <= {State.SENT, State.DOUBT}, point
    assert len(server.addresses) == len(set(server.addresses)), point
    return ended["states"]


def missing(server, states):
    """Who got no copy: each of them is told of as a doubt."""
    found = set(states) - set(server.addresses)
    assert all(states[one] == State.DOUBT for one in found)
    return found


def test_in_postgresql_as_well(postgresql_url, tmp_path, server):
    with driver(tmp_path, server, postgresql_url(), connections=1) as tell:
        for point in ("with copies claimed", "with the server's answer heard"):
            assert not missing(server, cut_off(tell, server, point, 5)), point


def test_a_kill_at_any_point_doubles_nothing_and_loses_nothing(tmp_path, server):
    with driver(tmp_path, server, connections=1) as tell:
        for point in POINTS:
            assert not missing(server, cut_off(tell, server, point)), point


def test_with_two_connections_the_other_may_be_right_before_its_last_byte(crash, server):
    """The one moment that nothing can make one with the next: a single copy, and it is told of."""
    for point in POINTS:
        assert len(missing(server, cut_off(crash, server, point))) <= 1, point


def test_only_a_kill_with_the_answer_unheard_leaves_a_doubt(crash, server):
    for point, doubtful in (("with the server's answer unheard", 1), ("with the answer on the disk", 0)):
        crash(fill=COUNT)
        crash(run={"point": point, "count": 5})
        time.sleep(0.2)
        states = Counter(crash(run={"point": None})["states"].values())
        # Two connections: the other one's copy may have been as far.
        assert doubtful <= states[State.DOUBT] <= doubtful * 2 + 1, point


def test_a_kill_right_before_the_last_byte_is_told_of_as_a_doubt(crash, server):
    states = cut_off(crash, server, "before the last byte is sent", 5)
    assert len(missing(server, states)) <= 2  # its own, and the other connection's


def test_kills_at_any_time(crash, server):
    """Killed again and again, wherever it is, until all is sent."""
    server.slow = 0.01
    chance = random.Random(26)
    crash(fill=150)
    kills = 0
    for _ in range(6):
        kills += crash(run={"point": None, "after": chance.uniform(0.05, 0.6)})["status"] != 0
        time.sleep(0.1)
    ended = crash(run={"point": None})
    assert kills
    assert len(server.addresses) == len(set(server.addresses))
    # Between two steps that nothing can make one: told of, not silently lost.
    assert len(missing(server, ended["states"])) <= 1
