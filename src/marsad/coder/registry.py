"""Coders by name: the rule coder, and any that a package registers under the entry point ``marsad.coders``.

A coder is ``code(report) -> Coding``. A trained or a language model can stand in for the rules behind the same call:

    [project.entry-points."marsad.coders"]
    mine = "my_package:code"
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Final

from marsad.model import Coding, MarsadError, Report

GROUP: Final = "marsad.coders"
RULES: Final = "rules"
Coder = Callable[[Report], Coding]


def coders() -> tuple[str, ...]:
    """The names of the coders that are installed."""
    return tuple(sorted({RULES, *entry_points(group=GROUP).names}))


def coder(name: str = RULES) -> Coder:
    """The coder of that name. Raises ``MarsadError`` if there is none, or if it cannot be loaded."""
    if name == RULES:
        # Imported here because another coder needs none of it.
        from marsad.coder.pipeline import code

        return code
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise MarsadError(f"there is no coder {name!r}; installed are: {', '.join(coders())}")
    try:
        loaded = next(iter(found)).load()
    except Exception as error:  # whatever a foreign package raises at import
        raise MarsadError(f"coder {name!r} cannot be loaded ({type(error).__name__}: {error})") from error
    if not callable(loaded):
        raise MarsadError(f"coder {name!r} is no function: its entry point must name code(report) -> Coding")
    return loaded  # type: ignore[no-any-return]
