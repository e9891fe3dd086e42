"""Which counts a claim keeps, and once each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from marsad.coder import attach
from marsad.coder.analysis import Analysis
from marsad.coder.linear import BIAS, Binary
from marsad.coder.tellings import Group, Telling
from marsad.coder.tolls import tolls_of

SURE = Binary.of({BIAS: 2.0})  # any count is any near trigger's


def kept(analysis: Analysis, toll: Binary = SURE) -> list[list[tuple[str, int | None, int | None]]]:
    """The counts of every trigger of the report, each taken as a happening of its own."""
    analysis.models = replace(analysis.models, toll=toll)
    tolls = tolls_of(analysis, [Group([Telling(trigger, [])]) for trigger in analysis.triggers])
    return [[(str(c.kind), c.low, c.high) for c in tolls[n]] for n in sorted(tolls)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the number is told in another sentence
        ("أوقع القصف قتلى. وقال مصدر إن 12 مدنيا قتلوا.", [("killed", 12, 12)]),
        ("أوقع القصف قتلى وجرحى. وقال مصدر إن 12 مدنيا قتلوا.", [("injured", 2, None), ("killed", 12, 12)]),
        # the same man again
        ("أدى القصف إلى مقتل ناشط إعلامي. وقال مصدر إن الناشط قتل في الحي.", [("killed", 1, 1)]),
        # others, told of in one sentence
        ("أوقع القصف 12 قتيلا و30 جريحا.", [("killed", 12, 12), ("injured", 30, 30)]),
    ],
)
def test_each_count_once(analysed: Callable[..., Analysis], text: str, expected: list[tuple[str, int, int]]) -> None:
    assert kept(analysed(text)) == [expected]


def test_a_part_goes_with_its_total(analysed: Callable[..., Analysis], feature: Callable[..., str]) -> None:
    # by chance alone the part is no toll
    toll = Binary.of({BIAS: 2.0, feature(attach._TOLL, part="yes", site="after 0", triggers="0"): -9.0})
    analysis = analysed("أدى القصف إلى مقتل 12 شخصا بينهم 3 أطفال.")
    assert kept(analysis, toll) == [[("killed", 12, 12), ("killed", 3, 3)]]


def test_a_count_leans_on_the_list_it_stands_in(analysed: Callable[..., Analysis], feature: Callable[..., str]) -> None:
    # alone the injured are too unlikely (0.27); beside the dead (0.88) they are likely enough
    types = ("shelling", "violence_against_civilians")
    unlikely = {feature(attach._TOLL, type=kind, toll="injured"): -3.0 for kind in types}
    toll = Binary.of({BIAS: 2.0} | unlikely)
    assert kept(analysed("أدى القصف إلى مقتل 12 شخصا وإصابة 3 آخرين."), toll) == [
        [("killed", 12, 12), ("injured", 3, 3)]
    ]
    assert kept(analysed("أدى القصف إلى إصابة 3 أشخاص."), toll) == []


def test_what_is_unlikely_is_nobodys(analysed: Callable[..., Analysis]) -> None:
    assert kept(analysed("أوقع القصف 12 قتيلا."), Binary.of({BIAS: -2.0})) == []
