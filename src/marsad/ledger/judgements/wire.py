"""Judgements as JSON and back."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any, Final

from marsad.ledger.judgements.history import KINDS, kind
from marsad.ledger.wire import built, plain
from marsad.model import CasualtyCount, ClaimType, Factuality, Mention, When
from marsad.model.judgement import Act, Anchor, Correct, Field, Judgement, Value
from marsad.model.values import Claim

# The class of each field's value; of its members where it holds several.
_CLASSES: Final = MappingProxyType(
    {
        Field.TYPE: ClaimType,
        Field.TRIGGER: Mention,
        Field.INITIATORS: tuple[Mention, ...],
        Field.TARGETS: tuple[Mention, ...],
        Field.PLACES: tuple[Mention, ...],
        Field.WHEN: When | None,
        Field.SOURCES: tuple[Mention, ...],
        Field.FACTUALITY: Factuality,
        Field.CASUALTIES: tuple[CasualtyCount, ...],
    }
)


def dump(judgement: Judgement) -> str:
    """One line of JSON. ``act`` is the name of the act, ``about`` what it holds."""
    told = {"id": judgement.id, "who": judgement.who, "when": judgement.when, "why": judgement.why}
    told |= {"act": kind(judgement.act), "about": plain(judgement.act)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def load(line: str, judgement_id: int | None = None) -> Judgement:
    """The judgement that ``dump`` wrote; ``judgement_id`` replaces its id."""
    told = json.loads(line)
    number = told["id"] if judgement_id is None else judgement_id
    return Judgement(_act(told["act"], told["about"]), told["who"], told["when"], told["why"], number)


def _act(name: str, about: Any) -> Act:
    cls = KINDS[name]
    return _correction(about) if cls is Correct else built(cls, about)


def _correction(about: Any) -> Correct:
    field = Field(about["field"])
    value: Value = built(_CLASSES[field], about.get("value"))
    return Correct(built(Anchor, about["claim"]), field, value, built(Claim, about["base"]))
