"""The words that numbers are made of, and the hedges around them, by folded form.

The words are in ``lexicon/data/misc/numbers.toml``; every proclitic that may stand on one is written out here once.
"""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from marsad.text.fold import fold

DATA: Final = Path(__file__).parents[1] / "lexicon" / "data" / "misc" / "numbers.toml"
PREFIXES: Final = sorted(
    {c + p + a for c, p, a in product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ال"))} | {"لل", "ولل"}, key=len
)
LONE: Final = frozenset(PREFIXES)
HEDGES: Final = frozenset({"about", "more_than", "at_least", "less_than", "up_to", "between"})


class NumberWord(NamedTuple):
    """One reading of a folded form as a part of a number, with its proclitics."""

    cls: str
    value: int
    pro: str
    of: bool


Hedge = tuple[tuple[str, ...], str, str]  # the words, the class, the proclitics on the first


class Words(NamedTuple):
    """The single words of numbers, and the hedges, by folded form with proclitics."""

    single: dict[str, NumberWord]
    hedges: dict[str, dict[str, list[Hedge]]]  # by first word and second word, "" where there is none


@cache
def words() -> Words:
    """All of them, from the data file."""
    single: dict[str, NumberWord] = {}
    hedges: dict[str, dict[str, list[Hedge]]] = {}
    entries = tomllib.loads(DATA.read_text(encoding="utf-8"))["entry"]
    for entry in entries:
        flags = entry.get("flags", [])
        value = next((int(flag[6:]) for flag in flags if flag.startswith("value=")), 0)
        barred = {flag[10:] for flag in flags if flag.startswith("no_prefix=")}
        hedge = entry["cls"] in HEDGES or entry["cls"].startswith("after_")
        for form, pro in product(entry["forms"], PREFIXES):
            if any(pro.endswith(prefix) for prefix in barred):
                continue
            parts = tuple(fold(part) for part in form.split())
            first = pro + parts[0]
            if hedge:
                second = parts[1] if len(parts) > 1 else ""
                hedges.setdefault(first, {}).setdefault(second, []).append(((first, *parts[1:]), entry["cls"], pro))
            elif first not in single or len(pro) < len(single[first].pro):
                single[first] = NumberWord(entry["cls"], value, pro, "of" in flags)
    for by_second in hedges.values():
        for found in by_second.values():
            found.sort(key=lambda hedge: -len(hedge[0]))
    return Words(single, hedges)


def number_word(form: str) -> NumberWord | None:
    """The folded form as one word of a number, or ``None``."""
    return words().single.get(form)


def may_start_number(form: str) -> bool:
    """Whether a folded word can be the first of a number or of a hedge before one."""
    known = words()
    return form in known.single or form in known.hedges or form in LONE
