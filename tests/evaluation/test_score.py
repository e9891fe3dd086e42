import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.evaluation import load_rows, load_texts, score

SHARED = Path(__file__).parents[3] / "shared" / "evaluation"


def mention(text, start=0, **more):
    return {"text": text, "start": start, "end": start + len(text), **more}


def claim(kind="shelling", trigger=("قصف", 0), **more):
    empty = {"initiators": [], "targets": [], "places": [], "sources": [], "casualties": []}
    return {"type": kind, "trigger": mention(*trigger), "when": None, "factuality": "stated", **empty, **more}


def killed(low, high, group=None, **more):
    return {"kind": "killed", "min": low, "max": high, "group": mention(group) if group else None, **more}


def row(name, *claims, **more):
    return {"id": name, "claims": list(claims), "control": [], "affiliations": [], **more}


@pytest.fixture
def figures(write):
    """The figures and differences of one gold row against one coded row."""

    def of(gold, coded, texts=None):
        result = score(load_rows(write("gold", gold)), load_rows(write("coded", coded)), texts)
        return {name: tuple(rates[3:]) for name, rates in result.figures().items()}, result

    return of


def test_gold_against_itself_is_all_right(figures):
    full = claim(
        initiators=[mention("قوات المثال")],
        places=[mention("بلدة سراقب")],
        when={"text": "أمس", "from": "2020-01-01", "to": "2020-01-01"},
        casualties=[killed(2, None, "مدنيين")],
    )
    relations = {
        "control": [{"place": mention("سراقب"), "holders": [mention("الجيش")]}],
        "affiliations": [{"member": mention("لواء المثال"), "group": mention("الحزب")}],
    }
    gold = row("a", full, **relations)
    found, result = figures(gold, gold)
    assert found["claims"] == found["fully right"] == found["when"] == found["control"] == (1, 0, 0)
    assert found["affiliations"] == found["casualties"] == found["type shelling"] == (1, 0, 0)
    assert result.differences == []
    assert result.figures()["claims"].f1 == 1


def test_a_missed_claim_loses_its_arguments(figures):
    optional = killed(1, 1, optional=True)
    found, result = figures(row("a", claim(places=[mention("سراقب")], casualties=[optional])), row("a"))
    assert found["claims"] == found["places"] == found["fully right"] == (0, 0, 1)
    assert found["casualties"] == (0, 0, 0)
    assert [d.field for d in result.differences] == ["missed"]


def test_an_extra_claim_counts_against(figures):
    found, result = figures(row("a"), row("a", claim(places=[mention("سراقب")])))
    assert found["claims"] == found["places"] == found["type shelling"] == (0, 1, 0)
    assert result.differences[0].claim == "shelling «قصف»"


def test_an_optional_claim_counts_neither_for_nor_against(figures):
    gold = row("a", claim(optional=True))
    assert figures(gold, row("a"))[0]["claims"] == (0, 0, 0)
    assert figures(gold, row("a", claim()))[0]["claims"] == (0, 0, 0)


def test_a_retelling_and_another_type_are_as_right(figures):
    gold = row("a", claim("siege", also=[mention("طوق", 50)], alt_types=["shelling"]))
    found, _ = figures(gold, row("a", claim("shelling", ("طوق", 50))))
    assert found["claims"] == found["type siege"] == (1, 0, 0)


def test_claims_of_one_sentence_need_an_argument_in_common_and_the_text(figures):
    gold = row("a", claim(places=[mention("سراقب")]))
    coded = row("a", claim(trigger=("سقطت", 20), places=[mention("سراقب")]))
    assert figures(gold, coded)[0]["claims"] == (0, 1, 1)
    assert figures(gold, coded, {"a": "x" * 40})[0]["claims"] == (1, 0, 0)
    assert figures(gold, coded, {"a": "x" * 10 + "." + "x" * 40})[0]["claims"] == (0, 1, 1)
    elsewhere = row("a", claim(trigger=("سقطت", 20), places=[mention("بنش")]))
    assert figures(gold, elsewhere, {"a": "x" * 40})[0]["claims"] == (0, 1, 1)


