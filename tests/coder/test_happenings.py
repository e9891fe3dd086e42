"""What is noted of a trigger before the models weigh it."""

from __future__ import annotations

import pytest

from marsad.coder.facts import Fact
from marsad.coder.happenings import standing, trigger_facts, typing

WIDE = {"left", "right", "time", "age", "context"}  # what tells only whether it is a happening


def facts_of(analysis, word: str) -> tuple[Fact, ...]:
    """The facts of the first trigger whose word holds the one given."""
    doc = analysis.doc
    rows = trigger_facts(analysis)
    return next(row for t, row in zip(analysis.triggers, rows, strict=True) if word in doc.tokens[t.i].text)


def of_family(facts: tuple[Fact, ...], name: str) -> list[Fact]:
    return [fact for fact in facts if fact[0].name == name]


def test_the_word_itself(analysed, values) -> None:
    known = values(facts_of(analysed("وقصفت القوات البلدة."), "قصفت")[0])
    told = {"lemma": "قصف", "cls": "shelling", "shape": "perfect", "pro": "و", "article": "bare", "voice": "active"}
    assert told.items() <= known.items()
    assert (known["owned"], known["person"]) == ("no", "3fs")
    noun = values(facts_of(analysed("استمر القصف."), "القصف")[0])
    assert (noun["article"], noun["pro"], noun["person"]) == ("def", "ال", "msg")
    assert values(facts_of(analysed("بعد قصفها المدينة."), "قصفها")[0])["owned"] == "yes"


def test_the_flags_of_the_word(analysed, values) -> None:
    flags = [values(fact) for fact in of_family(facts_of(analysed("وقتلت القوات رجلاً."), "قتلت"), "flag")]
    assert {"kill", "perfect"} <= {flag["flag"] for flag in flags}
    assert {flag["cls"] for flag in flags} == {"violence_against_civilians"}


def test_what_stands_around_it(analysed, values) -> None:
    facts = facts_of(analysed("ثم قصفت البلدة من بعيد فجرا."), "قصفت")
    known = values(facts[0])
    assert (known["prev"], known["next"], known["next2"]) == ("ثم", "البلده", "من")
    assert (known["first"], known["second"], known["clause"]) == ("ثم", "قصفت", "ثم")
    assert [values(fact)["form"] for fact in of_family(facts, "right")] == ["بعيد", "فجرا", "."]
    assert {"kind": "connective", "sort": "addition", "cls": "shelling"} in map(values, of_family(facts, "prev_is"))
    assert {"kind": "place_class", "sort": "town", "cls": "shelling"} in map(values, of_family(facts, "next_is"))


def test_what_leads_up_to_it(analysed, values) -> None:
    analysis = analysed("قال المرصد إن القوات قصفت البلدة.")
    known = values(facts_of(analysis, "قصفت")[0])
    whole = analysis.paths.between(0, next(t.i for t in analysis.triggers if t.lemma == "قصف"))
    assert known["last"] == whole[-2:]
    assert known["prev2"] == "ان"


@pytest.mark.parametrize(
    ("text", "weapon"), [("قصفت القوات البلدة بقذائف الهاون.", "mortar"), ("قصفت القوات البلدة.", "-")]
)
def test_the_weapon_of_the_clause(analysed, values, text: str, weapon: str) -> None:
    facts = facts_of(analysed(text), "قصفت")
    assert values(facts[0])["weapon"] == weapon
    assert [values(fact)["weapon"] for fact in of_family(facts, "weapon_near")] == [weapon] * (weapon != "-")


def test_a_weapon_of_several_words_counts_and_distance_matters(analysed, values) -> None:
    text = "قصفت القوات بلدات كثيرة من محافظة إدلب وحماة وحلب بكل من راجمات الصواريخ والهاون."
    facts = facts_of(analysed(text), "قصفت")
    assert [values(fact)["weapon"] for fact in of_family(facts, "weapon")] == ["rocket", "mortar"]
    assert values(facts[0])["weapon"] == "-"
    assert of_family(facts, "weapon_near") == []


def test_the_weapon_of_another_clause_is_far(analysed, values) -> None:
    facts = facts_of(analysed("قصفت القوات البلدة، وهاجمت الفصائل مدينة حلب بالصواريخ."), "قصفت")
    assert [values(fact)["weapon"] for fact in of_family(facts, "weapon_far")] == ["rocket"]


