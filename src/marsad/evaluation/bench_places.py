"""Load time, memory and look-ups of a gazetteer of 100,000 places, measured in a process that does nothing else."""

from __future__ import annotations

import marshal
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from marsad.evaluation.peak import peak_mb
from marsad.model import Place, PlaceName
from marsad.places.gazetteer import Gazetteer
from marsad.places.store import Source, Store, pack

PLACES = 100_000
_ASKED = 20_000
_SOURCE = Source("bench", "made for measuring", "none")
_FIRST = ("تل", "كفر", "دير", "عين", "خان", "بيت", "رأس", "وادي", "خربة", "أم")
_LETTERS = "بتجحدرسشصطعفقكلمنهوي"


def main(folder: str) -> str:
    """Load time (s), memory (MB), and look-ups a second: of places never met, of new spellings, of names met before.

    The first run makes the file of places in ``folder``; what it says of memory counts the making.
    """
    file = Path(folder, "places.bin")
    if not file.exists():
        file.write_bytes(marshal.dumps(pack(made())))
    before = peak_mb()
    start = time.perf_counter()
    gazetteer = Gazetteer([Store(_SOURCE, marshal.loads(file.read_bytes()))])
    loaded = time.perf_counter() - start
    memory = peak_mb() - before
    # Every other name with a class word before it, as reports write it: «بلدة …» (the town of …).
    names = [f"{'بلدة ' * (row % 2)}{place.name}" for row, place in enumerate(made(_ASKED))]
    first = _rate(gazetteer, names)
    # The index keeps the answers of the last 50,000 names, so that a name of every report costs nothing; what is
    # measured is a new spelling of a known place as well as a name asked for again.
    new = _rate(gazetteer, [f"{name}\u200f" for name in names])
    again = _rate(gazetteer, names)
    return f"{loaded:.3f} {memory:.1f} {first:.0f} {new:.0f} {again:.0f}"


def made(number: int = PLACES) -> Iterator[Place]:
    """Made-up places with two Arabic names and a Latin one."""
    words = ("".join(letters) for letters in product(_LETTERS, repeat=4))
    for row, word in zip(range(number), words, strict=False):
        named = (
            PlaceName(f"{_FIRST[row % len(_FIRST)]} {word}", "arab", "main"),
            PlaceName(f"ال{word}", "arab", "variant"),
            PlaceName(f"Place {row}", "latn", "romanised"),
        )
        lat, lon = 30 + row % 700 / 100, 36 + row // 700 / 20
        yield Place(f"bench:{row}", named, "village", "SY-HL", lat, lon, 1.5, 0, "bench", "none", "SY")


def _rate(gazetteer: Gazetteer, names: list[str]) -> float:
    start = time.perf_counter()
    for name in names:
        gazetteer.find(name)
    return len(names) / (time.perf_counter() - start)


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1]) + "\n")
