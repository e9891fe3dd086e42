"""Claims put together from grouped tellings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marsad.coder.assemble import WORTH, assemble
from marsad.coder.linear import Binary
from marsad.coder.roles import Filler, weigh_roles
from marsad.coder.tellings import Group, Telling
from marsad.model import CasualtyKind, ClaimType, Factuality


def telling(analysis, n: int, **roles: tuple[str, ...]) -> Telling:
    """The ``n``-th trigger, its roles filled by the mentions with the texts given."""
    trigger = analysis.triggers[n]
    fillers = weigh_roles(analysis, trigger)
    for filler in fillers:
        for role in ("initiator", "target", "place"):
            setattr(filler, role, 0.9 if filler.phrase.core.text in roles.get(role, ()) else 0.1)
    return Telling(trigger, fillers)


def group_of(*tellings: Telling, worth: float = 0.9) -> Group:
    group = Group(list(tellings), worth=worth)
    group.judge(group.shares())
    return group


TEXT = "قصفت قوات النظام أمس بلدة سراقب، ما أدى إلى مقتل ثلاثة مدنيين."


def test_a_claim_takes_every_field_from_its_group(analysed) -> None:
    analysis = analysed(TEXT)
    lead = telling(analysis, 0, initiator=("قوات النظام",), place=("بلدة سراقب",))
    (claim,) = assemble(analysis, [group_of(lead)]).claims
    assert (claim.type, claim.trigger.text) == (ClaimType.SHELLING, "قصفت")
    assert [m.text for m in claim.initiators] == ["قوات النظام"]
    assert [m.text for m in claim.places] == ["بلدة سراقب"]
    assert claim.targets == ()
    assert claim.confidence == 0.9
    assert claim.factuality == Factuality.STATED
    assert claim.trigger.rule == "trigger:قصف"


def test_what_is_not_worth_a_claim_is_left_out(analysed) -> None:
    analysis = analysed(TEXT)
    assert assemble(analysis, [group_of(telling(analysis, 0), worth=WORTH - 0.01)]).claims == ()
    assert assemble(analysis, []).to_dict() == {"id": "t", "claims": [], "control": [], "affiliations": []}


def test_a_role_left_empty_by_the_lead_is_filled_by_a_retelling(analysed) -> None:
    analysis = analysed("قصفت قوات النظام البلدة أمس. ووقع القصف على بلدة سراقب.")
    first = telling(analysis, 0, initiator=("قوات النظام",))
    again = telling(analysis, len(analysis.triggers) - 1, place=("بلدة سراقب",))
    first.trigger.happening, again.trigger.happening = 0.99, 0.6
    (claim,) = assemble(analysis, [group_of(first, again)]).claims
    assert [m.text for m in claim.places] == ["بلدة سراقب"]
    assert [m.text for m in claim.retellings] == ["القصف"]


def test_one_name_fills_a_role_once_and_not_both_sides(analysed) -> None:
    analysis = analysed("قصفت قوات النظام بلدة سراقب.")
    lead = telling(analysis, 0, initiator=("قوات النظام",), target=("قوات النظام",))
    lead.fillers += [f for f in lead.fillers if f.phrase.core.text == "قوات النظام"]
    (claim,) = assemble(analysis, [group_of(lead)]).claims
    assert [m.text for m in claim.initiators] == ["قوات النظام"]
    assert claim.targets == ()


def test_a_list_takes_the_weaker_members_along(analysed) -> None:
    analysis = analysed("قصفت قوات النظام بلدتي سراقب وكفرنبل.")
    lead = telling(analysis, 0)
    places: list[Filler] = [f for f in lead.fillers if f.phrase.kind == "place" and f.phrase.group >= 0]
    assert len(places) == 2
    places[0].place, places[1].place = 0.8, 0.35
    (claim,) = assemble(analysis, [group_of(lead)]).claims
    assert len(claim.places) == 2
    places[1].place = 0.05
    (claim,) = assemble(analysis, [group_of(lead)]).claims
    assert len(claim.places) == 1


@pytest.mark.parametrize(("bias", "given"), [(3.0, True), (-3.0, False)])
def test_times_and_tolls_are_taken_over_their_thresholds(analysed, plain_models, bias: float, given: bool) -> None:
    models = replace(plain_models, time=Binary.of({"(bias)": bias}), toll=Binary.of({"(bias)": bias}))
    analysis = analysed(TEXT, models=models)
    (claim,) = assemble(analysis, [group_of(telling(analysis, 0))]).claims
    assert (claim.when is not None) is given
    assert [(c.kind, c.low, c.high) for c in claim.casualties] == [(CasualtyKind.KILLED, 3, 3)] * given
    if claim.when:
        assert (claim.when.text, claim.when.first, claim.when.last) == ("أمس", "2020-01-01", "2020-01-01")


def test_one_toll_told_twice_is_one_entry(analysed, plain_models) -> None:
    models = replace(plain_models, toll=Binary.of({"(bias)": 3.0}))
    analysis = analysed(
        "قصفت القوات البلدة وقتل ثلاثة مدنيين. وقتل في القصف ثلاثة مدنيين، وأصيب خمسة جنود. وقتل ثلاثة جنود.",
        models=models,
    )
    (claim,) = assemble(analysis, [group_of(telling(analysis, 0))]).claims
    told = [(c.kind, c.low, c.group.text if c.group else None) for c in claim.casualties]
    assert len(told) == len(set(told))
    assert sum(kind == CasualtyKind.INJURED for kind, _, _ in told) == 1
    assert sum(kind == CasualtyKind.KILLED for kind, _, _ in told) <= 2
    for count in claim.casualties:
        assert analysis.doc.text[count.start : count.end] == count.text


def test_the_sources_of_a_retelling_count_where_the_lead_has_none(analysed) -> None:
    analysis = analysed("قصفت القوات بلدة سراقب. وقال المرصد إن القصف استمر ساعات.")
    first = telling(analysis, 0, place=("بلدة سراقب",))
    again = telling(analysis, len(analysis.triggers) - 1)
    first.trigger.happening, again.trigger.happening = 0.99, 0.5
    (claim,) = assemble(analysis, [group_of(first, again)]).claims
    assert [m.text for m in claim.sources] == ["المرصد"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("دارت اشتباكات في جوبر، وتحدث ناشطون عن مقتل ثلاثة مدنيين.", "ناشطون"),
        ("قال المرصد إن اشتباكات دارت في جوبر. وتحدث ناشطون عن مقتل ثلاثة مدنيين.", "المرصد"),
    ],
)
def test_who_gives_only_the_toll_is_the_source_where_there_is_no_other(analysed, text: str, source: str) -> None:
    analysis = analysed(text)
    (claim,) = assemble(analysis, [group_of(telling(analysis, 0))]).claims
    assert [m.text for m in claim.sources] == [source]