def test_the_actors_and_places_of_the_clause(analysed, values) -> None:
    facts = facts_of(analysed("قصفت قوات النظام بلدة سراقب."), "قصفت")
    known = values(facts[0])
    assert (known["parties"], known["actor_next"], known["place_next"]) == ("actor_after place_after", "side", "-")
    assert [values(fact)["kind"] for fact in of_family(facts, "has")] == ["actor_after", "place_after"]
    (actor,) = map(values, of_family(facts, "actor"))
    assert (actor["actor"], actor["side"], actor["prep"]) == ("side", "after", "")
    lonely = facts_of(analysed("استمر القصف."), "القصف")
    known = values(lonely[0])
    assert (known["parties"], known["actor_next"], known["place_next"]) == ("", "-", "-")
    assert of_family(lonely, "has") == of_family(lonely, "actor") == []


def test_the_place_right_behind_it(analysed, values) -> None:
    for text in ("قصف بلدة سراقب.", "القصف على بلدة سراقب."):
        assert values(facts_of(analysed(text), "قصف")[0])["place_next"] == "town"


def test_the_company_it_keeps(analysed, values) -> None:
    analysis = analysed("قصفت القوات البلدة أمس واعتقلت مدنيين وقتل ثلاثة أشخاص. ثم قصفت المدينة.")
    first, arrest, killing, later = (values(row[0]) for row in trigger_facts(analysis))
    assert (first["seen"], first["time"], first["count"]) == ("no", "yes", "no")
    assert (killing["harm"], killing["cause"], killing["count"]) == ("yes", "yes", "yes")
    assert (later["seen"], later["cause"], later["sentence"]) == ("yes", "no", "1")
    assert (first["before"], first["behind"], first["behind_lemma"]) == ("-", "arrest", "اعتقال")
    assert (arrest["before"], arrest["before_lemma"], arrest["before_clauses"]) == ("shelling", "قصف", "1")
    assert (arrest["before_gap"], arrest["before_path"], arrest["before_shape"]) == ("3", "AD", "perfect")
    assert {later[name] for name in ("before", "before_path", "behind", "behind_path")} == {"-"}


def test_the_triggers_of_its_clause(analysed, values) -> None:
    analysis = analysed("قصفت القوات البلدة بقذائف الهاون.")
    assert [(known["many"], known["nth"]) for known in (values(row[0]) for row in trigger_facts(analysis))] == [
        ("2", "0"),
        ("2", "1"),
    ]


def test_who_is_counted_and_when(analysed, values) -> None:
    facts = facts_of(analysed("قصفت القوات البلدة أمس وقتل ثلاثة مدنيين."), "قصفت")
    assert [values(fact)["civilian"] for fact in of_family(facts, "victims")] == ["True"]
    assert [values(fact)["rule"] for fact in of_family(facts, "time")] == ["times:day"]
    assert [values(fact) for fact in of_family(facts, "age")] == [{"age": "month", "late": "no"}]
    undated = facts_of(analysed("قصفت القوات البلدة يوم 3 مايو 2019.", published=None), "قصفت")
    assert of_family(undated, "time")
    assert of_family(undated, "age") == []


def test_every_fact_is_told_once_and_in_one_order(analysed) -> None:
    analysis = analysed("قصفت طائرات وطائرات ومدفعية القوات البلدة بالصواريخ والصواريخ والمدفعية في هجوم قديم.")
    for row in trigger_facts(analysis):
        assert len(row) == len(set(row))
    assert trigger_facts(analysis) == trigger_facts(analysis)


def test_the_type_rests_on_less_than_the_happening(analysed, values) -> None:
    row = facts_of(analysed("وفي هجوم قديم قبل أعوام قصفت القوات أمس بلدة سراقب بالمدفعية."), "قصفت")
    kept = typing(row)
    assert values(kept[0]) == values(row[0])
    assert {"left", "right", "time", "age"} <= {fact[0].name for fact in row}
    assert kept[1:] == [fact for fact in row[1:] if fact[0].name not in WIDE]
    assert {"flag", "weapon_near", "actor", "has"} <= {fact[0].name for fact in kept}


def test_a_standing_rests_on_the_word_its_neighbours_and_the_times(analysed, values) -> None:
    row = facts_of(analysed("ثم قصفت القوات أمس بلدة سراقب بالمدفعية."), "قصفت")
    word, times = standing(row)
    known = list(values(row[0]).items())
    assert list(word) == [value for _, value in known[: len(word)]]
    told = {name for name, _ in known[: len(word)]}
    assert {"lemma", "cls", "owned", "prev", "next", "first", "clause", "seen", "titled", "quarter"} <= told
    assert told.isdisjoint({"person", "path", "weapon", "actor_next", "parties", "before", "cause", "count", "time"})
    assert times == of_family(row, "time") != []


def test_judging_sets_chances_and_types(analysed) -> None:
    trigger = analysed().triggers[0]
    assert trigger.happening == pytest.approx(0.9526, abs=1e-3)
    assert trigger.type == "shelling"
    assert sum(trigger.types.values()) == pytest.approx(1.0)
    assert trigger.facts
