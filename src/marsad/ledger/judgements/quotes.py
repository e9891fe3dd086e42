"""Words found again in a text that has changed, as the TextQuoteSelector of the W3C Web Annotation Data Model does it:
by the words themselves, what stood around them, and where they stood.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile
from operator import eq

from marsad.model import CasualtyCount, Claim, Mention, When
from marsad.model.judgement import Anchor

CONTEXT = 32  # characters kept on each side, as annotation tools do
_LEAST = 8  # one in so many of them must be the same where words are to be found again


def context(text: str, mention: Mention) -> tuple[str, str]:
    """What stands before and after a mention."""
    return text[max(0, mention.start - CONTEXT) : mention.start], text[mention.end : mention.end + CONTEXT]


def again(text: str, mention: Mention, before: str = "", after: str = "") -> Mention | None:
    """The mention where it stands in ``text`` now: of several places the one whose surroundings are most alike, then
    the nearest to where it stood. ``None`` if the words are gone, or nowhere stand in such surroundings.
    """
    at = _nearest(text, mention.text, mention.start, before, after)
    return None if at is None else replace(mention, start=at, end=at + len(mention.text))


def shift(text: str, anchor: Anchor) -> int | None:
    """How far the words of an anchor have moved; ``None`` if they are gone from the text."""
    now = again(text, anchor.trigger, anchor.before, anchor.after)
    return now.start - anchor.trigger.start if now else None


def moved(claim: Claim, text: str, by: int) -> Claim | None:
    """A claim with every mention where it stands in ``text`` now, each looked for ``by`` characters from where it
    stood; what is gone from the text is gone from the claim. ``None`` if the trigger is gone.
    """
    trigger = next(iter(mentions(text, (claim.trigger,), by)), None)
    if trigger is None:
        return None
    return replace(
        claim,
        trigger=trigger,
        initiators=mentions(text, claim.initiators, by),
        targets=mentions(text, claim.targets, by),
        places=mentions(text, claim.places, by),
        when=time(text, claim.when, by) if claim.when else None,
        sources=mentions(text, claim.sources, by),
        casualties=counts(text, claim.casualties, by),
        retellings=mentions(text, claim.retellings, by),
    )


def mentions(text: str, found: Iterable[Mention], by: int = 0) -> tuple[Mention, ...]:
    """Those of these mentions that are still there, each looked for ``by`` characters from where it stood."""
    now = (again(text, replace(mention, start=mention.start + by)) for mention in found)
    return tuple(mention for mention in now if mention)


def time(text: str, when: When, by: int = 0) -> When | None:
    """A time whose words are still there. One without words (a person gave the dates alone) holds in any text."""
    if not when.text:
        return when
    at = _nearest(text, when.text, when.start + by)
    return None if at is None else replace(when, start=at, end=at + len(when.text))


def counts(text: str, found: Iterable[CasualtyCount], by: int = 0) -> tuple[CasualtyCount, ...]:
    """Those of these counts whose words are still there. One without words holds in any text."""
    return tuple(now for count in found if (now := _count(text, count, by)))


def _count(text: str, count: CasualtyCount, by: int) -> CasualtyCount | None:
    group = next(iter(mentions(text, (count.group,), by)), None) if count.group else None
    if not count.text:
        return replace(count, group=group)
    at = _nearest(text, count.text, count.start + by)
    return None if at is None else replace(count, group=group, start=at, end=at + len(count.text))


def _nearest(text: str, words: str, start: int, before: str = "", after: str = "") -> int | None:
    if start >= 0 and text.startswith(before + words + after, max(0, start - len(before))):
        return start  # nothing has moved, as nearly always
    ranked = [(_alike(text, at, len(words), before, after), -abs(at - start), at) for at in _all(text, words)]
    alike, _, at = max(ranked, default=(-1, 0, 0))
    return at if alike * _LEAST >= len(before) + len(after) else None


def _all(text: str, words: str) -> list[int]:
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _alike(text: str, at: int, size: int, before: str, after: str) -> int:
    """How many characters of the surroundings are the same, counted from the words outwards."""
    left, right = text[max(0, at - len(before)) : at], text[at + size : at + size + len(after)]
    return _same(reversed(before), reversed(left)) + _same(after, right)


def _same(a: Iterable[str], b: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(bool, map(eq, a, b)))
