"""The type of a claim over all its tellings."""

from __future__ import annotations

from dataclasses import replace

from marsad.coder.coreference import cluster, pair_chances
from marsad.coder.facts import names
from marsad.coder.kinds import judge_kinds, kind_facts
from marsad.coder.linear import Choice
from marsad.coder.pipeline import tellings

TEXT = "قصفت طائرات حربية بلدة سراقب بالصواريخ وقتل ثلاثة مدنيين. وأدى القصف على البلدة إلى نزوح السكان."


def grouped(analysis):
    found = tellings(analysis)
    return cluster(found, pair_chances(analysis, found))


def test_the_tellings_are_weighed_together(analysed) -> None:
    analysis = analysed(TEXT)
    group = grouped(analysis)[0]
    for filler in group.lead.fillers:
        filler.initiator = 0.9 if filler.phrase.kind == "actor" else 0.0
        filler.place = 0.9 if filler.phrase.kind == "place" else 0.0
    features = names(kind_facts(analysis, group))
    assert "share0/kind=shelling" in features
    assert any(f.startswith("doer/class=") for f in features)
    assert any(f.startswith("weapon/weapon=") for f in features)
    assert any(f.startswith("toll/toll+civilian+first=killed | True") for f in features)
    assert any(f.startswith("place/class+first=") for f in features)


def test_the_model_decides(analysed, plain_models) -> None:
    kinds = plain_models.kind.labels
    sure = Choice.of(kinds, {"share0/kind=shelling": tuple(9.0 * (kind == "air_strike") for kind in kinds)})
    analysis = analysed(TEXT, models=replace(plain_models, kind=sure))
    groups = grouped(analysis)
    judge_kinds(analysis, groups)
    assert groups[0].kind == "air_strike"
    assert groups[0].kinds["air_strike"] > 0.9


def test_a_weapon_belongs_to_the_happening_it_stands_by(analysed) -> None:
    analysis = analysed("قصفت طائرات حربية بلدة سراقب، واستهدفت الفصائل آلية. ثم هاجمت حماة.")
    first, later, last = (names(kind_facts(analysis, group)) for group in grouped(analysis)[:3])
    assert "weapon/weapon+near=aircraft | own" in first
    assert "weapon/weapon+near=aircraft | far" in later
    assert any(f.startswith("no_weapon/") for f in last)
    assert not any(f.startswith("no_weapon/") for f in first)
    assert any(f.startswith("following_type/other+first=") for f in first)
    assert any(f.startswith("previous_type/other+first=") for f in later)
