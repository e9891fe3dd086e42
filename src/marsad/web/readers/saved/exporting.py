"""Articles as files: JSON, Markdown, HTML and EPUB, each with the title, the text, the note and the highlights."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import get_language

from marsad.text.fold import fold
from marsad.web.readers.saved.epub import Chapter, book
from marsad.web.readers.saved.labelling import placed
from marsad.web.readers.saved.models import Article
from marsad.web.readers.saved.owned import told
from marsad.web.readers.saved.searching import newest
from marsad.web.readers.saved.shown import Paragraph, Piece, stretches
from marsad.web.readers.saved.tongue import language, rtl
from marsad.web.reports.neutral import neutral, web_address

# What Markdown would read as its own where it stands; at the start of a line more than within.
_SIGNS: Final = re.compile(r"([\\`*_\[\]<>#|~])")
_STARTS: Final = re.compile(r"^(\s*)([-+=]|\d+[.)])")


@dataclass(frozen=True, slots=True)
class Bound:
    """An article as a file shows it. ``language`` is that of its text, ``address`` where it was found."""

    article: Article
    title: str
    paragraphs: Sequence[Paragraph]
    address: str | None
    language: str

    @property
    def rtl(self) -> bool:
        """Whether it reads from right to left."""
        return rtl(self.language)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its media type, and what makes it of articles under a common title."""

    media_type: str
    write: Callable[[str, Sequence[Article]], bytes]


def bound(article: Article) -> Bound | None:
    """The newest version, ready to be written; ``None`` if there is no text yet."""
    version = newest(article)
    if version is None:
        return None
    marks = placed(article.highlights.all(), version)
    address = web_address(article.address) if article.kind == "page" else None
    title = neutral(version.title or article.title)
    return Bound(article, title, stretches(version.text, marks), address, language(version.text))


def _json(title: str, articles: Sequence[Article]) -> bytes:
    rows = [told(article) for article in articles]
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def _markdown(title: str, articles: Sequence[Article]) -> bytes:
    parts = [render_to_string("saved/file.md", {"one": one, "lines": _lines(one)}) for one in _bound(articles)]
    return "\n\n---\n\n".join(part.strip() for part in parts).encode() + b"\n"


def _html(title: str, articles: Sequence[Article]) -> bytes:
    told = {"title": title, "found": _bound(articles), "language": get_language(), "rtl": get_language() == "ar"}
    return render_to_string("saved/file.html", told).encode()


def _epub(title: str, articles: Sequence[Article]) -> bytes:
    chapters = [_chapter(one) for one in _bound(articles)]
    return book(title, chapters, get_language() or "ar")


FORMATS: Final = {
    "json": Format("application/json", _json),
    "md": Format("text/markdown; charset=utf-8", _markdown),
    "html": Format("text/html; charset=utf-8", _html),
    "epub": Format("application/epub+zip", _epub),
}


def plain_markdown(text: str) -> str:
    """The text as Markdown shows it unchanged, each of its lines."""
    return "\n".join(_STARTS.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", line)) for line in text.split("\n"))


def file_name(title: str, ending: str) -> str:
    """A name for the file: letters and digits of the title alone, so that no system takes any of it for a sign."""
    words = re.findall(r"\w+", fold(title))
    return f"{'-'.join(words)[:60].strip('-_') or 'marsad'}.{ending}"


def _bound(articles: Sequence[Article]) -> list[Bound]:
    return [one for one in map(bound, articles) if one]


def _chapter(one: Bound) -> Chapter:
    return Chapter(one.title, render_to_string("saved/chapter.xhtml", {"one": one}), one.language)


def _lines(one: Bound) -> list[str]:
    return ["".join(_piece(piece) for piece in line.pieces) for line in one.paragraphs]


def _piece(piece: Piece) -> str:
    text = plain_markdown(piece.text)
    if piece.highlight is None or not text.strip():
        return text
    return text.replace(text.strip(), f"=={text.strip()}==", 1)
