"""Which gold claim the coder's finds belong to."""

from __future__ import annotations

import pytest

from marsad.coder.analysis import analyse
from marsad.coder.document import Document
from marsad.learn.align import actor_roles, claims_of_triggers, fills, gold_counts, leads, type_of
from marsad.model import Report

TEXT = "قصفت قوات النظام بلدة سراقب وقتل ثلاثة مدنيين. واستمر القصف ساعات."


def mention(words: str, **more):
    at = TEXT.index(words)
    return {"text": words, "start": at, "end": at + len(words), **more}


def claim(**fields):
    blank = {"type": "shelling", "trigger": mention("قصفت"), "also": [], "initiators": [], "targets": []}
    return {**blank, "casualties": [], **fields}


@pytest.fixture(scope="module")
def analysis():
    return analyse(Document(Report("t", "", TEXT)), None)


def test_triggers_and_retellings_belong_to_their_claim(analysis) -> None:
    gold = claim(also=[mention("القصف")])
    found = claims_of_triggers(analysis, {"claims": [gold]})
    owned = {analysis.doc.tokens[analysis.triggers[n].i].text: own for n, own in found.items()}
    assert set(owned) == {"قصفت", "القصف"}
    assert all(own is gold for own in owned.values())
    by_word = {analysis.doc.tokens[t.i].text: t for t in analysis.triggers}
    assert leads(analysis, by_word["قصفت"], gold)
    assert not leads(analysis, by_word["القصف"], gold)
    assert not leads(analysis, by_word["قصفت"], claim(trigger=None))


def test_of_two_claims_at_one_word_the_one_of_its_type_counts(analysis) -> None:
    other, own = claim(type="air_strike"), claim()
    found = claims_of_triggers(analysis, {"claims": [other, own]})
    assert list(found.values()) == [own]
    assert found[analysis.triggers[0].n] is own


def test_a_claim_without_a_trigger_owns_none(analysis) -> None:
    assert claims_of_triggers(analysis, {"claims": [claim(trigger=None)]}) == {}


def test_the_sides_of_a_clash_are_put_in_the_order_of_the_text() -> None:
    first, second = [mention("قوات النظام")], [mention("بلدة سراقب")]
    assert actor_roles(claim(type="armed_clash", initiators=second, targets=first)) == (first, second)
    assert actor_roles(claim(type="armed_clash", initiators=first, targets=second)) == (first, second)
    assert actor_roles(claim(initiators=second, targets=first)) == (second, first)
    assert actor_roles(claim(type="armed_clash", initiators=second)) == (second, [])


def test_a_mention_is_the_gold_one_by_its_words() -> None:
    assert fills("سراقب", [mention("بلدة سراقب")])
    assert fills("الجيش السوري", [mention("قوات النظام", alt=["الجيش السوري"])])
    assert not fills("حلب", [mention("بلدة سراقب")])
    assert not fills("حلب", [])


def test_counts_belong_to_the_claim_that_holds_them(analysis) -> None:
    (count,) = analysis.counts
    own = claim(casualties=[{"kind": "killed", **mention("ثلاثة مدنيين")}])
    other = claim(casualties=[{"kind": "injured", **mention("ثلاثة مدنيين")}, {"kind": "killed", "start": None}])
    assert gold_counts(count, {"claims": [other, own]}) == [own]


def test_the_type_to_learn(analysis) -> None:
    trigger = analysis.triggers[0]
    assert type_of(claim(type="air_strike"), trigger) == "air_strike"
    assert type_of(claim(type="air_strike", alt_types=["shelling"]), trigger) == "shelling"
