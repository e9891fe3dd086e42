import io
import json

import pytest

from marsad.evaluation.rows import load_rows
from marsad.evaluation.score import score
from marsad.exchange.codings import to_coding
from marsad.exchange.gold import gold, write_gold
from marsad.ledger.judgements.desk import Desk
from marsad.model import ClaimType
from marsad.model.judgement import Field, Judgement, Undo


@pytest.fixture
def say(ledger):
    """Records an act."""
    return lambda act: ledger.judge(Judgement(act, "own", "2026-11-29T10:00:00+00:00", "a reason"))


@pytest.fixture
def entries(ledger):
    """The claims of a report that has three or more."""
    return next(
        found
        for found in map(ledger.store.entries.of, [[key] for key in ledger.store.reports.ids()])
        if len(next(iter(found.values()))) > 2
    ).popitem()[1]


def test_a_report_is_gold_once_all_its_claims_are_judged(ledger, say, entries):
    desk = Desk(ledger.store)
    first, second, *others = [entry.id for entry in entries]
    say(desk.reject(first))
    say(desk.correct(second, Field.TYPE, ClaimType.RIOT))
    for one in others[:-1]:
        say(desk.confirm(one))
    assert list(gold(ledger.store)) == []
    last = say(desk.confirm(others[-1]))
    (line,) = gold(ledger.store)
    assert line["id"] == entries[0].report
    assert len(line["claims"]) == len(entries) - 1
    assert [claim["type"] for claim in line["claims"]].count("riot") == 1
    say(Undo(last.id))
    assert list(gold(ledger.store)) == []


def test_a_report_whose_claims_are_all_rejected_is_gold_without_claims(ledger, say, entries):
    for entry in entries:
        say(Desk(ledger.store).reject(entry.id))
    (line,) = gold(ledger.store)
    assert line["claims"] == []


def test_a_merge_alone_makes_no_gold(ledger, say, incidents):
    say(Desk(ledger.store).merge([one.id for one in incidents[:2]]))
    assert list(gold(ledger.store)) == []


def test_the_scorer_reads_it_back(ledger, say, entries, tmp_path):
    for entry in entries:
        say(Desk(ledger.store).confirm(entry.id))
    path = tmp_path / "gold.jsonl"
    with path.open("wb") as out:
        assert write_gold(ledger.store, out) == 1
    rows = load_rows(path)
    figures = score(rows, rows).figures()
    assert figures["claims"].f1 == figures["fully right"].f1 == 1.0
    (line,) = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    coding = to_coding(line, "gold.jsonl:1")
    assert [claim.trigger for claim in coding.claims] == [
        entry.claim.trigger for entry in sorted(entries, key=lambda one: one.claim.trigger.start)
    ]
    assert all("confidence" not in claim for claim in line["claims"])


def test_what_nobody_reviewed_counts_neither_for_nor_against(ledger, say):
    held = next(key for key in ledger.store.reports.ids() if ledger.store.codings.get([key])[key].control)
    for entry in ledger.store.entries.of([held])[held]:
        say(Desk(ledger.store).confirm(entry.id))
    (line,) = gold(ledger.store)
    assert line["control"]
    assert {one["optional"] for one in (*line["control"], *line["affiliations"])} == {True}


def test_nothing_judged_is_nothing_written(ledger):
    out = io.BytesIO()
    assert write_gold(ledger.store, out) == 0
    assert out.getvalue() == b""
