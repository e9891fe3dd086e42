"""Read the data files, generate every inflected form, and keep the result in a cache file."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
import tomllib
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir

from marsad.lexicon import towns
from marsad.lexicon.entries import Entry, read_entry, surfaces
from marsad.lexicon.lexicon import Lexicon, Phrases, Sense, seldom
from marsad.model import MarsadError

DATA = Path(__file__).parent / "data"
STOPLIST = "misc/place_stoplist.toml"
# A sense as the cache keeps it: kind, lemma, cls, pos, feats.
_Row = tuple[str, str, str, str, tuple[str, ...]]
_Parts = dict[str, Any]


def load(folder: Path = DATA) -> Lexicon:
    """The lexicon of a data folder, with the towns of GeoNames: from the cache where that is fresh, else built."""
    path = cache_path(folder)
    with suppress(OSError, ValueError, EOFError, TypeError, KeyError, IndexError):
        return _restore(marshal.loads(path.read_bytes()))
    parts = _compile(folder, with_towns=True)
    _write(path, marshal.dumps(parts))
    return _restore(parts)


def build(folder: Path = DATA, with_towns: bool = False) -> Lexicon:
    """The lexicon of a data folder, built now. Raises MarsadError that names file, entry and field of bad data."""
    return _restore(_compile(folder, with_towns))


def read_entries(folder: Path = DATA) -> list[Entry]:
    """Every entry of every data file, checked. Raises MarsadError on bad data."""
    entries: list[Entry] = []
    seen: dict[tuple[str, str], str] = {}
    for path in data_files(folder):
        for entry in _read_file(path, folder):
            key = (entry.kind, entry.lemma)
            if key in seen:
                raise MarsadError(f"{entry.where}: the lemma is taken in this kind already, in {seen[key]}")
            seen[key] = entry.where
            entries.append(entry)
    return entries


def data_files(folder: Path = DATA) -> list[Path]:
    """The data files of entries, in the order they are read."""
    return [path for path in sorted(folder.rglob("*.toml")) if path.relative_to(folder).as_posix() != STOPLIST]


def cache_path(folder: Path = DATA) -> Path:
    """Where the compiled lexicon is kept: its name carries a hash of data, code and Python version."""
    root = os.environ.get("MARSAD_CACHE") or user_cache_dir("marsad")
    digest = hashlib.sha256(repr((sys.version_info, towns.version())).encode())
    for path in [*sorted(folder.rglob("*.toml")), *sorted(Path(__file__).parent.glob("*.py"))]:
        digest.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return Path(root) / f"lexicon-{digest.hexdigest()[:24]}.bin"


def _read_file(path: Path, folder: Path) -> list[Entry]:
    file = path.relative_to(folder).as_posix()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MarsadError(f"{file}: not valid TOML: {error}") from error
    kind = table.get("kind")
    if not isinstance(kind, str) or not kind:
        raise MarsadError(f"{file}: field 'kind' is missing; it names the table the entries belong to")
    unknown = set(table) - {"kind", "entry"}
    if unknown or not isinstance(table.get("entry", []), list):
        raise MarsadError(f"{file}: unknown field {', '.join(sorted(unknown)) or 'entry'!r}; write [[entry]] tables")
    return [read_entry(kind, item, file, number) for number, item in enumerate(table.get("entry", []), 1)]


def _compile(folder: Path, with_towns: bool) -> _Parts:
    """Forms and senses as plain tuples; the words of one sense list share it by number."""
    rows: dict[_Row, int] = {}
    words: dict[str, list[int]] = defaultdict(list)
    phrases: dict[str, dict[tuple[tuple[str, ...], int], None]] = defaultdict(dict)
    feats: dict[int, frozenset[str]] = {}
    for entry in read_entries(folder):
        for surface in surfaces(entry):
            if not surface.words:
                raise MarsadError(f"{entry.where}: a form is empty after folding")
            marks = entry.flags | surface.feats
            row = (entry.kind, entry.lemma, entry.cls, surface.pos, tuple(sorted(marks)))
            number = rows.setdefault(row, len(rows))
            feats[number] = marks
            if len(surface.words) > 1:
                phrases[surface.words[0]][surface.words, number] = None
            elif number not in words[surface.words[0]]:
                words[surface.words[0]].append(number)
    if with_towns:
        taken = set(words)
        for name, lemma in towns.town_names(folder / STOPLIST):
            row = ("place_name", lemma, "town", "name", ("geonames",))
            parts = tuple(name.split())
            if len(parts) > 1:
                phrases[parts[0]][parts, rows.setdefault(row, len(rows))] = None
            elif name not in taken:
                words[name].append(rows.setdefault(row, len(rows)))
    for numbers in words.values():
        numbers.sort(key=lambda number: seldom(feats.get(number, frozenset())))
    lists: dict[tuple[int, ...], int] = {}
    index = {word: lists.setdefault(tuple(numbers), len(lists)) for word, numbers in words.items()}
    return {
        "rows": list(rows),
        "lists": list(lists),
        "words": index,
        "phrases": {first: list(found) for first, found in phrases.items()},
    }


def _restore(parts: _Parts) -> Lexicon:
    shared: dict[tuple[str, ...], frozenset[str]] = {}
    senses = [
        Sense(kind, lemma, cls, pos, shared.setdefault(feats, frozenset(map(sys.intern, feats))))
        for kind, lemma, cls, pos, feats in parts["rows"]
    ]
    lists = [tuple(senses[number] for number in numbers) for numbers in parts["lists"]]
    phrases: Phrases = {
        first: [(words, senses[number]) for words, number in found] for first, found in parts["phrases"].items()
    }
    return Lexicon({word: lists[number] for word, number in parts["words"].items()}, phrases)


def _write(path: Path, content: bytes) -> None:
    """Write the cache in one step; where the folder cannot be written, the lexicon is built anew next time."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
