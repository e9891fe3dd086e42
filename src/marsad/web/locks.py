"""A lock on an open file: one process holds it, and it ends with that process, however that ends."""

from __future__ import annotations

import sys

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def taken(file: int) -> bool:
        """Take the lock of a file by its descriptor; whether nobody else has it."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def taken(file: int) -> bool:
        """Take the lock of a file by its descriptor; whether nobody else has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
