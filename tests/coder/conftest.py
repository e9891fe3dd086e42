"""Analyses of own sentences for the tests of the coder's stages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from types import ModuleType

import pytest

from marsad.coder import happenings, pairing
from marsad.coder import kinds as typed
from marsad.coder.analysis import Analysis, analyse
from marsad.coder.casualties import find_casualties
from marsad.coder.document import Document
from marsad.coder.facts import BETWEEN, Fact, Family
from marsad.coder.happenings import judge_triggers
from marsad.coder.linear import BIAS, Binary, Choice, Models, Scale
from marsad.learn.training import BLANK
from marsad.model import ClaimType, Report

TEXT = (
    "قصفت قوات النظام أمس بلدة سراقب بالمدفعية الثقيلة، ما أدى إلى مقتل ثلاثة مدنيين.\n"
    "وقال المرصد إن القصف على البلدة استمر ساعات. واعتقلت قوات النظام ناشطين في مدينة حماة."
)


@pytest.fixture(scope="module")
def flat(compile_c: Callable[[str], ModuleType]) -> Iterator[ModuleType]:
    """``flat.c`` compiled, where ``marsad.coder.sums`` looks for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "marsad.coder.flat", compile_c("marsad.coder.flat"))
        yield sys.modules["marsad.coder.flat"]


@pytest.fixture
def grows_with_length() -> Callable[[Callable[[str], Document], Callable[[Document], object], str, int], bool]:
    """Whether the work on a text of ``many`` units is no more than the units are, by the calls that are made.

    A clock would tell more, but not the same on every machine; ``make bench`` has one.
    """

    def calls(work: Callable[[], object]) -> int:
        made = 0

        def tell(_: object, event: str, __: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(tell)
        try:
            work()
        finally:
            sys.setprofile(before)
        return made

    def check(read: Callable[[str], Document], work: Callable[[Document], object], unit: str, many: int) -> bool:
        few, whole = (calls(partial(work, read(unit * n))) for n in (many // 8, many))
        return 0 < whole <= 9 * few

    return check


@pytest.fixture
def rows() -> Callable[[str], list[tuple[str, int | None, int | None, str | None]]]:
    """Reads the casualty counts of a text: kind, bounds and group of each."""

    def read(text: str) -> list[tuple[str, int | None, int | None, str | None]]:
        found = find_casualties(Document(Report("r", "", text)), [])
        return [(str(c.kind), c.low, c.high, c.group.text if c.group else None) for c in found]

    return read


@pytest.fixture
def feature(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The name of the feature that some values make, for models of own weights.

    Which values are combined is found by fitting and changes: a family that has no such template is given it.
    """

    def name(family: Family, **values: str) -> str:
        label = f"{family.name}/{'+'.join(values)}"
        if label not in family.labels:
            places = tuple(family.values.index(value) + 1 for value in values)
            monkeypatch.setattr(family, "labels", (*family.labels, label))
            monkeypatch.setattr(family, "places", (*family.places, places))
        return f"{label}={BETWEEN.join(values.values())}"

    return name


@pytest.fixture
def values() -> Callable[[Fact], dict[str, str]]:
    """What a fact says, by what its family calls its values."""

    def named(fact: Fact) -> dict[str, str]:
        return dict(zip(fact[0].values, fact[1:], strict=True))

    return named


@pytest.fixture
def plain_models(feature: Callable[..., str]) -> Models:
    """Models that know little: every trigger of a class is of that type, and bare words decide nothing."""
    kinds = [str(kind) for kind in ClaimType]
    certain = {kind: tuple(8.0 if other == kind else 0.0 for other in kinds) for kind in kinds}
    again = feature(pairing._WORDS, lemma="same", later="def", gap="1")
    roles = Choice.of(("initiator", "none", "target"), {})
    return replace(
        BLANK,
        happening=Binary.of({BIAS: 3.0}),
        type=Choice.of(kinds, {feature(happenings._TYPED, cls=kind): certain[kind] for kind in kinds}),
        role=roles,
        role_again=roles,
        retelling=Binary.of({BIAS: -2.0, again: 4.0}),
        kind=Choice.of(kinds, {feature(typed._KIND, kind=kind): certain[kind] for kind in kinds}),
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
