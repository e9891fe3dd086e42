"""The most memory that this process has held."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """In MB, resident. Linux keeps the peak of the program alone in its status file; what it tells of a process
    counts the size of the parent at its birth too, and is used elsewhere for want of better.
    """
    found = re.search(r"VmHWM:\s*(\d+) kB", _STATUS.read_text(encoding="utf-8")) if _STATUS.exists() else None
    if found:
        return int(found[1]) * 1024 / 1_000_000
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000
