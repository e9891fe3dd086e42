"""Large pages, asked of the system itself."""

from __future__ import annotations

import mmap
import os
import sys
from pathlib import Path

import pytest

from marsad import paging

SIZE = 32 << 20
POLICY = Path("/sys/kernel/mm/transparent_hugepage/enabled")


def large_kb() -> int:
    """The kilobytes of this process in large pages."""
    rows = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("AnonHugePages"))


def resident_kb() -> int:
    rows = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Rss"))


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="large pages are asked of Linux alone")
willing = pytest.mark.skipif(
    not POLICY.exists()
    or "[never]" in POLICY.read_text()
    or tuple(map(int, os.uname().release.split(".")[:2])) < (6, 1),
    reason=f"needs Linux 6.1 or newer and «madvise» in {POLICY}; containers have their host's",
)


@linux
@willing
def test_what_is_there_is_laid_into_large_pages_and_stays_as_it_was() -> None:
    with mmap.mmap(-1, SIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        memory.write(b"marsad!\n" * (SIZE // 8))
        before = large_kb()
        assert paging.settle() >= SIZE - 2 * paging.LARGE
        assert large_kb() - before >= (SIZE - 2 * paging.LARGE) >> 10
        assert memory[:] == b"marsad!\n" * (SIZE // 8)


@linux
def test_what_is_hardly_there_is_not_filled() -> None:
    with mmap.mmap(-1, 8 * SIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        memory[0] = 1
        before = resident_kb()
        paging.settle()
        assert resident_kb() - before < SIZE >> 10


def test_a_system_that_tells_nothing_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paging, "SMAPS", tmp_path / "none")
    assert paging.settle() == 0


@linux
def test_a_process_that_holds_too_much_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with mmap.mmap(-1, SIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as memory:
        memory.write(b"marsad!\n" * (SIZE // 8))
        monkeypatch.setattr(paging, "_MOST", SIZE // 2)
        before = large_kb()
        assert paging.settle() == 0
        assert large_kb() - before < SIZE >> 11


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert paging.settle() == 0
