"""Bytes to text. Only UTF-8 is taken; other encodings are recognised, so that the message can name the remedy."""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

from marsad.exchange.faults import InputError

# Encodings Arabic text is still found in, besides UTF-8.
_CANDIDATES = ("windows-1256", "iso-8859-6", "utf-16-le", "utf-16-be", "mac_arabic", "cp720", "cp864")
_COMMON = frozenset("ابتدرسعفقكلمنهويةأ")
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "a rich-text (RTF) document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
}
_BOMS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_PROBE = 20_000
_LIKELY = 0.6


def decode(raw: bytes, where: str) -> str:
    """The text of ``raw``, without a byte order mark. Raises ``InputError`` if it is binary or not UTF-8."""
    for magic, name in _MAGIC.items():
        if raw.startswith(magic):
            raise InputError(where, f"is {name}, not text", "save its text as UTF-8 (.txt)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(raw, where, error.start)
    if "\0" in text[:_PROBE]:
        _refuse(raw, where, raw.find(b"\0"))
    return text


def _refuse(raw: bytes, where: str, at: int) -> NoReturn:
    """Say what the bytes look like instead."""
    guess = guess_encoding(raw)
    if guess:
        raise InputError(
            where,
            f"is not UTF-8; it looks like {guess}",
            f"convert it: iconv -f {guess} -t UTF-8 FILE > NEW_FILE",
        )
    if b"\0" in raw[:_PROBE]:
        raise InputError(where, "is binary, not text", "save its text as UTF-8 (.txt)")
    damaged = len(re.findall("\ufffd", raw[:_PROBE].decode("utf-8", "replace")))
    if damaged * 50 < min(len(raw), _PROBE):
        line = raw.count(b"\n", 0, at) + 1
        raise InputError(
            where,
            f"is damaged UTF-8 (byte {at}, line {line})",
            "fetch it again, or drop the damaged bytes: iconv -f UTF-8 -t UTF-8 -c FILE > NEW_FILE",
        )
    raise InputError(where, f"is not UTF-8 (byte {at})", "save it as UTF-8")


def guess_encoding(raw: bytes) -> str | None:
    """The encoding in which ``raw`` reads as Arabic, if there is one that is not UTF-8."""
    for mark, name in _BOMS.items():
        if raw.startswith(mark):
            return name
    probe = raw[: _PROBE - _PROBE % 2]
    best = max(_CANDIDATES, key=lambda name: _arabic(probe, name))
    return best if _arabic(probe, best) > _LIKELY else None


def _arabic(probe: bytes, encoding: str) -> float:
    """The share of common Arabic letters among what is not ASCII."""
    text = probe.decode(encoding, "replace")
    foreign = [char for char in text if char > "\x7f"]
    if len(foreign) < 10:
        return 0.0
    return sum(char in _COMMON for char in foreign) / len(foreign)
