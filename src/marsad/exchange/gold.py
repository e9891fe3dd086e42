"""Reviewed reports as gold, in the coding guide's format: what ``marsad score`` measures a coder by."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final

from marsad.ledger.judgements.apply import Judged, judged
from marsad.ledger.judgements.history import counting
from marsad.ledger.store import Store
from marsad.model import Coding, Report
from marsad.model.judgement import Confirm, Correct, Judgement, Reject, anchors

_BATCH: Final = 200  # reports held at once


def write_gold(store: Store, out: BinaryIO) -> int:
    """Write the reports whose every claim was judged, one a line, by id; how many there are."""
    count = 0
    for line in gold(store):
        out.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        count += 1
    return count


def gold(store: Store) -> Iterator[dict[str, Any]]:
    """The same as values.

    A report counts as reviewed once each of its claims is confirmed, corrected or rejected; a claim that no coder made
    cannot be added, so that gold holds no more than coders found. What a report tells of control and affiliations is
    not reviewed: it is given as ``optional``, which counts neither for nor against.
    """
    ids = iter(sorted({one.report for judgement in store.judgements.all() for one in anchors(judgement.act)}))
    while part := list(islice(ids, _BATCH)):
        reports, codings, said = store.reports.get(part), store.codings.get(part), store.judgements.of_reports(part)
        for key in part:
            if key in reports and key in codings:
                yield from _line(reports[key], codings[key], said.get(key, ()))


def _line(report: Report, coding: Coding, said: Sequence[Judgement]) -> Iterator[dict[str, Any]]:
    """The report's line, if it is reviewed."""
    verdicts = [one.act for one in counting(said) if isinstance(one.act, Confirm | Correct | Reject)]
    approved = {act.claim.claim for act in verdicts if not isinstance(act, Reject)}
    standing = judged(report, coding, said).claims
    if verdicts and all(one.id in approved for one in standing):
        yield {
            "id": report.id,
            "claims": [_claim(one) for one in sorted(standing, key=_place)],
            "control": [{**one.to_dict(), "optional": True} for one in coding.control],
            "affiliations": [{**one.to_dict(), "optional": True} for one in coding.affiliations],
        }


def _claim(one: Judged) -> dict[str, Any]:
    """A claim as gold has it: without a coder's confidence."""
    told = {name: value for name, value in one.claim.to_dict().items() if name != "confidence"}
    return {**told, "optional": False}


def _place(one: Judged) -> tuple[int, str]:
    return one.claim.trigger.start, one.id
