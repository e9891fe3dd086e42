"""The type of a claim over all its tellings."""

from __future__ import annotations

from dataclasses import replace

from marsad.coder import kinds as typed
from marsad.coder.coreference import cluster, pair_chances
from marsad.coder.kinds import judge_kinds, kind_facts
from marsad.coder.linear import Choice
from marsad.coder.pipeline import tellings

TEXT = "قصفت طائرات حربية بلدة سراقب بالصواريخ وقتل ثلاثة مدنيين. وأدى القصف على البلدة إلى نزوح السكان."


def grouped(analysis):
    found = tellings(analysis)
    return cluster(found, pair_chances(analysis, found))


def noted(analysis, group, values) -> dict[str, list[dict[str, str]]]:
    """What is said of a group, by the families of its facts."""
    found: dict[str, list[dict[str, str]]] = {}
    for fact in kind_facts(analysis, group):
        found.setdefault(fact[0].name, []).append(values(fact))
    return found


def test_the_tellings_are_weighed_together(analysed, values) -> None:
    analysis = analysed(TEXT)
    group = grouped(analysis)[0]
    for filler in group.lead.fillers:
        filler.initiator = 0.9 if filler.phrase.kind == "actor" else 0.0
        filler.place = 0.9 if filler.phrase.kind == "place" else 0.0
    found = noted(analysis, group, values)
    (whole,) = found["kind"]
    assert (whole["kind"], whole["tenth"], whole["lemma"]) == ("shelling", "9", "قصف")
    assert (whole["doer"], whole["where"], whole["armed"]) == ("civilians", "town", "yes")
    assert (whole["tellings"], whole["counts"]) == ("2", "killed")
    assert {"aircraft", "civilians"} <= {doer["class"] for doer in found["doer"]}
    assert {"rocket", "aircraft"} <= {means["weapon"] for means in found["weapon"]}
    assert {toll["civilian"] for toll in found["toll"]} == {"True"}


def test_the_model_decides(analysed, plain_models, feature) -> None:
    kinds = plain_models.kind.labels
    shelling = feature(typed._KIND, kind="shelling")
    sure = Choice.of(kinds, {shelling: tuple(9.0 * (kind == "air_strike") for kind in kinds)})
    analysis = analysed(TEXT, models=replace(plain_models, kind=sure))
    groups = grouped(analysis)
    judge_kinds(analysis, groups)
    assert groups[0].kind == "air_strike"
    assert groups[0].kinds["air_strike"] > 0.9


def test_a_weapon_belongs_to_the_happening_it_stands_by(analysed, values) -> None:
    analysis = analysed("قصفت طائرات حربية بلدة سراقب، واستهدفت الفصائل آلية. ثم هاجمت حماة.")
    first, later, last = (noted(analysis, group, values) for group in grouped(analysis)[:3])
    assert ("aircraft", "own") in {(means["weapon"], means["near"]) for means in first["weapon"]}
    assert ("aircraft", "far") in {(means["weapon"], means["near"]) for means in later["weapon"]}
    assert [found["kind"][0]["armed"] for found in (first, later, last)] == ["yes", "no", "no"]


def test_the_happenings_before_and_behind(analysed, values) -> None:
    analysis = analysed("قصفت الطائرات بلدة سراقب، واعتقلت الشرطة رجلاً. ثم هاجمت الفصائل مدينة حماة.")
    first, arrest, last = (noted(analysis, group, values)["kind"][0] for group in grouped(analysis))
    assert (first["before"], first["behind"]) == ("-", "arrest")
    assert (arrest["before"], arrest["behind"]) == ("shelling", "ground_attack")
    assert (last["before"], last["behind"]) == ("arrest", "-")