def test_the_sides_of_a_clash_have_no_order(figures):
    one, other = [mention("الجيش")], [mention("حركة المثال")]
    gold = row("a", claim("armed_clash", initiators=one, targets=other))
    found, _ = figures(gold, row("a", claim("armed_clash", initiators=other, targets=one)))
    assert found["initiators"] == found["targets"] == (1, 0, 0)
    attack = row("a", claim("ground_attack", initiators=one, targets=other))
    found, _ = figures(attack, row("a", claim("ground_attack", initiators=other, targets=one)))
    assert found["initiators"] == (0, 1, 1)


def test_wrong_values(figures):
    gold = claim(when={"text": "أمس", "from": "2020-01-01", "to": "2020-01-01"}, casualties=[killed(5, 5, "مدنيين")])
    coded = claim(factuality="alleged", casualties=[killed(5, 5, "جنود")])
    found, result = figures(row("a", gold), row("a", coded))
    assert found["when"] == found["factuality"] == found["casualties"] == found["fully right"] == (0, 1, 1)
    told = {d.field: (d.gold, d.coded) for d in result.differences}
    assert told["when"] == ("2020-01-01…2020-01-01", "?…?")
    assert told["casualties"] == ("killed 5–5 مدنيين", "killed 5–5 جنود")
    assert told["factuality"] == ("stated", "alleged")


def test_other_numbers_or_kinds_are_other_counts(figures):
    gold = row("a", claim(casualties=[killed(5, 5)]))
    for other in (killed(5, None), {**killed(5, 5), "kind": "injured"}):
        assert figures(gold, row("a", claim(casualties=[other])))[0]["casualties"] == (0, 1, 1)
    assert figures(gold, row("a", claim(casualties=[killed(5, 5, "جنود")])))[0]["casualties"] == (1, 0, 0)


def test_relations_that_differ(figures):
    held = {"place": mention("سراقب"), "holders": [mention("الجيش")]}
    maybe = {"place": mention("بنش"), "holders": [mention("الجيش")], "optional": True}
    other = {"place": mention("دوما"), "holders": [mention("الجيش")]}
    found, result = figures(row("a", control=[held, maybe]), row("a", control=[other]))
    assert found["control"] == (0, 1, 1)
    assert [(d.gold, d.coded) for d in result.differences] == [("سراقب ← الجيش", ""), ("", "دوما ← الجيش")]


def test_a_report_that_was_not_coded(write):
    result = score(load_rows(write("gold", row("a", claim()))), {})
    assert result.not_coded == ["a"]
    assert result.tally.rates("claims").fn == 1


def _mangled(path, seed):
    """Gold with faults of every kind in it."""
    chance = random.Random(seed)
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        kept = [c for c in gold["claims"] if chance.random() > 0.2]
        for c in kept:
            for slot in ("initiators", "targets", "places", "sources"):
                if chance.random() < 0.3:
                    c[slot] = c[slot][1:] if chance.random() < 0.5 else [*c[slot], dict(c["trigger"])]
            if chance.random() < 0.2:
                c["initiators"], c["targets"] = c["targets"], c["initiators"]
            if chance.random() < 0.2:
                shift = chance.randrange(30)
                c["trigger"] = {
                    **c["trigger"],
                    "start": c["trigger"]["start"] + shift,
                    "end": c["trigger"]["end"] + shift,
                }
            c["type"] = "shelling" if chance.random() < 0.1 else c["type"]
            c["when"] = None if chance.random() < 0.1 else c["when"]
            c["factuality"] = "denied" if chance.random() < 0.1 else c["factuality"]
            for count in c["casualties"]:
                count["min"] = 7 if chance.random() < 0.2 else count["min"]
        gold["claims"] = kept + kept[:1]
        gold["control"] = gold["control"][1:]
        yield gold


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the guide's scorer is not at hand")
@pytest.mark.parametrize("part", ["sample", "dev"])
def test_the_figures_are_those_of_the_guides_scorer(write, part):
    gold, reports = SHARED / part / "gold.jsonl", SHARED / part / "reports.jsonl"
    coded = write("coded", *_mangled(gold, seed=7))
    for arguments, texts in (([], None), (["--reports", str(reports)], load_texts(reports))):
        command = [sys.executable, str(SHARED / "score.py"), str(gold), str(coded), "--json", *arguments]
        expected = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        found = score(load_rows(gold), load_rows(coded), texts).figures()
        assert {name: rates._asdict() for name, rates in found.items()} == expected
        assert list(found) == list(expected)
