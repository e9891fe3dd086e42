"""Labelled reports as people write them: the text with its mentions marked and numbered, the claims below it by number.

    === ID | PUBLISHED | OUTLET
    {1:قصفت} {2:قوات النظام} {3:بلدة سراقب}، ما أدى إلى {4:مقتل {5:مدنيين} اثنين}.
    ---
    claim shelling t=1 i=2 p=3
      cas killed 2..2 g=5 civ=y @4
    control 3: 2
    affil 2: 6

Marks may nest and not cross. ``PUBLISHED`` is an ISO date; ``-`` stands for none, and for no outlet. Of a claim ``t``
is the trigger, ``i`` initiators, ``g`` targets, ``p`` places, ``s`` sources, ``also`` the triggers of retellings,
``w=8@2024-05-01..2024-05-02`` the time with its days, ``f`` the factuality; ``opt`` marks what is optional. A
casualty has its kind, its bounds, either of which may be left out, ``g`` its group, ``civ=y`` or ``civ=n``, and ``@``
the mention that counts. ``control PLACE: HOLDERS``, ``affil MEMBER: GROUPS``. The file is of UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from marsad.model import CasualtyKind, ClaimType, Factuality, MarsadError, Report

Row = dict[str, Any]
HEAD: Final = "=== "
_RULE: Final = "---"
_MARK: Final = re.compile(r"\{(\d+):|\}")
_SLOTS: Final = {"i": "initiators", "g": "targets", "p": "places", "s": "sources", "also": "also"}
_WHEN: Final = re.compile(r"(\d+)@(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
_BOUNDS: Final = re.compile(r"(\d*)\.\.(\d*)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_RELATION: Final = re.compile(r"(control|affil) (\d+): (\d+(?:,\d+)*)( opt)?")


def read(path: Path) -> Iterator[tuple[Report, Row]]:
    """The reports of a file, or of the ``.txt`` files of a folder in the order of their names, each with its gold
    coding in the exchange format. Raises ``MarsadError``, which names the file and the report, for what is not so
    written.
    """
    files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
    if not files:
        raise MarsadError(f"{path}: no .txt file with marked reports in this folder")
    for file in files:
        yield from _read(file)


def _read(file: Path) -> Iterator[tuple[Report, Row]]:
    try:
        written = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MarsadError(f"{file}: cannot be read as UTF-8 text ({error})") from error
    before, *blocks = f"\n{written}".split(f"\n{HEAD}")
    if before.strip():
        raise MarsadError(f"{file}: text stands before the first line that begins with {HEAD!r}")
    for block in blocks:
        name = block.partition("\n")[0].partition("|")[0].strip()
        try:
            yield parse(block)
        except ValueError as error:
            raise MarsadError(f"{file}: report {name}: {error}") from error


def parse(block: str) -> tuple[Report, Row]:
    """A report and its gold coding, of what stands behind ``=== ``. Raises ``ValueError`` if it is not so written."""
    head, _, rest = block.partition("\n")
    parts = [part.strip() for part in head.split("|")]
    body, rule, coding = f"{rest}\n".partition(f"\n{_RULE}\n")
    if len(parts) != len(("id", "published", "outlet")) or not rule:
        raise ValueError(f"a report is «ID | PUBLISHED | OUTLET», its text, a line {_RULE} and its claims")
    key, published, outlet = parts
    if published != "-" and not _DAY.fullmatch(published):
        raise ValueError(f"{published} is no date; write it as YYYY-MM-DD, or - for none")
    text, spans = unmarked(body.strip("\n"))
    gold = _Coding(text, spans).read(coding)
    known = [None if one == "-" else one for one in (published, outlet)]
    return Report(key, "", text, known[0], known[1] or ""), {"id": key, **gold}


def unmarked(marked: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """A text without its marks, and where each number's mention begins and ends in it. Raises ``ValueError`` for marks
    that do not fit.
    """
    parts: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    opened: list[tuple[int, int]] = []
    done = length = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[done : mark.start()])
        length, done = length + mark.start() - done, mark.end()
        if mark[1]:
            opened.append((int(mark[1]), length))
        elif opened:
            number, start = opened.pop()
            if number in spans or start == length:
                raise ValueError(f"mark {number} stands twice, or around nothing")
            spans[number] = start, length
        else:
            raise ValueError(f"a }} closes nothing before «{marked[mark.end() : mark.end() + 20]}»")
    if opened:
        raise ValueError(f"mark {opened[-1][0]} is not closed")
    return "".join(parts) + marked[done:], spans


@dataclass(frozen=True, slots=True)
class _Coding:
    """What reads the lines below a text."""

    text: str
    spans: dict[int, tuple[int, int]]

    def read(self, lines: str) -> Row:
        found: dict[str, list[Row]] = {"claims": [], "control": [], "affiliations": []}
        for line in filter(None, map(str.strip, lines.split("\n"))):
            kind, *said = line.split()
            if kind == "claim":
                found["claims"].append(self._claim(*said))
            elif kind == "cas" and found["claims"]:
                found["claims"][-1]["casualties"].append(self._casualty(*said))
            elif relation := _RELATION.fullmatch(line):
                self._relate(found, relation)
            else:
                raise ValueError(f"«{line}» is no claim, no casualty of one, no control and no affiliation")
        return found

    def _mention(self, number: str) -> Row:
        if not number.isdecimal() or int(number) not in self.spans:
            raise ValueError(f"{number or 'nothing'} is not the number of a mark")
        start, end = self.spans[int(number)]
        return {"text": self.text[start:end], "start": start, "end": end}

    def _mentions(self, numbers: str) -> list[Row]:
        return [self._mention(number) for number in numbers.split(",")]

    def _claim(self, kind: str, *said: str) -> Row:
        claim: Row = {slot: [] for slot in _SLOTS.values()}
        claim |= {"type": str(ClaimType(kind)), "trigger": None, "when": None, "factuality": "stated", "casualties": []}
        for one in said:
            name, _, value = one.partition("=")
            if name in _SLOTS:
                claim[_SLOTS[name]] = self._mentions(value)
            elif name == "t":
                claim["trigger"] = self._mention(value)
            elif name == "w" and (when := _WHEN.fullmatch(value)):
                claim["when"] = self._mention(when[1]) | {"from": when[2], "to": when[3]}
            elif name == "f":
                claim["factuality"] = str(Factuality(value))
            elif one == "opt":
                claim["optional"] = True
            else:
                raise ValueError(f"«{one}» says nothing of a claim")
        if claim["trigger"] is None:
            raise ValueError(f"a claim of {kind} has no trigger (t=)")
        return claim

    def _casualty(self, kind: str, bounds: str, *said: str) -> Row:
        limits = _BOUNDS.fullmatch(bounds)
        if not limits:
            raise ValueError(f"«{bounds}» are no bounds; write 3..5, 3.. or ..5")
        low, high = (int(limit) if limit else None for limit in limits.groups())
        toll: Row = {"kind": str(CasualtyKind(kind)), "group": None, "civilian": None, "min": low, "max": high}
        for one in said:
            if one.startswith("@"):
                toll |= self._mention(one[1:])
            elif one.startswith("g="):
                toll["group"] = self._mention(one[2:])
            elif one in ("civ=y", "civ=n"):
                toll["civilian"] = one == "civ=y"
            elif one == "opt":
                toll["optional"] = True
            else:
                raise ValueError(f"«{one}» says nothing of a casualty")
        if "start" not in toll:
            raise ValueError(f"a casualty ({kind} {bounds}) has no mention that counts (@)")
        return toll

    def _relate(self, found: dict[str, list[Row]], relation: re.Match[str]) -> None:
        kind, one, others, optional = relation.groups()
        more = {"optional": True} if optional else {}
        if kind == "control":
            found["control"].append({"place": self._mention(one), "holders": self._mentions(others)} | more)
        else:
            found["affiliations"] += [
                {"member": self._mention(one), "group": group} | more for group in self._mentions(others)
            ]
