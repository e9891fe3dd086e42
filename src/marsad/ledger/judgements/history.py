"""Which judgements count, and how they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from marsad.model.judgement import (
    Act,
    Confirm,
    Correct,
    Judgement,
    Merge,
    MergeActors,
    MergeSources,
    Reject,
    Split,
    Undo,
    anchors,
)

KINDS: Final[Mapping[str, type[Act]]] = MappingProxyType(
    {
        "merge": Merge,
        "split": Split,
        "confirm": Confirm,
        "correct": Correct,
        "reject": Reject,
        "merge_actors": MergeActors,
        "merge_sources": MergeSources,
        "undo": Undo,
    }
)
_NAMES: Final[Mapping[type[Act], str]] = MappingProxyType({kind: name for name, kind in KINDS.items()})


def kind(act: Act) -> str:
    """The name of an act: a key of ``KINDS``."""
    return _NAMES[type(act)]


def counting(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that count, the undoings left out, oldest first. ``judgements`` holds with each its undoings."""
    known = sorted(judgements, key=lambda one: one.id)
    undone = taken_back(known)
    return tuple(one for one in known if one.id not in undone and not isinstance(one.act, Undo))


def taken_back(judgements: Iterable[Judgement]) -> frozenset[int]:
    """The ids of those that do not count, undoings that were undone among them."""
    undone: set[int] = set()
    for judgement in sorted(judgements, key=lambda one: one.id, reverse=True):
        if isinstance(judgement.act, Undo) and judgement.id not in undone:
            undone.add(judgement.act.of)
    return frozenset(undone)


def subjects(act: Act) -> frozenset[str]:
    """What an act is about: ``claim:ID``, ``actor:ID`` and ``source:ID``. An undoing is about what it undoes."""
    match act:
        case MergeActors(kept, merged):
            return frozenset(f"actor:{one}" for one in (kept, *merged))
        case MergeSources(kept, merged):
            return frozenset(f"source:{one}" for one in (kept, *merged))
    return frozenset(f"claim:{one.claim}" for one in anchors(act))


def told(act: Act) -> str:
    """An act in a few words, for messages."""
    match act:
        case Merge(claims):
            return f"merged {len(claims)} claims"
        case Split(claims):
            return f"split off {len(claims)} claims"
        case Confirm():
            return "confirmed the claim"
        case Correct(_, field):
            return f"corrected the field {field}"
        case Reject():
            return "rejected the claim"
        case MergeActors(kept, merged):
            return f"merged the actors {', '.join(merged)} into {kept}"
        case MergeSources(kept, merged):
            return f"merged the sources {', '.join(merged)} into {kept}"
        case Undo(of):
            return f"took back judgement {of}"
