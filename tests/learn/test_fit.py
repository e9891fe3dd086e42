"""Fitting models on labelled reports."""

from __future__ import annotations

import pytest

from marsad.coder.analysis import analyse
from marsad.coder.document import Document
from marsad.coder.tellings import Group, Telling
from marsad.learn.fit import SPARED, rights
from marsad.learn.training import BLANK
from marsad.model import Report


@pytest.fixture
def analysed_groups() -> tuple[list[Group], list[int]]:
    """Four groups of one telling each, the first the surest, and the numbers of their triggers."""
    report = Report("r", "", "قصفت القوات البلدة. وتواصل القصف. واختطفت رجلاً. ثم انسحبت.", "2020-01-02")
    triggers = analyse(Document(report), BLANK).triggers
    groups = [Group([Telling(trigger, [])]) for trigger in triggers]
    for group, kind, chance in zip(
        groups, ("shelling", "shelling", "abduction", "withdrawal"), (0.9, 0.8, 0.7, 0.6), strict=True
    ):
        group.kind, group.lead.trigger.happening = kind, chance
    return groups, [trigger.n for trigger in triggers]


def test_fitted_models_know_the_words_of_the_samples(small_models) -> None:
    assert any("قصف" in feature for feature in small_models.happening.weights)
    assert set(small_models.role.labels) == {"initiator", "none", "target"}


def test_a_group_is_right_as_the_scorer_has_it(analysed_groups) -> None:
    groups, triggers = analysed_groups
    claim = {"type": "shelling", "alt_types": [], "optional": False}
    spare = {"type": "arrest", "alt_types": ["abduction"], "optional": True}
    known = {triggers[0]: claim, triggers[1]: claim, triggers[2]: spare}
    assert rights(groups, known) == [(True, 1.0), (False, 1.0), (True, SPARED), (False, 1.0)]
    groups[0].kind = "air_strike"
    assert rights(groups, known)[:2] == [(False, 1.0), (True, 1.0)]
