"""The finding stages together: triggers, mentions by place, what a description stands for."""

from __future__ import annotations

import pytest

from marsad.coder.analysis import Trigger


def texts(analysis) -> list[str]:
    return [" ".join(t.text for t in analysis.doc.tokens[trigger.i : trigger.j]) for trigger in analysis.triggers]


def test_triggers_in_order_with_their_clause_and_class(analysed) -> None:
    analysis = analysed()
    assert {"قصفت", "القصف", "واعتقلت"} <= set(texts(analysis))
    assert [t.n for t in analysis.triggers] == list(range(len(analysis.triggers)))
    assert analysis.triggers[0].cls == "shelling"
    assert analysis.triggers[0].sent == 0
    for trigger in analysis.triggers:
        begin, end = analysis.clauses[trigger.clause]
        assert begin <= trigger.i < end


def test_triggers_inside_idioms_are_passed_over(analysed) -> None:
    assert texts(analysed("انطلقت عمليات الجيش.")) != []
    assert "عمليات" not in texts(analysed("عقدت غرفة عمليات الجيش اجتماعاً."))


def test_a_trigger_of_more_words_goes_before_an_idiom(analysed) -> None:
    # «فجرا» is "at dawn", «فجرا نفسيهما» "the two blew themselves up".
    assert texts(analysed("وصلت القافلة فجرا.")) == ["وصلت"]
    assert "فجرا نفسيهما" in texts(analysed("قال إن الرجلين فجرا نفسيهما عند الحاجز."))


def test_a_verb_whose_noun_stands_some_words_later(analysed) -> None:
    # «ألقت دورية القبض» ("a patrol laid hold"): the verb is the trigger, an arrest, and its noun is none beside it.
    analysis = analysed("ألقت دورية من الحرس القبض على مهرب.")
    assert [(t.lemma, t.cls) for t in analysis.triggers] == [("إلقاء القبض", "arrest")]


def test_an_idiom_whose_noun_stands_some_words_later(analysed) -> None:
    # «نشرت» is "deployed", with «صورا» "published pictures".
    assert texts(analysed("نشرت القوات أمس دباباتها.")) == ["نشرت"]
    assert texts(analysed("نشرت الوزارة أمس صورا.")) == []


def test_marches_beside_drones(analysed) -> None:
    assert texts(analysed("جابت مسيرات غاضبة شوارع العاصمة.")) == ["مسيرات غاضبة"]
    assert texts(analysed("حلقت مسيرات معادية فوق العاصمة.")) == ["حلقت"]


def test_a_trigger_without_weighed_types_is_of_its_class(analysed) -> None:
    judged = analysed().triggers[0]
    bare = Trigger(0, judged.i, judged.j, judged.hit, 0, 0)
    assert bare.type == bare.cls == judged.type


@pytest.mark.parametrize(
    ("text", "person"),
    [
        # a verb: what its doer must be
        ("قصفت القوات البلدة.", "3fs"),
        ("قصف الجيش البلدة.", "3ms"),
        ("وقصفوا البلدة.", "3mp"),
        ("وقصفا البلدة.", "3md"),
        ("تقصف القوات البلدة.", "3fs"),
        ("يقصف الجيش البلدة.", "3ms"),
        ("يقصفون البلدة.", "3mp"),
        # a noun: its own gender and number, as far as its form tells them
        ("استمر القصف.", "msg"),
        ("نفذت الطائرات غارة.", "fsg"),
        ("شنت الطائرات غارات.", "fpl"),
        ("دارت معارك.", "pl"),
    ],
)
def test_what_a_verb_asks_of_its_doer_and_what_a_noun_is(analysed, text: str, person: str) -> None:
    (trigger,) = analysed(text).triggers
    assert trigger.person == person


def test_mentions_by_the_tokens_they_begin_at(analysed) -> None:
    analysis = analysed()
    whole = analysis.mentions_between(0, len(analysis.doc.tokens))
    assert whole == analysis.mentions
    begin, end = analysis.doc.sentences[0]
    assert [m for m in whole if begin <= m.i < end] == analysis.mentions_between(begin, end)
    assert analysis.mentions_between(3, 3) == []


def test_a_description_stands_for_the_name_before_it(analysed) -> None:
    analysis = analysed()
    town = next(m for m in analysis.mentions if m.core.text == "البلدة")
    assert analysis.named(town).core.text == "بلدة سراقب"
    name = next(m for m in analysis.mentions if m.core.text == "بلدة سراقب")
    assert analysis.named(name) is name


def test_a_count_is_held_against_those_of_its_kind_before_it(analysed) -> None:
    analysis = analysed(
        "قتل خمسة مدنيين وأصيب ستة آخرون. وقتل خمسة مدنيين. وقتل ثلاثة جنود. وقتل تسعة رجال. وقتل عشرات المدنيين."
    )
    told = [(str(count.kind), count.low, analysis.told_before(count)) for count in analysis.counts]
    assert told == [
        ("killed", 5, "first"),
        ("injured", 6, "first"),
        ("killed", 5, "again"),
        ("killed", 3, "fewer"),
        ("killed", 9, "more"),
        ("killed", 20, "vague"),
    ]


def test_an_empty_text_has_nothing(analysed) -> None:
    analysis = analysed("")
    assert (analysis.triggers, analysis.mentions, analysis.times, analysis.counts) == ([], [], [], [])
