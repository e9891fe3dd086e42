"""Labelled reports in, models and figures out."""

from __future__ import annotations

from itertools import islice

import pytest

from marsad.coder.pipeline import code
from marsad.evaluation.rows import to_row
from marsad.learn import fit, training
from marsad.learn.training import pair, steps, train
from marsad.model import MarsadError, Report


@pytest.fixture
def low(monkeypatch) -> None:
    monkeypatch.setattr(fit, "STRENGTHS", {name: fit.Strength(s.c, 2, 0.0, 5) for name, s in fit.STRENGTHS.items()})


def test_reports_are_paired_with_their_gold(sample_reports, sample_golds) -> None:
    found = pair([*sample_reports, Report("other", "", "")], sample_golds[:3])
    assert [one.report.id for one in found] == [gold["id"] for gold in sample_golds[:3]]
    assert [to_row(one.gold) for one in found] == [to_row(gold) for gold in sample_golds[:3]]


def test_what_gold_leaves_out_is_filled_in() -> None:
    unplaced = {"text": "قصف"}
    placed = {"text": "قصف", "start": 0, "end": 3}
    claims = [{"type": "shelling", "trigger": unplaced, "also": [unplaced, placed], "when": None}, {"type": "siege"}]
    (one,) = pair([Report("a", "", "قصف")], [{"id": "a", "claims": claims}])
    first, second = one.gold["claims"]
    assert first["trigger"] is None
    assert first["also"] == [placed]
    assert second["casualties"] == []
    assert pair([Report("a", "", "")], [{"id": "a", "claims": None}])[0].gold["claims"] == []


def test_files_that_do_not_meet_are_told(sample_reports) -> None:
    with pytest.raises(MarsadError, match="the ids of the two files do not meet"):
        pair(sample_reports, [{"id": "other", "claims": []}])


@pytest.mark.usefixtures("low")
def test_each_report_is_scored_by_models_that_have_not_seen_it(sample_reports, sample_golds, monkeypatch) -> None:
    labelled = pair(islice(sample_reports, 6), sample_golds)
    seen: list[set[str]] = []
    coded: list[tuple[str, int]] = []
    inner = training._fitted

    def spy(analyses, chosen, done):
        seen.append({one.report.id for one in chosen})
        return inner(analyses, chosen, done)

    def note(report, models):
        coded.append((report.id, len(seen) - 1))
        return code(report, models)

    monkeypatch.setattr(training, "_fitted", spy)
    monkeypatch.setattr(training, "code", note)
    done: list[int] = []
    _, result = train(labelled, 2, lambda: done.append(1))
    assert result is not None
    assert result.not_coded == []
    assert sorted(name for name, _ in coded) == sorted(one.report.id for one in labelled)
    assert all(name not in seen[fold] for name, fold in coded)
    assert seen[-1] == {one.report.id for one in labelled}
    assert len(done) == steps(6, 2)


@pytest.mark.usefixtures("low")
def test_the_order_of_the_reports_does_not_matter(sample_reports, sample_golds) -> None:
    labelled = pair(islice(sample_reports, 5), sample_golds)
    one, _ = train(labelled, 0)
    other, _ = train(labelled[::-1], 0)
    assert one.role.weights == other.role.weights


def test_too_little_to_learn_from_is_told(sample_reports, sample_golds) -> None:
    with pytest.raises(MarsadError, match="too few, or too much alike"):
        train(pair([Report("a", "", "لا شيء.")], [{"id": "a", "claims": []}]), 0)
    with pytest.raises(MarsadError, match="1 labelled reports cannot be parted into 5 folds"):
        train(pair(sample_reports[:1], sample_golds), 5)
