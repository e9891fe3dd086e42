"""Names of the register by their folded words, and the choice between bearers of one name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.ledger.actors.entries import Entry
from marsad.ledger.actors.words import tokens_of
from marsad.places.keys import key, loose_key, without_clitics


class Bearer(NamedTuple):
    """An entry that bears a name; ``local`` where only in its countries."""

    entry: Entry
    local: bool


class Choice(NamedTuple):
    """The bearer chosen, and the ids of those passed over that it could as well have been.

    ``guessed`` says that the name is a local one and nothing is known of where the happening lies.
    """

    entry: Entry
    rivals: tuple[str, ...] = ()
    guessed: bool = False


class Index:
    """Every name of every entry. Later entries take the place of earlier ones with their id."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._exact: dict[str, list[Bearer]] = {}
        self._loose: dict[str, list[Bearer]] = {}
        for entry in entries:
            for name in entry.actor.ar:
                self._add(name, Bearer(entry, False))
            for name in entry.local:
                self._add(name, Bearer(entry, True))

    def _add(self, name: str, bearer: Bearer) -> None:
        forms = tuple(token.form for token in tokens_of(name))
        for table, spelled in ((self._exact, key(forms)), (self._loose, loose_key(forms) if len(forms) > 1 else "")):
            bearers = table.setdefault(spelled, [])
            if spelled and not any(b.entry is bearer.entry and b.local == bearer.local for b in bearers):
                bearers.append(bearer)

    def choose(self, forms: Sequence[str], country: str | None, day: str | None) -> Choice | None:
        """Who bears the name of these folded words; ``None`` where nobody does, or nobody does there.

        The name is sought as it stands, then without a preposition or conjunction on its first word, then without the
        articles of its words, since reports write «تنظيم دولة العراق الإسلامية» and «تنظيم الدولة» as they like.
        """
        first, rest = forms[0], tuple(forms[1:])
        for table, spell in ((self._exact, key), (self._loose, loose_key)):
            for start in (first, *without_clitics(first)):
                bearers = table.get(spell((start, *rest)), [])
                chosen = _best(bearers, country, day)
                if chosen:
                    return chosen
        return None


def _best(bearers: list[Bearer], country: str | None, day: str | None) -> Choice | None:
    """Who is at home where the happening lies goes first, then whoever bears the name anywhere."""
    alive = [bearer for bearer in bearers if bearer.entry.lives(day)] or bearers
    here = sorted(
        (b for b in alive if country and country in b.entry.where), key=lambda b: b.entry.where.index(country or "")
    )
    if here:
        home = here[0].entry.where.index(country or "")
        return _chosen([b for b in here if b.entry.where.index(country or "") == home])
    anywhere = [bearer for bearer in alive if not bearer.local]
    if anywhere:
        return _chosen(anywhere)
    # A local name that only one actor bears says who is meant, where the place of the happening is not known.
    if country is None and len({b.entry.actor.id for b in alive}) == 1:
        return _chosen(alive)._replace(guessed=True)
    return None


def _chosen(bearers: list[Bearer]) -> Choice:
    ids = dict.fromkeys(bearer.entry.actor.id for bearer in bearers)
    return Choice(bearers[0].entry, tuple(ids)[1:])
