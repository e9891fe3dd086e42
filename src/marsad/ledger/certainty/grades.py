"""The grade of an incident, after the grades that Airwars publishes, with every reason that speaks for or against it.

How the rules differ from those of Airwars, and why, is told in docs/explanation/independence.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from marsad.ledger.certainty.evidence import Evidence, Sides, gather
from marsad.ledger.entry import Entry
from marsad.ledger.sources.independence import Origin, Sources
from marsad.model.incident import Certainty, Grade, Reason

Rule = Callable[[Evidence], Reason | None]


def _accepted(found: Evidence) -> Reason | None:
    """One side, and no other, says that it did it, and civilians were harmed."""
    return Reason("accepted", found.accept) if len(found.accept) == 1 else None


def _denied(found: Evidence) -> Reason | None:
    """Somebody denies it."""
    return Reason("denied", found.deniers) if found.deniers else None


def _rivals(found: Evidence) -> Reason | None:
    """Independent sources name different sides as the doer, or two sides say they did it."""
    sides = found.rivals or (found.accept if len(found.accept) > 1 else ())
    return Reason("rivals", sides) if sides else None


def _both_sides(found: Evidence) -> Reason | None:
    """Two sides that did or suffered it, enemies in it, both tell it."""
    return Reason("both_sides", found.parties) if len(found.parties) > 1 else None


def _losses_borne_out(found: Evidence) -> Reason | None:
    """A side tells its own losses, and somebody independent of it tells the same."""
    return Reason("losses_borne_out", found.losses) if found.losses and len(found.firm) > 1 else None


def _losses(found: Evidence) -> Reason | None:
    """A side tells its own losses, and nobody else does."""
    return Reason("losses", found.losses) if found.losses and len(found.firm) == 1 else None


def _several(found: Evidence) -> Reason | None:
    """Two or more independent sources tell it without reserve, and one of them has a name."""
    return Reason("several", found.firm) if len(found.firm) > 1 and found.named else None


def _nameless(found: Evidence) -> Reason | None:
    """Only nameless people tell it, of more than one kind."""
    return Reason("nameless", found.firm) if len(found.firm) > 1 and not found.named else None


def _single(found: Evidence) -> Reason | None:
    """One source tells it, or one side alone."""
    return Reason("single", found.firm) if len(found.firm) == 1 else None


def _reserved(found: Evidence) -> Reason | None:
    """It is only alleged, or thought likely."""
    return Reason("reserved", found.tellers) if found.tellers and not found.firm else None


def _planned(found: Evidence) -> Reason | None:
    """It is threatened, intended or called for, and nobody says that it has happened."""
    return Reason("planned") if found.planned else None


# The first that holds gives the grade; all that hold are reasons. Who accepts responsibility settles more than others
# can contest; what is contested is not made certain by how many tell it.
RULES: tuple[tuple[Grade, Rule], ...] = (
    (Grade.CONFIRMED, _accepted),
    (Grade.CONTESTED, _rivals),
    (Grade.CONTESTED, _denied),
    (Grade.CONFIRMED, _both_sides),
    (Grade.CONFIRMED, _losses_borne_out),
    (Grade.FAIR, _losses),
    (Grade.FAIR, _several),
    (Grade.WEAK, _nameless),
    (Grade.WEAK, _single),
    (Grade.WEAK, _reserved),
    (Grade.WEAK, _planned),
)


def grade(entries: Sequence[Entry], origins: Mapping[str, Origin], sources: Sources, sides: Sides) -> Certainty:
    """How certain the incident is that these claims tell. There must be at least one.

    ``origins`` are as ``independence.origins`` gives them for these claims, ``sides`` the side of each of their actors
    (``Actor.side``) by the actor's id.
    """
    found = gather(entries, origins, sources, sides)
    holding = [(level, reason) for level, rule in RULES if (reason := rule(found))]
    against = tuple(sorted({*found.accept, *found.losses}))
    return Certainty(holding[0][0], found.tellers, against, found.deniers, tuple(reason for _, reason in holding))
