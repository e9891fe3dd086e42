"""Spots that would cover each other on a drawing, put together to one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from marsad.web.maps.frame import Frame, Point
from marsad.web.maps.spot import Spot

_APART: Final = 0.85  # of two radii: nearer than that, two signs are drawn as one


def joined(spots: Iterable[Spot], frame: Frame, called: Callable[[str, int], str]) -> list[Spot]:
    """The spots, with those whose signs would cover much of a larger one's put to that one.

    The larger one keeps its place; ``called`` makes the label, from its own and the number of places put to it. How far
    a vague place reaches stays told where a vague one takes others up.
    """
    kept: list[tuple[Spot, Point, float, list[Spot]]] = []
    for spot in sorted(spots, key=lambda one: (-one.count, -one.killed, one.label)):
        x, y = here = frame.at((spot.lon, spot.lat))
        size = spot.size
        near = next(
            (group for _, (left, top), other, group in kept if math.hypot(left - x, top - y) < _APART * (other + size)),
            None,
        )
        if near is None:
            kept.append((spot, here, size, []))
        else:
            near.append(spot)
    return [_together(head, group, called) for head, _, _, group in kept]


def _together(head: Spot, group: list[Spot], called: Callable[[str, int], str]) -> Spot:
    if not group:
        return head
    families = Counter(head.families)
    for one in group:
        families.update(one.families)
    killed = head.killed + sum(one.killed for one in group)
    return Spot(head.lat, head.lon, called(head.label, len(group)), dict(families), killed, head.radius_km)
