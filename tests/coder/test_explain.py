"""Why a claim is what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder import attach, context, role_facts
from marsad.coder import explain as module
from marsad.coder.explain import explain, explain_all
from marsad.coder.linear import Binary, Choice, Models
from marsad.coder.pipeline import code
from marsad.model import Claim, MarsadError, Report

REPORT = Report(
    "r",
    "",
    "قصفت قوات النظام أمس بلدة سراقب، ما أدى إلى مقتل ثلاثة مدنيين.\n"
    "وقال المرصد إن القصف على البلدة استمر ساعات. واعتقلت الشرطة يوم الأحد خمسة رجال في مدينة حماة.",
    "2020-01-02",
)


@pytest.fixture
def models(plain_models: Models, feature) -> Models:
    """Actors after the trigger did it, places in its clause are where, and one sentence shares times and tolls."""
    first = feature(role_facts._ACTOR, order="a1", sentences="0")
    role = Choice.of(("initiator", "none", "target"), {first: (3.0, 0.0, 0.0)})
    near = feature(role_facts._PLACE, side="after", sentences="0", clauses="0", triggers="0")
    killed = feature(attach._TOLL, type="shelling", toll="killed")
    captured = feature(attach._TOLL, type="arrest", toll="captured")
    best, sure = feature(context._ACTOR, rank="0", chance="f"), feature(context._ACTOR, own="fa")
    return replace(
        plain_models,
        role=role,
        role_again=Choice.of(role.labels, {best: (3.0, 0.0, 0.0), sure: (1.0, 0.0, 0.0)}),
        place=Binary.of({"(bias)": -1.0, near: 3.0}),
        place_again=Binary.of({"(bias)": -2.0, feature(context._PLACE, rank="0", chance="f"): 5.0}),
        time=Binary.of({"(bias)": -1.0, feature(attach._WHEN, own="yes", site="after 0"): 3.0}),
        toll=Binary.of({"(bias)": -1.0, killed: 3.0, captured: 3.0}),
    )


def spans(claim: Claim) -> list[tuple[str, int, int]]:
    found = [claim.trigger, *claim.initiators, *claim.targets, *claim.places, *claim.sources, *claim.retellings]
    return [(m.text, m.start, m.end) for m in found]


def test_the_explained_claim_is_the_coded_one(models: Models) -> None:
    coding, explanations = explain_all(REPORT, models)
    assert coding == code(REPORT, models)
    assert [e.claim for e in explanations] == list(coding.claims)
    assert explain(REPORT, 1, models) == explanations[0]
    assert {"shelling", "arrest"} <= {str(c.type) for c in coding.claims}


def test_every_value_is_told_with_its_place_and_rule(models: Models) -> None:
    for explanation in explain_all(REPORT, models)[1]:
        told = [c for field in explanation.fields for c in field.taken]
        assert set(spans(explanation.claim)) <= {(c.value, c.start, c.end) for c in told}
        assert all(c.rule for c in told)
        assert all(REPORT.text[c.start : c.end] == c.value for c in told if c.value == REPORT.text[c.start : c.end])
        claim = explanation.claim
        assert [(c.start, c.end) for c in explanation.field("casualties").taken] == [
            (c.start, c.end) for c in claim.casualties
        ]
        assert len(explanation.field("when").taken) == (claim.when is not None)


def test_chances_and_reasons_are_those_that_decided(models: Models) -> None:
    explanation = explain(REPORT, 1, models)
    assert explanation.field("claim").taken[0].chance == pytest.approx(0.8808, abs=1e-3)
    assert explanation.field("trigger").taken[0].chance == pytest.approx(0.9526, abs=1e-3)
    (kind,) = explanation.field("type").taken
    assert kind.value == "shelling"
    assert [(r.text, r.weight) for r in kind.reasons] == [("type: shelling", 8.0)]
    (doer,) = explanation.field("initiators").taken
    assert doer.value == "قوات النظام"
    assert [r.weight for r in doer.reasons] == [3.0, 3.0, 1.0]
    assert "when weighed alone" in doer.note
    (place,) = explanation.field("places").taken
    assert place.chance == pytest.approx(0.9526, abs=1e-3)


def test_where_a_place_lies_is_told_with_what_decided(models: Models) -> None:
    (place,) = explain(REPORT, 1, models).field("places").taken
    assert "lies at 35.8" in place.note
    assert "country SY" in place.note


def test_what_was_refused_is_told_with_its_chance(models: Models) -> None:
    explanation = explain(REPORT, 1, models)
    refused = explanation.field("initiators").refused
    assert "مدنيين" in [c.value for c in refused]
    chances = [c.chance or 0.0 for c in refused]
    assert chances == sorted(chances, reverse=True)
    assert 0 < len(refused) <= 4
    arrest = next(e for e in explain_all(REPORT, models)[1] if e.claim.type == "arrest")
    other = next(c for c in arrest.field("casualties").refused if c.value.startswith("killed"))
    assert "likelier for claim 1" in other.note
    assert any(c.value.endswith("أمس") for c in explanation.field("when").taken)


def test_retellings_and_what_was_no_retelling(models: Models) -> None:
    field = explain(REPORT, 1, models).field("retellings")
    (again,) = field.taken
    assert again.value == "القصف"
    assert again.chance == pytest.approx(0.8808, abs=1e-3)
    assert again.note == "with «قصفت»"
    assert "واعتقلت" in [c.value for c in field.refused]


def test_speech_that_does_not_reach_the_trigger_is_refused_as_source(models: Models) -> None:
    text = "قال المرصد إن الوضع هادئ. وفي حماة قصفت قوات النظام بلدة سراقب. وقال ناشطون إن القصف عنيف."
    for explanation in explain_all(Report("r", "", text), models)[1]:
        named = {c.value for c in explanation.field("sources").taken}
        assert named == {m.text for m in explanation.claim.sources}
        assert named.isdisjoint(c.value for c in explanation.field("sources").refused)


def test_a_description_tells_what_it_stands_for(models: Models) -> None:
    text = "دخلت قوات النظام بلدة سراقب. واستمر القصف على البلدة."
    notes = [
        c.note
        for e in explain_all(Report("r", "", text), models)[1]
        for field in e.fields
        for c in (*field.taken, *field.refused)
    ]
    assert any("stands as «البلدة»" in note for note in notes)


def test_a_claim_that_is_not_there(models: Models) -> None:
    with pytest.raises(MarsadError, match="r: there is no claim 9; the report has claims 1 to"):
        explain(REPORT, 9, models)
    with pytest.raises(MarsadError, match="e: there is no claim 1; the report has no claims"):
        explain(Report("e", "", "صباح الخير"), 1, models)


def test_the_shipped_models_are_the_default(models: Models, monkeypatch) -> None:
    monkeypatch.setattr(module, "shipped", lambda: models)
    assert explain(REPORT, 1) == explain(REPORT, 1, models)
    with pytest.raises(StopIteration):
        explain(REPORT, 1).field("colour")


@pytest.mark.no_cover
def test_every_sample_can_be_explained(sample_reports: list[Report], small_models: Models) -> None:
    for report in sample_reports:
        coding, explanations = explain_all(report, small_models)
        assert coding == code(report, small_models)
        for explanation in explanations:
            told = {(c.value, c.start, c.end) for field in explanation.fields for c in field.taken}
            assert set(spans(explanation.claim)) <= told
