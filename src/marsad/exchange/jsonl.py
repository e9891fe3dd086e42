"""One JSON value a line, in UTF-8, whatever the strings hold."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

# Lone surrogates have no UTF-8 form, and the other three end a line for many readers (``str.splitlines``).
_UNSAFE = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")


def dump_line(value: Mapping[str, Any]) -> bytes:
    """``value`` as one line of JSONL, its newline included; Arabic stays readable."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode() + b"\n"
