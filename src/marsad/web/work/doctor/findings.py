"""What the doctor says of a part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``grade`` is ``good``, ``warning`` or ``wrong``; ``mend`` says what to do, and is empty for what is good."""

    check: str
    grade: str
    said: str
    mend: str = ""


def good(check: str, said: str) -> Finding:
    """All is well with it."""
    return Finding(check, "good", said)


def warning(check: str, said: str, mend: str) -> Finding:
    """It works, but not as it should."""
    return Finding(check, "warning", said, mend)


def wrong(check: str, said: str, mend: str) -> Finding:
    """It does not work, or is not safe."""
    return Finding(check, "wrong", said, mend)
