"""A telling and the group it is of."""

from __future__ import annotations

import pytest

from marsad.coder.roles import weigh_roles
from marsad.coder.tellings import Group, Telling, fullness


def told(analysis) -> list[Telling]:
    return [Telling(t, weigh_roles(analysis, t)) for t in analysis.triggers]


def test_a_telling_knows_the_names_that_fill_its_roles(analysed) -> None:
    telling = told(analysed())[0]
    for filler in telling.fillers:
        filler.place = 0.9 if filler.phrase.kind == "place" else 0.0
    again = Telling(telling.trigger, telling.fillers)
    assert again.initiators == []
    assert len(again.places) == sum(f.phrase.kind == "place" for f in telling.fillers)


def test_a_group_is_led_by_its_fullest_telling_and_typed_by_all(analysed) -> None:
    found = told(analysed("قصفت القوات البلدة. وتواصل القصف."))
    first, second = found
    first.trigger.happening = second.trigger.happening = 0.9
    assert Group([first, second]).lead is first
    second.trigger.happening = 1.0
    second.trigger.types = {"air_strike": 0.9, "shelling": 0.1}
    first.trigger.types = {"air_strike": 0.4, "shelling": 0.6}
    group = Group([first, second])
    assert group.lead is second
    shares = group.shares()
    assert shares["air_strike"] > shares["shelling"]
    assert sum(shares.values()) == pytest.approx(1.0)
    group.judge({"air_strike": 0.7, "shelling": 0.3})
    assert group.kind == "air_strike"
    assert fullness(second) > fullness(first)
