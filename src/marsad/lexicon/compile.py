"""Read the data files, generate every inflected form, and keep the result in a cache file."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tomllib
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir, user_config_dir

from marsad.caching import keep
from marsad.lexicon import towns
from marsad.lexicon.entries import Entry, Surface, read_entry, surfaces
from marsad.lexicon.lexicon import Lexicon, Phrases, Sense, seldom
from marsad.model import MarsadError

DATA = Path(__file__).parent / "data"
STOPLIST = "misc/place_stoplist.toml"
_ALL_PERSONS = frozenset({"1s", "1p", "2ms", "2fs", "2d", "2mp", "2fp", "3ms", "3fs", "3md", "3fd", "3mp", "3fp"})
# Persons that news does not use; their shapes would only be taken for other words («عدن», Aden, "they (f.) returned").
_NEVER_MEANT = frozenset({"2fs", "2d", "2mp", "2fp", "3fp"})
# Happenings are told in the third person, or by «we»; «أصل» is "origin" far sooner than "I arrive".
_THIRD_PERSON_KINDS = frozenset({"trigger", "light_verb"})
_NOT_TOLD = _NEVER_MEANT | {"1s", "2ms"}
# A sense as the cache keeps it: kind, lemma, cls, pos, feats.
_Row = tuple[str, str, str, str, tuple[str, ...]]
_Parts = dict[str, Any]


def load(folder: Path = DATA) -> Lexicon:
    """The lexicon of a data folder with the towns of GeoNames and the user's own files: from the cache where that is
    fresh, else built. Raises MarsadError on bad data.
    """
    own = own_folders()
    path = cache_path(folder, own)
    with suppress(OSError, ValueError, EOFError, TypeError, KeyError, IndexError):
        return _restore(marshal.loads(path.read_bytes()))
    parts = _compile(folder, with_towns=True, own=own)
    keep(path, marshal.dumps(parts))
    return _restore(parts)


def build(folder: Path = DATA, with_towns: bool = False) -> Lexicon:
    """The lexicon of a data folder, built now. Raises MarsadError that names file, entry and field of bad data."""
    return _restore(_compile(folder, with_towns))


def own_folders() -> tuple[Path, ...]:
    """The folders with the user's own data files: those that ``MARSAD_LEXICON`` names, else ``lexicon`` in the user's
    configuration folder if it is there. Raises MarsadError if one that is named is not.
    """
    named = os.environ.get("MARSAD_LEXICON")
    if named is None:
        usual = Path(user_config_dir("marsad")) / "lexicon"
        return (usual,) if usual.is_dir() else ()
    folders = tuple(Path(part) for part in named.split(os.pathsep) if part)
    for folder in folders:
        if not folder.is_dir():
            raise MarsadError(f"{folder}: no such folder, named by MARSAD_LEXICON; make it, or mend the variable")
    return folders


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


def cache_path(folder: Path = DATA, own: tuple[Path, ...] = ()) -> Path:
    """Where the compiled lexicon is kept: its name carries a hash of data, code and Python version."""
    root = os.environ.get("MARSAD_CACHE") or user_cache_dir("marsad")
    digest = hashlib.sha256(repr((sys.version_info, towns.version())).encode())
    files = [path for each in (folder, *own) for path in sorted(each.rglob("*.toml"))]
    for path in [*files, *sorted(Path(__file__).parent.glob("*.py"))]:
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


def _compile(folder: Path, with_towns: bool, own: tuple[Path, ...] = ()) -> _Parts:
    collector = _Collector()
    for entry in (entry for each in (folder, *own) for entry in read_entries(each)):
        for surface in surfaces(entry):
            if not surface.words:
                raise MarsadError(f"{entry.where}: a form is empty after folding")
            if not _never_meant(entry.kind, surface):
                row = (entry.kind, entry.lemma, entry.cls, surface.pos, tuple(sorted(entry.flags | surface.feats)))
                collector.add(surface.words, row)
    if with_towns:
        taken = frozenset(collector.words)
        for name, lemma in towns.town_names(folder / STOPLIST):
            if name not in taken:
                collector.add(tuple(name.split()), ("place_name", lemma, "town", "name", ("geonames",)))
    return collector.parts()


def _never_meant(kind: str, surface: Surface) -> bool:
    persons = surface.feats & _ALL_PERSONS
    if not persons:
        return False
    if kind in _THIRD_PERSON_KINDS:
        return persons <= _NOT_TOLD or (persons == {"1p"} and "jussive" in surface.feats)
    return persons <= _NEVER_MEANT


class _Collector:
    """Forms and senses as plain tuples, as the cache keeps them; forms of the same senses share one list of them."""

    def __init__(self) -> None:
        self.rows: dict[_Row, int] = {}
        self.words: dict[str, dict[int, bool]] = defaultdict(dict)
        self.phrases: dict[str, dict[tuple[tuple[str, ...], int], None]] = defaultdict(dict)

    def add(self, words: tuple[str, ...], row: _Row) -> None:
        number = self.rows.setdefault(row, len(self.rows))
        if len(words) > 1:
            self.phrases[words[0]][words, number] = None
        else:
            self.words[words[0]][number] = seldom(frozenset(row[4]))

    def parts(self) -> _Parts:
        lists: dict[tuple[int, ...], int] = {}
        index = {
            word: lists.setdefault(tuple(sorted(numbers, key=numbers.__getitem__)), len(lists))
            for word, numbers in self.words.items()
        }
        return {
            "rows": list(self.rows),
            "lists": list(lists),
            "words": index,
            "phrases": {first: list(found) for first, found in self.phrases.items()},
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
