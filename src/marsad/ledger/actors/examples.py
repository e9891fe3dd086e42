"""Run the examples and the names that the register's entries carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.ledger.actors.entries import Entry
from marsad.ledger.actors.register import ActorRegister
from marsad.ledger.actors.sorts import sorts
from marsad.ledger.actors.states import arms


def failures(register: ActorRegister, entries: Iterable[Entry]) -> Iterator[str]:
    """What is wrong with the names, ``matches`` and ``rejects`` of entries: one line each, none where all hold.

    Names and matches are read in the entry's first country, at a day when it existed: see ``_day``.
    """
    for entry in entries:
        country = entry.where[0] if entry.where else None
        for name in (*entry.actor.ar, *entry.local, *entry.matches):
            found = register.read(name, country, _day(entry))
            if entry.actor.id not in (found.id, *found.rivals):
                yield f"{entry.file}: «{name}» is read as {found.id} ({found.rule}), not as {entry.actor.id}"
        for name in entry.rejects:
            if register.resolve(name, country, _day(entry)) == entry.actor.id:
                yield f"{entry.file}: «{name}», one of its rejects, is read as {entry.actor.id}"


def failing_arms(register: ActorRegister) -> Iterator[str]:
    """What is wrong with the examples of ``arms.toml``: each match must be read as that arm of some state."""
    for arm in arms():
        of_arm = {state.arm(arm.id) for state in register.states if not arm.id or arm.id in state.arms}
        yield from _wrong(register, f"arms.toml: {arm.id!r}", of_arm, arm.matches, arm.rejects)


def failing_sorts(register: ActorRegister) -> Iterator[str]:
    """What is wrong with the examples of ``sorts.toml``."""
    for id, sort in sorts().items():
        yield from _wrong(register, f"sorts.toml: {id}", {id}, sort.matches, sort.rejects)


def _wrong(
    register: ActorRegister, where: str, wanted: set[str], matches: Iterable[str], rejects: Iterable[str]
) -> Iterator[str]:
    for name in matches:
        if register.resolve(name) not in wanted:
            yield f"{where}: its match «{name}» is read as {register.resolve(name)}"
    for name in rejects:
        if register.resolve(name) in wanted:
            yield f"{where}: its reject «{name}» is read as {register.resolve(name)}"


def _day(entry: Entry) -> str | None:
    """A day on which the entry existed and, if it ended, was not yet followed: ``None`` where nothing is known."""
    return entry.until or entry.since
