"""A report's text as markup: each stretch of evidence a link to its claim, its roles nested marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from marsad.model import Claim
from marsad.web.reports.marks import Stretch, marks_of, paragraphs
from marsad.web.site.digits import in_digits
from marsad.web.site.words import ROLES

_SHOWN: Final = 3  # numbers of claims at one word
Address = Callable[[int], str]


def marked(
    text: str, claims: Sequence[Claim], chosen: int | None, address: Address, digits: str = "latn", prefix: str = ""
) -> SafeString:
    """Paragraphs of ``text`` (safe to show, as long as the report's own) with the evidence of the claims in them.

    ``chosen`` is the place of the claim whose marks are strong, ``address`` gives that of the page with a claim chosen,
    ``prefix`` keeps ids apart where there are several reports on a page. ``data-start`` is a paragraph's offset.
    """
    numbers = _numbers(claims, digits)
    cut = paragraphs(text, marks_of(claims))
    return format_html_join(
        "\n",
        '<p data-start="{}">{}</p>',
        (
            (line[0].start, mark_safe("".join(_piece(one, chosen, address, numbers, prefix) for one in line)))
            for line in cut
            if line
        ),
    )


def _piece(
    stretch: Stretch, chosen: int | None, address: Address, numbers: Mapping[int, str], prefix: str
) -> SafeString | str:
    if not stretch.roles:
        return escape(stretch.text)
    inner: SafeString | str = escape(stretch.text)
    for role in reversed(stretch.roles):
        strong = " strong" if chosen in role.claims else ""
        inner = format_html(
            '<mark class="{}{}" data-claims="{}">{}</mark>', role.name, strong, _listed(role.claims), inner
        )
    told = chosen if chosen in stretch.claims else stretch.claims[0]
    number = numbers.get(stretch.start + len(stretch.text), "")
    return format_html(
        '<a class="evidence" id="{}at-{}" href="{}" data-claims="{}" title="{}"{}>{}</a>',
        prefix,
        stretch.start,
        address(told if told is not None else 0),
        _listed(stretch.claims),
        " · ".join(str(ROLES[role.name]) for role in stretch.roles),
        format_html(' data-number="{}"', number) if number else "",
        inner,
    )


def _listed(claims: Iterable[int]) -> str:
    return " ".join(map(str, claims))


def _numbers(claims: Sequence[Claim], digits: str) -> dict[int, str]:
    """The numbers of the claims whose triggers end at an offset."""
    found: dict[int, list[int]] = {}
    for n, claim in enumerate(claims, 1):
        found.setdefault(claim.trigger.end, []).append(n)
    return {end: in_digits("·".join(map(str, by[:_SHOWN])), digits) for end, by in found.items()}
