"""How certain an interval is: independent origins, whose gain they tell, who denies it."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.ledger.control.points import Interest, Point, Side, interest
from marsad.model import Factuality
from marsad.model.incident import Certainty, Grade, Reason


def certainty(points: Iterable[Point], lost_by: frozenset[str], side: Side, denials: Iterable[Point] = ()) -> Certainty:
    """The grade of what these points say, with its reasons.

    Confirmed: two independent origins that gain nothing by it, or one to whose side it is a loss. Fair: one origin that
    gains nothing. Weak: only the word of who gains by it, or only allegations. ``lost_by`` are the sides that held the
    place before. The reasons' codes: ``independent``, ``against_interest``, ``own_word``, ``unsure`` and ``denied``,
    each with the origins it is of.
    """
    told: dict[str, set[str]] = {"independent": set(), "against_interest": set(), "own_word": set(), "unsure": set()}
    for point in points:
        told[_code(point, lost_by, side)].add(point.tell.origin)
    told["unsure"] -= told["independent"] | told["against_interest"] | told["own_word"]
    deniers = tuple(sorted({point.tell.origin for point in denials}))
    reasons = [Reason(code, tuple(sorted(origins))) for code, origins in told.items() if origins]
    reasons += [Reason("denied", deniers)] if deniers else []
    against = tuple(sorted(told["against_interest"]))
    return Certainty(_grade(told), tuple(sorted(set().union(*told.values()))), against, deniers, tuple(reasons))


def contested(certain: Certainty) -> Certainty:
    """The same reasons where independent origins disagree."""
    return Certainty(Grade.CONTESTED, certain.origins, certain.against_interest, certain.deniers, certain.reasons)


def _code(point: Point, lost_by: frozenset[str], side: Side) -> str:
    if point.tell.factuality is not Factuality.STATED:
        return "unsure"
    suits = interest(point.tell, side)
    if suits is Interest.AGAINST or (suits is Interest.NONE and point.tell.side in lost_by):
        return "against_interest"
    return "own_word" if suits is Interest.OWN else "independent"


def _grade(told: dict[str, set[str]]) -> Grade:
    if told["against_interest"] or len(told["independent"]) > 1:
        return Grade.CONFIRMED
    return Grade.FAIR if told["independent"] else Grade.WEAK
