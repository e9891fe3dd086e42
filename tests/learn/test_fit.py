"""Fitting models on labelled reports."""

from __future__ import annotations


def test_fitted_models_know_the_words_of_the_samples(small_models) -> None:
    assert any("قصف" in feature for feature in small_models.happening.weights)
    assert set(small_models.role.labels) == {"initiator", "none", "target"}
