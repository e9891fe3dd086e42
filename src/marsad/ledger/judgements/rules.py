"""What may be judged: faults in a judgement are told before it is recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from marsad.ledger.judgements.history import taken_back, told
from marsad.model import MarsadError
from marsad.model.judgement import Act, Judgement, Merge, MergeActors, MergeSources, Split, Undo

_NONE: Final = 0  # the version of what nobody has judged


class JudgementError(MarsadError):
    """A judgement that cannot be made."""


class ConflictError(JudgementError):
    """Somebody judged the same in the meantime. ``others`` are their judgements, oldest first."""

    def __init__(self, others: tuple[Judgement, ...]) -> None:
        last = others[-1]
        said = f"{last.who} {told(last.act)} at {last.when}"
        super().__init__(f"{said}, after you looked; look at it again, and judge anew if you still want to")
        self.others = others


def version(judgements: Iterable[Judgement]) -> int:
    """The version of something: the id of the last judgement about it, undoings among them; 0 before the first."""
    return max((one.id for one in judgements), default=_NONE)


def check_version(judgements: Collection[Judgement], expected: int | None) -> None:
    """Raises ``ConflictError`` if there is a judgement later than the version that somebody looked at."""
    if expected is None:
        return
    others = tuple(sorted((one for one in judgements if one.id > expected), key=lambda one: one.id))
    if others:
        raise ConflictError(others)


def check(judgement: Judgement) -> None:
    """Raises ``JudgementError`` for what no ledger could take."""
    if not judgement.who.strip():
        raise JudgementError("a judgement needs a name: say who judges")
    try:
        zone = datetime.fromisoformat(judgement.when).tzinfo
    except ValueError as error:
        raise JudgementError(f"{judgement.when!r} is no time; write it as 2026-11-29T10:00:00+03:00") from error
    if zone is None:
        raise JudgementError(f"{judgement.when!r} has no offset from UTC; write it as 2026-11-29T10:00:00+03:00")
    _check_act(judgement.act)


def check_undo(act: Undo, known: Collection[Judgement]) -> None:
    """Raises ``JudgementError`` if there is nothing to take back. ``known`` holds the judgement and its undoings."""
    if not any(one.id == act.of for one in known):
        missing = f"there is no judgement {act.of}; marsad ledger history shows those there are"
        raise JudgementError(missing, code="judgement-unknown")
    if act.of in taken_back(known):
        by = max((one for one in known if isinstance(one.act, Undo) and one.act.of == act.of), key=lambda one: one.id)
        gone = (
            f"judgement {act.of} was taken back by {by.who} at {by.when}; undo judgement {by.id} to make it count again"
        )
        raise JudgementError(gone, code="judgement-undone", who=by.who)


def _check_act(act: Act) -> None:
    match act:
        case Merge(claims) if len({one.claim for one in claims}) < 2:
            raise JudgementError("a merge needs two claims or more; name what it joins", code="merge-one")
        case Split(claims, rest):
            one, other = {c.claim for c in claims}, {c.claim for c in rest}
            if not one or not other:
                told = "a split needs claims on both sides: to split off all leaves nothing behind"
                raise JudgementError(told, code="split-all")
            if one & other:
                raise JudgementError(f"the claim {min(one & other)} stands on both sides of the split")
        case MergeActors(kept, merged) | MergeSources(kept, merged) if not merged or kept in merged:
            raise JudgementError(f"nothing can be merged into itself; name others than {kept}")
        case _:
            return
