"""What an incident is built by: whose word each of its claims is, which actors may be one, how certain it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.ledger.certainty import grade
from marsad.ledger.entry import Entry
from marsad.ledger.incidents import Context
from marsad.ledger.registers import Registers
from marsad.ledger.sources.independence import origins, voices

_DEEPEST = 8  # units in units; a longer chain goes round in a circle


def context(
    entries: Sequence[Entry], groups: Mapping[str, str], credits: Mapping[str, str], registers: Registers
) -> Context:
    """The context of one incident's entries. ``groups`` and ``credits`` are as ``independence.origins`` takes them."""
    sources = registers.sources.on(min((entry.published for entry in entries if entry.published), default=None))
    actors = {a for entry in entries for a in (*entry.initiators, *entry.targets)}
    whose = origins(entries, groups, sources, credits)
    sides = {actor: registers.actors.get(actor).side for actor in actors}
    return Context(
        {entry: origin.source for entry, origin in whose.items()},
        lambda ids: voices(ids, sources),
        lambda a, b: same_actor(a, b, registers),
        grade(entries, whose, sources, sides),
        registers.fighters,
        lambda actor: registers.actors.get(actor).side,
    )


def same_actor(a: str, b: str, registers: Registers) -> bool:
    """Whether two ids may mean one actor: one is the other, belonged to it, or is nobody in particular («gunmen»)."""
    return (
        a == b or a in above(b, registers) or b in above(a, registers) or nobody(a, registers) or nobody(b, registers)
    )


def above(actor: str, registers: Registers) -> set[str]:
    """The ids of all that an actor belonged to at any time."""
    found: set[str] = set()
    new = {actor}
    for _ in range(_DEEPEST):
        new = {one.parent for known in new for one in registers.actors.get(known).parents} - found
        found |= new
    return found


def nobody(actor: str, registers: Registers) -> bool:
    """Whether an actor is nobody in particular («gunmen»). A name that nobody knows yet is somebody."""
    return registers.actors.is_sort(actor)
