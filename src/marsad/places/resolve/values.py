"""What the resolver takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A mention of a place in a report.

    ``start`` and ``end`` are code points of the report's text; ``cls`` is the class that the coder read from the words
    («quarter», «town», «region»…, empty where it read none), ``prep`` the preposition in front. ``sentence`` and
    ``paragraph`` are numbers that grow through the report.
    """

    text: str
    start: int
    end: int
    cls: str = ""
    prep: str = ""
    sentence: int = 0
    paragraph: int = 0
