"""Where the links of a subscriber stand in a letter that is otherwise the same for all."""

from __future__ import annotations

from typing import Final

HTML: Final = "<!--links-->"
TEXT: Final = "\n=====links=====\n"
IMAGE: Final = "cid:map"  # how a letter names its map
