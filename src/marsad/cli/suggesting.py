"""Names that may be one actor, for a person to judge."""

from __future__ import annotations

import json

from marsad.cli.opening import open_ledger
from marsad.cli.terminal import isolate, tell
from marsad.ledger.actors.suggestions import Suggestion
from marsad.ledger.alike import alike


def suggest(limit: int | None, as_json: bool, database: str | None) -> None:
    """Print the suggestions, the likeliest first, one a line."""
    ledger = open_ledger(database)
    found, actors = alike(ledger.store, ledger.registers.actors)
    names = {id: actor.ar[0] for id, actor in actors.items()}
    shown = found[:limit]
    for one in shown:
        print(json.dumps(_plain(one, names), ensure_ascii=False) if as_json else "\t".join(_line(one, names)))
    tell(f"suggestions: {len(found)}, shown: {len(shown)}; to accept one: marsad ledger judge merge-actors KEPT MERGED")


def _line(one: Suggestion, names: dict[str, str]) -> tuple[str, ...]:
    """The score, why, and both actors: the one to keep first."""
    ends = (f"{isolate(names[id])} {isolate(id)}" for id in (one.other, one.one))
    return f"{one.score:.2f}", ", ".join(one.reasons), *ends


def _plain(one: Suggestion, names: dict[str, str]) -> dict[str, object]:
    kept, merged = ({"id": id, "name": names[id]} for id in (one.other, one.one))
    return {"score": one.score, "reasons": one.reasons, "kept": kept, "merged": merged}
