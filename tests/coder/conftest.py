"""Analyses of own sentences for the tests of the coder's stages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from marsad.coder.analysis import Analysis, analyse
from marsad.coder.document import Document
from marsad.coder.happenings import judge_triggers
from marsad.coder.linear import BIAS, Binary, Choice, Models, Scale
from marsad.learn.training import BLANK
from marsad.model import ClaimType, Report

TEXT = (
    "قصفت قوات النظام أمس بلدة سراقب بالمدفعية الثقيلة، ما أدى إلى مقتل ثلاثة مدنيين.\n"
    "وقال المرصد إن القصف على البلدة استمر ساعات. واعتقلت قوات النظام ناشطين في مدينة حماة."
)


@pytest.fixture(scope="session")
def plain_models() -> Models:
    """Models that know little: every trigger of a class is of that type, and bare words decide nothing."""
    kinds = [str(kind) for kind in ClaimType]
    type_of = {f"word/cls={kind}": tuple(8.0 if other == kind else 0.0 for other in kinds) for kind in kinds}
    roles = Choice.of(("initiator", "none", "target"), {})
    return replace(
        BLANK,
        happening=Binary.of({BIAS: 3.0}),
        type=Choice.of(kinds, type_of),
        role=roles,
        role_again=roles,
        retelling=Binary.of({BIAS: -2.0, "types/lemma+later+gap=same | def | 1": 4.0}),
        kind=Choice.of(kinds, {f"share0/kind={kind}": type_of[f"word/cls={kind}"] for kind in kinds}),
        claim=Binary.of({BIAS: 2.0}),
        precision=Scale(((0.0, 0.1), (0.5, 0.6), (0.85, 0.9))),
    )


@pytest.fixture
def analysed(plain_models: Models) -> Callable[..., Analysis]:
    """Analyse a text and judge its triggers."""

    def run(text: str = TEXT, models: Models = plain_models, published: str | None = "2020-01-02") -> Analysis:
        analysis = analyse(Document(Report("t", "", text, published)), models)
        judge_triggers(analysis)
        return analysis

    return run
