"""What a process does after many reports, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def told(program: str, **environment: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="large pages are asked of Linux alone")
@pytest.mark.parametrize(("allowed", "calls"), [("1", 2), ("0", 0)])
def test_a_process_settles_when_it_has_coded_many(allowed: str, calls: int) -> None:
    program = """
from marsad import paging, settling
told = []
paging.settle = lambda: told.append(1)
for _ in range(2000): settling.used()
print(len(told))
"""
    assert told(program, MARSAD_LARGE_PAGES=allowed) == calls


def test_what_is_known_is_left_alone_and_garbage_is_not_kept() -> None:
    program = """
import gc, weakref
from marsad import settling
class Ring: pass
ring = Ring(); ring.self = ring
gone = weakref.ref(ring)
del ring
kept = [[n] for n in range(1000)]
for _ in range(30): settling.used()
assert gone() is None
assert not any(found is kept[0] for found in gc.get_objects())
print(gc.get_freeze_count())
"""
    assert told(program, MARSAD_LARGE_PAGES="0") > 1000
