"""A report's text with the evidence of its claims in it: by colour, or by a sign on both sides.

The signs are symmetric and have no direction of their own, so that they stay at their words in a right-to-left line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.text import Text

from marsad.cli.terminal import clean
from marsad.model import Claim, Coding

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Role(NamedTuple):
    """How the evidence of one role is marked."""

    sign: str
    style: str


# Where evidence overlaps, the style of the later role wins.
ROLES = {
    "source": Role("&", "blue"),
    "time": Role("~", "cyan"),
    "place": Role("@", "green"),
    "casualties": Role("^", "yellow"),
    "target": Role("!", "red"),
    "initiator": Role("=", "magenta"),
    "trigger": Role("*", "bold underline"),
}
_ORDER = {role: place for place, role in enumerate(ROLES)}


class Evidence(NamedTuple):
    """The characters ``[start:end]`` of the text and the role they fill; ``number`` is a trigger's claim."""

    start: int
    end: int
    role: str
    number: int | None = None


def evidence_of(claim: Claim, number: int | None = None) -> Iterator[Evidence]:
    """Every stretch of the text that a claim rests on."""
    yield Evidence(claim.trigger.start, claim.trigger.end, "trigger", number)
    roles = {"initiator": claim.initiators, "target": claim.targets, "place": claim.places, "source": claim.sources}
    for role, mentions in roles.items():
        for mention in mentions:
            yield Evidence(mention.start, mention.end, role)
    if claim.when:
        yield Evidence(claim.when.start, claim.when.end, "time")
    for count in claim.casualties:
        yield Evidence(count.start, count.end, "casualties")


def evidence_in(coding: Coding) -> list[Evidence]:
    """The evidence of all claims, numbered from 1 in their order."""
    return [found for number, claim in enumerate(coding.claims, 1) for found in evidence_of(claim, number)]


def marked(text: str, evidence: Iterable[Evidence], colour: bool) -> Text:
    """``text`` with its evidence in colour or between signs; a trigger is followed by the number of its claim."""
    spans = sorted(set(evidence), key=lambda e: (e.start, -e.end, _ORDER[e.role], e.number or 0))
    opening: dict[int, list[Evidence]] = defaultdict(list)
    closing: dict[int, list[Evidence]] = defaultdict(list)
    for span in spans:
        opening[span.start].append(span)
        closing[span.end].insert(0, span)
    result = Text()
    active: Counter[str] = Counter()
    cuts = sorted({0, len(text), *opening, *closing})
    safe = clean(text)
    for at, then in zip(cuts, [*cuts[1:], len(text)], strict=True):
        _signs(result, closing[at], colour)
        active.subtract(span.role for span in closing[at])
        _numbers(result, closing[at])
        _signs(result, opening[at], colour)
        active.update(span.role for span in opening[at])
        styles = [ROLES[role].style for role in ROLES if active[role] > 0] if colour else []
        result.append(safe[at:then], " ".join(styles))
    return result


def legend(colour: bool) -> Text:
    """What each colour or sign stands for."""
    parts = [
        Text(role, ROLES[role].style) if colour else Text(f"{ROLES[role].sign}{role}{ROLES[role].sign}")
        for role in reversed(ROLES)
    ]
    return Text("  ").join(parts)


def _signs(result: Text, spans: list[Evidence], colour: bool) -> None:
    if not colour:
        result.append("".join(dict.fromkeys(ROLES[span.role].sign for span in spans)))


def _numbers(result: Text, spans: list[Evidence]) -> None:
    numbers = sorted(span.number for span in spans if span.number is not None)
    result.append("·".join(str(number).translate(_SUPERSCRIPT) for number in numbers), "dim")
