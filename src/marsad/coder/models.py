"""The models as they are kept: plain tables that a person can read, and a compiled copy in the cache.

A table has a comment head, then one feature a line with its weight for each label.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from platformdirs import user_cache_dir

from marsad.caching import keep
from marsad.coder.linear import Binary, Choice, Models, Scale, kinds
from marsad.garbage import set_apart
from marsad.model import MarsadError

WEIGHTS: Final = Path(__file__).parent / "weights"
_FORM: Final = 2  # of the compiled copy
# A feature can hold a word's form, and a line break is a form too.
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_CHARACTERS: Final = {"\\\\": "\\", "\\n": "\n", "\\r": "\r", "\\t": "\t"}
_Parts = tuple[Any, ...]  # what a model is made of, in plain values


def read(folder: Path) -> Models:
    """The models kept in ``folder``, one ``.tsv`` file each. Raises ``MarsadError`` that names file and line."""
    return _restored(_read_parts(folder))


@cache
def shipped() -> Models:
    """The models that come with the package, from their compiled copy where that is fresh."""
    path = _cache_path(WEIGHTS)
    with suppress(OSError, ValueError, EOFError, TypeError, KeyError):
        return _kept(marshal.loads(path.read_bytes()))
    parts = _read_parts(WEIGHTS)
    keep(path, marshal.dumps(parts))
    return _kept(parts)


def _kept(parts: dict[str, _Parts]) -> Models:
    models = _restored(parts)
    set_apart()
    return models


def escaped(feature: str) -> str:
    """A feature as it is written in a table: without tabs and line breaks of its own."""
    return feature.translate(_ESCAPES)


def _unescaped(name: str) -> str:
    return re.sub(r"\\.", lambda found: _CHARACTERS.get(found.group(), found.group()), name) if "\\" in name else name


def _cache_path(folder: Path) -> Path:
    """Where the compiled copy is kept: its name carries a hash of the tables and of the Python version."""
    root = os.environ.get("MARSAD_CACHE") or user_cache_dir("marsad")
    digest = hashlib.sha256(repr((sys.version_info, _FORM)).encode())
    for path in sorted(folder.glob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return Path(root) / f"weights-{digest.hexdigest()[:24]}.bin"


def _read_parts(folder: Path) -> dict[str, _Parts]:
    return {name: _parts(kind, folder / f"{name}.tsv") for name, kind in kinds().items()}


def _parts(kind: str, path: Path) -> _Parts:
    labels, rows = _rows(path)
    if kind == "Scale":
        return (tuple(sorted((float(chance), row[0]) for chance, row in rows.items())),)
    if kind == "Choice":
        choice = Choice.of(labels, rows)
        return choice.labels, choice.bias, choice.width, choice.tables
    binary = Binary.of({feature: row[0] for feature, row in rows.items()})
    return binary.bias, binary.tables


def _restored(parts: dict[str, _Parts]) -> Models:
    classes: dict[str, Any] = {"Binary": Binary, "Choice": Choice, "Scale": Scale}
    return Models(**{name: classes[kind](*parts[name]) for name, kind in kinds().items()})


def _rows(path: Path) -> tuple[list[str], dict[str, tuple[float, ...]]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise MarsadError(f"{path}: these weights cannot be read; reinstall marsad or run marsad train") from error
    labels: list[str] = []
    rows: dict[str, tuple[float, ...]] = {}
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line:
            continue
        feature, *cells = line.split("\t")
        if not labels:
            labels = cells
            continue
        try:
            rows[_unescaped(feature)] = tuple(float(c) if c else 0.0 for _, c in zip(labels, cells, strict=True))
        except ValueError as error:
            told = f"{path}:{number}: not a feature with a weight for each label ({error}); run marsad train again"
            raise MarsadError(told) from error
    return labels, rows
