"""What the environment says of the worker and of what tells of it: see docs/reference/settings.md."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Final

from marsad.model import MarsadError

LEASE: Final = "MARSAD_WORKER_LEASE"
ATTEMPTS: Final = "MARSAD_WORKER_ATTEMPTS"
PAUSE: Final = "MARSAD_WORKER_PAUSE"
TOKEN: Final = "MARSAD_METRICS_TOKEN"
_SHORTEST: Final = 20  # characters of a token that nobody guesses


class WorkError(MarsadError):
    """A setting of the worker that cannot be, or a worker that cannot start."""


def lease() -> timedelta:
    """How long a worker that says nothing is taken for alive."""
    return timedelta(seconds=_number(LEASE, 60, 1))


def attempts() -> int:
    """How often a task is begun before it is given up."""
    return int(_number(ATTEMPTS, 5, 1))


def pause() -> float:
    """Seconds before the second attempt."""
    return _number(PAUSE, 30, 0)


def token() -> str:
    """What whoever asks for metrics from elsewhere has to know; empty if nobody may."""
    written = os.environ.get(TOKEN, "")
    if written and len(written) < _SHORTEST:
        raise WorkError(f"{TOKEN} is too short to keep anybody out; write {_SHORTEST} characters or more")
    return written


def _number(name: str, usual: float, least: float) -> float:
    written = os.environ.get(name) or str(usual)
    try:
        found = float(written)
    except ValueError:
        found = -1
    if not least <= found < 1_000_000:
        raise WorkError(f"{written!r} in {name} is no number from {least} on; by default it is {usual}")
    return found
