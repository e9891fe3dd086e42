"""What a reviewer does with a claim, made into a judgement by the form that was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Max
from django.http import QueryDict

from marsad.cli.values import Told
from marsad.ledger.judgements.desk import Desk
from marsad.ledger.judgements.rules import JudgementError
from marsad.ledger.ledger import Ledger
from marsad.model.judgement import Act, Judgement, Undo
from marsad.web.browse.registers import registers
from marsad.web.ledger import models
from marsad.web.ledger.sql import SqlStore
from marsad.web.review import forms

_LONGEST: Final = 2000  # characters of a reason


def open_ledger() -> Ledger:
    """The ledger behind the pages."""
    store: Any = SqlStore(DEFAULT_DB_ALIAS, settings.MARSAD_ADDRESS)  # a ``Store``, whose attributes a class cannot fit
    return Ledger(store, registers())


def latest() -> int:
    """The id of the last judgement there is: a page shows all as of then, and a later one on the same is a conflict."""
    found = models.Judgement.objects.aggregate(last=Max("pk"))["last"]
    return int(found or 0)


def judge(ledger: Ledger, key: str, form: QueryDict, who: str) -> Judgement:
    """Record what the form says of the claim. Raises ``ConflictError`` if somebody judged it since the page was made,
    ``MarsadError`` for what cannot be.
    """
    name = form.get("act", "")
    if name not in _ACTS:
        raise JudgementError("there is no such act", code="act-unknown")
    why = _why(form)
    if name in _REASONED and not why:
        raise JudgementError("a rejection, a merge or a split needs a reason", code="reason-missing")
    return _record(ledger, _ACTS[name](ledger, key, form), form, who, why)


def undo(ledger: Ledger, form: QueryDict, who: str) -> Judgement:
    """Take a judgement back. Raises as ``judge`` does."""
    return _record(ledger, Undo(_number(form, "judgement")), form, who, _why(form))


def _record(ledger: Ledger, act: Act, form: QueryDict, who: str, why: str) -> Judgement:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return ledger.judge(Judgement(act, who, now, why), _number(form, "expected"))


def _why(form: QueryDict) -> str:
    return " ".join(form.get("why", "").split())[:_LONGEST]


def _number(form: QueryDict, name: str) -> int:
    written = form.get(name, "")
    if not written.isascii() or not written.isdecimal() or len(written) > 18:
        raise JudgementError(f"{name} is no number in the form; judge anew", code="form-broken")
    return int(written)


def _confirm(ledger: Ledger, key: str, form: QueryDict) -> Act:
    return Desk(ledger.store).confirm(key)


def _reject(ledger: Ledger, key: str, form: QueryDict) -> Act:
    return Desk(ledger.store).reject(key)


def _correct(ledger: Ledger, key: str, form: QueryDict) -> Act:
    desk = Desk(ledger.store)
    field, value = forms.value(form, Told(*desk.told(key), ledger.registers.gazetteer))
    return desk.correct(key, field, value)


def _merge(ledger: Ledger, key: str, form: QueryDict) -> Act:
    other = (form.get("other") or form.get("with") or "").strip()
    if not other:
        raise JudgementError("a merge needs another incident; name it", code="merge-none")
    home = ledger.store.incidents.of_claims([key]).get(key, key)
    return Desk(ledger.store).merge([home, other])


def _split(ledger: Ledger, key: str, form: QueryDict) -> Act:
    return Desk(ledger.store).split([key, *form.getlist("along")])


_ACTS: Final[Mapping[str, Callable[[Ledger, str, QueryDict], Act]]] = {
    "confirm": _confirm,
    "reject": _reject,
    "correct": _correct,
    "merge": _merge,
    "split": _split,
}
_REASONED: Final = frozenset({"reject", "merge", "split"})
