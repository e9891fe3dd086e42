"""Pieces of a text around the words searched for, as markup: the text as it stands, with marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from marsad.web.search.forms import Word, words_of
from marsad.web.search.query import Query

LENGTH: Final = 260  # characters of a snippet, about
_LEAD: Final = 70  # characters before the first mark
_FRAGMENT: Final = 5  # words of the text that the address of a report leads to

Masking = Callable[[str], str]  # keeps all offsets
_Span = tuple[int, int, int]  # start, end, the place of the word or phrase in the query


@dataclass(frozen=True, slots=True)
class Snippet:
    """``html`` is escaped; ``fragment`` leads to the first mark (a text fragment of the address), if there is one."""

    html: SafeString
    fragment: str


def snippet(text: str, query: Query, masked: Masking) -> Snippet:
    """The stretch of a text that has most of the query, else its beginning."""
    words = list(words_of(text))
    spans = _spans(words, query)
    start, end = _window(text, spans)
    shown = masked(text)
    return Snippet(_marked(text, shown, start, end, spans), _fragment(shown, text, words, spans, start))


def title(text: str, query: Query, masked: Masking) -> SafeString:
    """A title whole, with marks."""
    return _marked(text, masked(text), 0, len(text), _spans(list(words_of(text)), query))


def _spans(words: Sequence[Word], query: Query) -> list[_Span]:
    """Where the words and phrases stand in the text, in its order."""
    return sorted(
        (words[first].start, words[last - 1].end, n)
        for n, atom in enumerate(query.wanted)
        for first, last in atom.found(words, query.exact)
    )


def _window(text: str, spans: Sequence[_Span]) -> tuple[int, int]:
    """The stretch with most different words of the query, of several the first; it begins and ends between words."""
    best, most = 0, 0
    for k, (start, _, _) in enumerate(spans):
        begin = max(start - _LEAD, 0)
        inside = set()
        for _, end, n in spans[k:]:
            if end > begin + LENGTH:
                break
            inside.add(n)
        if len(inside) > most:
            best, most = begin, len(inside)
    begin = text.find(" ", best, best + _LEAD) + 1 if best else 0
    end = begin + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + LENGTH // 2)
    return begin, min(end, len(text))


def _marked(text: str, shown: str, start: int, end: int, spans: Sequence[_Span]) -> SafeString:
    """The stretch with what of it stands open marked; what is masked is not, or the mark would tell it."""
    parts: list[str] = ["… "] if start else []
    at = start
    for first, last, _ in spans:
        if first >= at and last <= end and shown[first:last] == text[first:last]:
            parts += [escape(shown[at:first]), format_html("<mark>{}</mark>", shown[first:last])]
            at = last
    parts.append(escape(shown[at:end]))
    if end < len(text):
        parts.append(" …")
    return mark_safe("".join(parts))


def _fragment(shown: str, text: str, words: Sequence[Word], spans: Sequence[_Span], start: int) -> str:
    """The address of the first mark with the words behind it, as far as they stand in one line without a mask."""
    first = next((span for span in spans if span[0] >= start), None)
    if first is None:
        return ""
    there = [word for word in words if word.start >= first[0]][:_FRAGMENT]
    piece = text[first[0] : there[-1].end].partition("\n")[0]
    if shown[first[0] : first[0] + len(piece)] != piece:
        return ""
    return "#:~:text=" + quote(piece.strip(), safe="").replace("-", "%2D")
