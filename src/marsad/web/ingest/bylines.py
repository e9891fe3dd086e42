"""Who wrote an article, where its page says so in a place meant for it."""

from __future__ import annotations

from typing import Final

from lxml import html

from marsad.web.ingest.entries import line

_LONGEST: Final = 80  # letters: what is longer is no name
# The first that is found counts: what pages say to machines before what they show.
_PLACES: Final = (
    "//meta[@name='author']/@content",
    "//meta[@property='article:author']/@content",
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author']",
    "//a[@rel='author']",
)


def author(root: html.HtmlElement) -> str:
    """The author's name, empty if the page tells none. An address in its place is none."""
    for place in _PLACES:
        for found in root.xpath(place):
            name = line(found if isinstance(found, str) else found.text_content())
            if name and len(name) <= _LONGEST and "://" not in name:
                return name
    return ""
