"""Read the data files, generate every inflected form, and keep the result in a cache file."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from marsad.lexicon.lexicon import Lexicon, Phrases, Sense
from marsad.text.fold import fold

DATA = Path(__file__).parent / "data"


def load() -> Lexicon:
    return build(DATA)


def build(folder: Path) -> Lexicon:
    words: dict[str, list[Sense]] = defaultdict(list)
    phrases: Phrases = defaultdict(list)
    for path in sorted(folder.rglob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in table["entry"]:
            for surface, sense in senses(table["kind"], entry):
                parts = tuple(fold(p) for p in surface.split())
                if len(parts) > 1:
                    phrases[parts[0]].append((parts, sense))
                elif sense not in words[parts[0]]:
                    words[parts[0]].append(sense)
    return Lexicon({k: tuple(v) for k, v in words.items()}, dict(phrases))


def senses(kind: str, entry: dict[str, Any]) -> list[tuple[str, Sense]]:
    flags = frozenset(entry.get("flags", ()))
    make = lambda pos, *f: Sense(kind, entry["lemma"], entry.get("cls", ""), pos, flags | set(f))
    out = [(s, make(entry.get("pos", "noun"))) for s in entry.get("forms", ())]
    return out
