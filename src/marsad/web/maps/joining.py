"""Spots that would cover each other on a drawing, put together to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from marsad.web.maps.frame import Frame
from marsad.web.maps.spot import Spot


def joined(spots: Iterable[Spot], frame: Frame, apart: float, called: Callable[[str, int], str]) -> list[Spot]:
    """The spots with those that lie nearer than ``apart`` pixels to a larger one put to it.

    The larger one keeps its place; ``called`` makes the label, from its own and the number of places put to it. How far
    a vague place reaches stays told where a vague one takes others up.
    """
    kept: list[tuple[Spot, list[Spot]]] = []
    for spot in sorted(spots, key=lambda one: (-one.count, -one.killed, one.label)):
        near = next((group for head, group in kept if _distance(head, spot, frame) < apart), None)
        if near is None:
            kept.append((spot, []))
        else:
            near.append(spot)
    return [_together(head, group, called) for head, group in kept]


def _distance(one: Spot, other: Spot, frame: Frame) -> float:
    (x1, y1), (x2, y2) = frame.at((one.lon, one.lat)), frame.at((other.lon, other.lat))
    return max(abs(x1 - x2), abs(y1 - y2))


def _together(head: Spot, group: list[Spot], called: Callable[[str, int], str]) -> Spot:
    if not group:
        return head
    families = Counter(head.families)
    for one in group:
        families.update(one.families)
    killed = head.killed + sum(one.killed for one in group)
    return Spot(head.lat, head.lon, called(head.label, len(group)), dict(families), killed, head.radius_km)
