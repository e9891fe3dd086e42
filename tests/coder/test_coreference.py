"""Bringing the tellings of one happening together."""

from __future__ import annotations

import pytest

from marsad.coder.coreference import cluster, comparisons
from marsad.coder.roles import weigh_roles
from marsad.coder.tellings import Telling


def told(analysis) -> list[Telling]:
    return [Telling(t, weigh_roles(analysis, t)) for t in analysis.triggers]


def test_every_telling_is_compared_with_those_not_far_before(analysed) -> None:
    analysis = analysed("قصفت القوات البلدة. " * 20)
    found = told(analysis)
    compared = list(comparisons(analysis, found))
    assert [one.later for one in compared] == found
    for n, one in enumerate(compared):
        assert list(one.earlier) == found[max(0, n - 14) : n]


def test_tellings_join_their_likeliest_forerunner(analysed) -> None:
    found = told(analysed("قصفت القوات البلدة. ثم هاجمت المدينة. ثم اعتقلت رجالاً. وتواصل القصف."))
    numbers = [t.trigger.n for t in found]
    chances = {(numbers[0], numbers[3]): 0.8, (numbers[1], numbers[3]): 0.6, (numbers[1], numbers[2]): 0.3}
    groups = cluster(found, chances)
    assert [[t.trigger.n for t in g.tellings] for g in groups] == [[numbers[0], numbers[3]], [numbers[1]], [numbers[2]]]
    assert [g.rival for g in groups] == [0.0, 0.0, pytest.approx(0.3)]
    assert [(g.before, g.behind) for g in groups] == [(-1, -1), (0, 2), (1, -1)]
    assert groups[1].echo == groups[2].rival
    assert cluster([], {}) == []


def test_the_odds_of_all_tellings_of_a_happening_add_up(analysed) -> None:
    found = told(analysed("قصفت القوات البلدة. وتواصل القصف. وهاجمت المدينة. وتجدد القصف."))
    a, b, c, d = (t.trigger.n for t in found)
    groups = cluster(found, {(a, b): 0.9, (a, d): 0.45, (b, d): 0.45, (c, d): 0.5})
    assert [[t.trigger.n for t in g.tellings] for g in groups] == [[a, b, d], [c]]
    assert len(cluster(found, {(a, b): 0.9, (a, d): 0.45, (c, d): 0.5})) == 3
