"""The coder from end to end."""

from __future__ import annotations

import gc

import marsad
from marsad.coder import pipeline
from marsad.coder.pipeline import HELD, code, tellings
from marsad.model import Report

TEXT = "قصفت قوات النظام أمس بلدة سراقب بالمدفعية. وقال المرصد إن القصف على البلدة استمر ساعات."


def test_a_report_gives_its_claims_once_each(plain_models) -> None:
    coding = code(Report("a", "", TEXT, "2020-01-02"), plain_models)
    assert [(str(c.type), c.trigger.text) for c in coding.claims] == [("shelling", "قصفت")]
    assert [m.text for m in coding.claims[0].retellings] == ["القصف"]
    assert coding.id == "a"


def test_a_report_of_other_things_gives_an_empty_coding(plain_models) -> None:
    coding = code(Report("a", "", "عقد المجلس اجتماعاً لبحث شؤون المياه."), plain_models)
    assert coding.to_dict() == {"id": "a", "claims": [], "control": [], "affiliations": []}
    assert code(Report("a", "", ""), plain_models).claims == ()


def test_the_title_told_again_below_the_text_leads_no_claim_and_counts_nobody(plain_models) -> None:
    title = "مقتل تسعة مدنيين بقصف على سراقب"
    below = f"{TEXT}\nرابط الخبر بصحيفة المثال: {title}"
    report = Report("a", title, below, "2020-01-02")
    claims = code(report, plain_models).claims
    assert [claim.trigger.text for claim in claims] == ["قصفت"]
    assert not any(claim.casualties for claim in claims)
    start = below.index(title)
    assert [m.text for m in claims[0].retellings if m.start < start] == ["القصف"]
    alone = code(Report("a", title, f"عقد المجلس اجتماعاً.\n{title}", "2020-01-02"), plain_models)
    assert alone.claims == ()
    short = code(Report("a", "القصف", TEXT + " استمر القصف", "2020-01-02"), plain_models)
    assert len(short.claims) == 1


def test_only_likely_happenings_are_followed(analysed) -> None:
    analysis = analysed(TEXT)
    analysis.triggers[0].happening = HELD - 0.01
    assert analysis.triggers[0] not in [t.trigger for t in tellings(analysis)]
    assert len(tellings(analysis)) == len(analysis.triggers) - 1


def test_the_shipped_models_are_the_default(monkeypatch, plain_models) -> None:
    monkeypatch.setattr(pipeline, "shipped", lambda: plain_models)
    report = Report("a", "", TEXT, "2020-01-02")
    assert marsad.code(report) == code(report, plain_models)


def test_coding_leaves_nothing_for_the_collector_of_garbage() -> None:
    text = TEXT + " وقال وزير الدفاع، سامر نوري، إن ثلاثة جنود قتلوا وأصيب خمسة، بحسب مراسل القناة في حلب."
    marsad.code(Report("a", "خبر", text, "2020-01-02"))  # what stays for good is made now
    gc.collect()
    gc.disable()
    try:
        marsad.code(Report("b", "خبر", text, "2020-01-02"))
        assert gc.collect() == 0
    finally:
        gc.enable()
