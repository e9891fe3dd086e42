"""Ids of reports in addresses: any text can be one, and an address cannot carry every text."""

from __future__ import annotations

import re
from typing import Final

# Written as ~HEX.: what a path loses on its way (controls, lone surrogates, backslashes, which browsers turn), the sign
# itself, and the dots of «.» and «..», which browsers resolve even when they are percent-encoded. Django
# percent-encodes all else.
_LOST: Final = re.compile(r"[\x00-\x1f\x7f\\~\ud800-\udfff]|(?:(?<=/)|^)\.{1,2}(?=/|$)")
_WRITTEN: Final = re.compile(r"~([0-9a-f]{1,6})\.")


class KeyConverter:
    """``<key:key>`` in the addresses of Django."""

    regex = r"[^\x00-\x1f]+"

    def to_python(self, value: str) -> str:
        """The id that an address names."""
        return _WRITTEN.sub(_read, value)

    def to_url(self, value: str) -> str:
        """The id as an address carries it."""
        return _LOST.sub(_write, value)


def _read(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number <= 0x10FFFF else found[0]


def _write(found: re.Match[str]) -> str:
    return "".join(f"~{ord(char):x}." for char in found[0])
