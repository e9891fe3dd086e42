"""What stays in memory, laid into large pages: the processor finds its way to it sooner.

Coding looks up words, weights and places all over a hundred megabytes. The processor keeps the addresses of some
thousand pages in view; of pages of 4 kB that is a twentieth of it, of pages of 2 MB all. Linux lays memory into large
pages when it is asked to (``madvise`` with ``MADV_COLLAPSE``, since 6.1) and where the machine allows it; other systems
are left as they are.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

LARGE: Final = 2 << 20  # bytes of a large page
SMAPS: Final = Path("/proc/self/smaps")
_OWN: Final = ("[heap]", "[anon")  # what memory of one's own is called where it is called anything
_COLLAPSE: Final = 25  # MADV_COLLAPSE
_MOST: Final = 1 << 30  # bytes: a process that holds more has more in memory than the coder, and would stand still
_DENSE: Final = 0.9  # the share of a stretch that must be in memory: laying it into large pages fills what is not


def settle() -> int:
    """Lay what this process holds in memory into large pages; how many bytes were.

    It may take some seconds; nothing is done where a process holds too much for that.
    """
    stretches = list(_stretches()) if sys.platform.startswith("linux") else []
    if not 0 < sum(size for _, size in stretches) <= _MOST:
        return 0
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    return sum(size for start, size in stretches if madvise(start, size, _COLLAPSE) == 0)


def _stretches() -> Iterator[tuple[int, int]]:
    """Where stretches of the process's own memory begin that whole large pages can hold, and their bytes."""
    try:
        lines = SMAPS.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:  # a system that does not tell
        return
    start = end = 0
    for line in lines:
        name, _, told = line.partition(" ")
        if "-" in name:
            _, kind, _, _, _, *called = line.split(maxsplit=5)
            start, end = (int(address, 16) for address in name.split("-"))
            if kind != "rw-p" or not all(title.startswith(_OWN) for title in called):
                start = end = 0  # a file's, a stack, or not for writing
        elif name == "Rss:" and int(told.split()[0]) << 10 >= _DENSE * (end - start):
            first, last = -(-start // LARGE) * LARGE, end // LARGE * LARGE
            if first < last:
                yield first, last - first
