"""Reasons of a grade in English and Arabic."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from marsad.model.incident import Reason

Language = Literal["ar", "en"]
Name = Callable[[str], str]  # an id in words, in the language asked for

WORDS: Final[dict[str, dict[str, str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_COMMA: Final = {"ar": "، ", "en": ", "}


def wording(reason: Reason, language: Language, source: Name, side: Name) -> str:
    """The reason as a phrase without a full stop. ``source`` and ``side`` put their ids into words.

    >>> wording(Reason("denied", ("sana",)), "en", str.upper, str)
    'denied by SANA'
    """
    sentence = WORDS[reason.code][language]
    names = [(side if "{sides}" in sentence else source)(value) for value in reason.values]
    listed = _COMMA[language].join(names)
    return sentence.format(sources=listed, sides=listed, count=len(names))
