"""The second look at roles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder import context
from marsad.coder.context import context_facts, look_again
from marsad.coder.linear import Binary, Choice
from marsad.coder.roles import weigh_roles

TEXT = "قصفت قوات النظام بلدتي سراقب وكفرنبل ومواقع تنظيم داعش. ثم هاجمت قوات النظام مدينة حلب."


def told(analysis, chances: dict[str, tuple[float, float]]):
    """Every trigger with its fillers, each with the chances given for its text (of doer and struck), else none."""
    rows = [(trigger, weigh_roles(analysis, trigger)) for trigger in analysis.triggers]
    for filler in (filler for _, fillers in rows for filler in fillers):
        first, second = chances.get(filler.phrase.core.text, (0.0, 0.0))
        place = filler.phrase.kind == "place"
        filler.initiator, filler.target, filler.place = (0.0, 0.0, first) if place else (first, second, 0.0)
    return rows


@pytest.fixture
def looked(values):
    """For each trigger what the second look sees of its fillers, by their texts."""

    def at(rows, hopeless: bool = False) -> list[dict[str, dict[str, str]]]:
        facts = context_facts(rows, hopeless)
        return [
            {filler.phrase.core.text: values(row[0]) for filler, row in zip(fillers, facts[n], strict=True) if row}
            for n, (_, fillers) in enumerate(rows)
        ]

    return at


def test_each_filler_that_has_a_chance_has_one_fact(analysed) -> None:
    rows = told(analysed(TEXT), {"قوات النظام": (0.9, 0.02), "تنظيم داعش": (0.02, 0.03)})
    facts = context_facts(rows)
    assert [[len(row) for row in fillers] for fillers in facts] == [[1, 0, 0, 0], [0, 0, 0, 1, 0]]
    assert {len(row) for fillers in context_facts(rows, hopeless=True) for row in fillers} == {1}


def test_what_the_first_look_made_of_a_filler_and_of_the_best_other(analysed, looked) -> None:
    rows = told(analysed(TEXT), {"قوات النظام": (0.9, 0.1), "تنظيم داعش": (0.2, 0.6)})
    doer, struck = (looked(rows)[0][text] for text in ("قوات النظام", "تنظيم داعش"))
    assert (doer["own"], doer["first"], doer["second"], doer["best"]) == ("fb", "10", "1", "fe")
    assert (doer["rank"], doer["chance"], doer["rival"], doer["likely"], doer["nearest"]) == ("0", "f", "c", "1", "yes")
    assert (doer["rank2"], doer["chance2"], doer["rival2"], doer["nearest2"]) == ("1", "b", "e", "no")
    assert (struck["rank"], struck["rank2"], struck["nearest2"]) == ("1", "0", "yes")
    assert (doer["class"], doer["type"], doer["site"], doer["order"]) == ("side", "shelling", "after,0", "a10")


def test_the_best_of_its_list(analysed, looked) -> None:
    rows = told(analysed(TEXT), {"سراقب": (0.9, 0.0), "كفرنبل": (0.2, 0.0), "مدينة حلب": (0.4, 0.0)})
    towns, later = looked(rows)
    assert (towns["كفرنبل"]["own"], towns["كفرنبل"]["mate"]) == ("ca", "fa")
    assert later["مدينة حلب"]["mate"] == later["مدينة حلب"]["own"] == "da"  # a list of its own


def test_the_nearest_of_the_likely_ones(analysed, looked) -> None:
    rows = told(analysed(TEXT), {"سراقب": (0.5, 0.0), "كفرنبل": (0.9, 0.0)})
    towns = looked(rows)[0]
    assert [(towns[text]["rank"], towns[text]["nearest"]) for text in ("سراقب", "كفرنبل")] == [
        ("1", "yes"),
        ("0", "no"),
    ]


def test_what_the_neighbours_made_of_the_same_name(analysed, looked) -> None:
    rows = told(analysed(TEXT), {"قوات النظام": (0.9, 0.1), "مدينة حلب": (0.9, 0.0)})
    first, later = looked(rows)
    side = first["قوات النظام"]
    assert (side["before"], side["before_gap"], side["before_type"]) == ("-", "-", "-")
    assert (side["behind"], side["behind_gap"], side["behind_same"], side["behind_type"]) == (
        "fb",
        "1",
        "no",
        "ground_attack",
    )
    again, town = later["قوات النظام"], later["مدينة حلب"]
    assert (again["before"], again["before_gap"], again["before_type"]) == ("fb", "1", "shelling")
    assert (town["before"], town["before_type"]) == ("-", "shelling")


def test_the_second_look_sets_the_chances_anew(analysed, plain_models, feature) -> None:
    roles = Choice.of(("initiator", "none", "target"), {feature(context._ACTOR, own="fa"): (3.0, 0.0, 0.0)})
    place = Binary.of({"(bias)": -2.0, feature(context._PLACE, own="fa"): 4.0})
    rows = told(analysed(TEXT), {"قوات النظام": (0.8, 0.0), "تنظيم داعش": (0.3, 0.3), "سراقب": (0.8, 0.0)})
    look_again(replace(plain_models, role_again=roles, place_again=place), rows)
    found = {filler.phrase.core.text: filler for filler in rows[0][1]}
    assert found["قوات النظام"].initiator == pytest.approx(0.9094, abs=1e-3)
    assert found["تنظيم داعش"].initiator == pytest.approx(1 / 3)
    assert found["سراقب"].place == pytest.approx(0.8808, abs=1e-3)
    assert found["كفرنبل"].place == 0.0  # all but ruled out by the first look
