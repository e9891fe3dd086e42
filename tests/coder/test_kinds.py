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
