"""States and their arms: the Turkish army, air force and police follow from «Turkey» and from what arms a state has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from marsad.ledger.actors.dates import within
from marsad.ledger.actors.entries import Entry
from marsad.ledger.actors.tables import DATA, Table, read
from marsad.model.actor import Actor, ActorKind, Parentage

GOVERNMENT = ""  # the arm that is the state itself
ARMY = "army"
_NO_SIDE = "none"


@dataclass(frozen=True, slots=True)
class Arm:
    """One entry of ``arms.toml``: an arm that states have."""

    id: str
    en: str
    ar: tuple[str, ...]
    bare: tuple[str, ...]
    above: str | None
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """One entry of ``states.toml``."""

    id: str
    code: str
    side: str | None
    en: str
    ar: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    army: tuple[str, ...]
    local: tuple[str, ...]
    army_local: tuple[str, ...]
    where: tuple[str, ...]
    arms: tuple[str, ...]
    since: str | None
    until: str | None

    def arm(self, arm: str) -> str:
        """The actor id of one of its arms; its own where ``arm`` is empty or it has no such arm."""
        return f"{self.id}-{arm}" if arm in self.arms else self.id

    def lives(self, day: str | None) -> bool:
        """Whether its names meant it on an ISO day; always true of ``None``."""
        return within(day, self.since, self.until)

    def entry(self, arm: Arm) -> Entry:
        """The register's entry of one of its arms."""
        english = arm.en.format(state=self.en)
        actor = Actor(
            self.arm(arm.id),
            self._names(arm),
            (english, self.en) if arm.id == GOVERNMENT else (english,),
            ActorKind.STATE_FORCES,
            self.side,
            (self.code,),
            () if arm.above is None else (Parentage(self.arm(arm.above), None, None),),
        )
        local = arm.bare + {GOVERNMENT: self.local, ARMY: self.army_local}.get(arm.id, ())
        return Entry(actor, local, (self.code, *self.where), self.since, self.until, file=f"states.toml: {self.id}")

    def _names(self, arm: Arm) -> tuple[str, ...]:
        """The names of an arm; those that the adjective makes go first, but for the government's."""
        made = tuple(name.format(m=f"ال{a}", f=f"ال{a}ة") for a in self.adjectives for name in arm.ar)
        own = {GOVERNMENT: self.ar, ARMY: self.army}.get(arm.id, ())
        names = own + made if arm.id == GOVERNMENT else made + own
        return tuple(dict.fromkeys(names)) or (arm.en.format(state=self.ar[0]),)


@cache
def arms() -> tuple[Arm, ...]:
    """The arms of ``arms.toml``, the government first."""
    return tuple(map(_arm, read(DATA / "arms.toml").tables("arm")))


@cache
def states() -> tuple[State, ...]:
    """The states of ``states.toml``, in its order."""
    return tuple(map(_state, read(DATA / "states.toml").tables("state")))


def state_entries() -> Iterator[Entry]:
    """Every arm of every state as an entry of the register."""
    for state in states():
        yield from (state.entry(arm) for arm in arms() if not arm.id or arm.id in state.arms)


def _arm(table: Table) -> Arm:
    table.only("id", "en", "ar", "bare", "above", "matches", "rejects")
    above = table.text("above") if "above" in table.fields else None
    names = table.texts("ar"), table.texts("bare")
    return Arm(table.text("id"), table.text("en"), *names, above, table.texts("matches"), table.texts("rejects"))


def _state(table: Table) -> State:
    lists = ("ar", "adjectives", "people", "army", "local", "army_local", "where")
    table.only("id", "code", "side", "en", *lists, "arms", "since", "until")
    side = table.text("side", table.text("id"))
    return State(
        id=table.text("id"),
        code=table.text("code"),
        side=None if side == _NO_SIDE else side,
        en=table.text("en"),
        ar=table.texts("ar"),
        adjectives=table.texts("adjectives"),
        people=table.texts("people"),
        army=table.texts("army"),
        local=table.texts("local"),
        army_local=table.texts("army_local"),
        where=table.texts("where"),
        arms=table.texts("arms") or tuple(arm.id for arm in arms() if arm.id),
        since=table.date("since"),
        until=table.date("until"),
    )
