"""Which weighed mentions fill a role."""

from __future__ import annotations

import pytest

from marsad.coder.filling import BARS, fill, fill_sides
from marsad.coder.roles import weigh_roles
from marsad.coder.tellings import Telling

TEXT = "قصفت قوات النظام بلدتي سراقب وكفرنبل، وهاجم تنظيم داعش مدينة حلب وقرية معردبسة."


def telling(analysed, text: str = TEXT, n: int = 0, **chances: dict[str, float]) -> Telling:
    analysis = analysed(text)
    fillers = weigh_roles(analysis, analysis.triggers[n])
    for filler in fillers:
        for role in ("initiator", "target", "place"):
            setattr(filler, role, chances.get(role, {}).get(filler.phrase.core.text, 0.0))
    return Telling(analysis.triggers[n], fillers)


def filled(one: Telling, role: str = "initiator") -> list[str]:
    return [mention.text for mention in fill([one], one, role)]


def test_the_likeliest_needs_less_than_a_second(analysed) -> None:
    bar = BARS["initiator"]
    enough = (bar.first + bar.more) / 2
    assert filled(telling(analysed, initiator={"قوات النظام": enough})) == ["قوات النظام"]
    assert filled(telling(analysed, initiator={"قوات النظام": bar.first - 0.01})) == []
    both = {"قوات النظام": 0.52, "تنظيم داعش": enough}
    assert filled(telling(analysed, initiator=both)) == ["قوات النظام"]


def test_a_second_one_must_not_be_much_less_likely_than_the_first(analysed) -> None:
    far = telling(analysed, initiator={"قوات النظام": 0.95, "تنظيم داعش": 0.6})
    near = telling(analysed, initiator={"قوات النظام": 0.95, "تنظيم داعش": 0.9})
    assert filled(far) == ["قوات النظام"]
    assert filled(near) == ["قوات النظام", "تنظيم داعش"]


def test_what_is_coordinated_with_the_likeliest_goes_with_it(analysed) -> None:
    joined = telling(analysed, place={"سراقب": 0.9, "كفرنبل": 0.3, "مدينة حلب": 0.3})
    assert [text.split()[-1] for text in filled(joined, "place")] == ["سراقب", "كفرنبل"]


def test_who_is_coordinated_with_a_sure_doer_did_it_too_but_not_in_a_clash(analysed) -> None:
    text = "شنت قوات النظام وحزب الله غارات، وسيطر تنظيم داعش وجبهة النصرة على القرية."
    joined = telling(analysed, text, initiator={"قوات النظام": 0.6, "حزب الله": 0.02})
    assert filled(joined) == ["قوات النظام", "حزب الله"]
    joined.trigger.judge({"armed_clash": 1.0})
    assert filled(joined) == ["قوات النظام"]


def test_who_likely_suffered_or_is_at_war_with_the_doer_did_it_not_with_him(analysed) -> None:
    text = "هاجمت قوات النظام وحزب الله وتنظيم داعش القرية."
    beside = {"قوات النظام": 0.9, "حزب الله": 0.01, "تنظيم داعش": 0.01}
    assert filled(telling(analysed, text, initiator=beside)) == ["قوات النظام", "حزب الله"]
    assert filled(telling(analysed, text, initiator=beside, target={"حزب الله": 0.5})) == ["قوات النظام"]


def test_who_helped_a_sure_doer_did_it_too(analysed) -> None:
    text = "نفذت قوات التحالف الدولي عملية إنزال في القرية برفقة قوات الأسايش، واعتقلت تنظيم داعش."
    helped = telling(analysed, text, initiator={"قوات التحالف الدولي": 0.9})
    assert filled(helped) == ["قوات التحالف الدولي", "قوات الأسايش"]


def test_towns_of_one_list_that_share_a_word_are_two(analysed) -> None:
    text = "قصفت الطائرات معرة حرمة ومعرة مصرين."
    both = telling(analysed, text, place={"معرة حرمة": 0.9, "معرة مصرين": 0.9})
    assert filled(both, "place") == ["معرة حرمة", "معرة مصرين"]


@pytest.mark.parametrize(
    ("doer", "struck", "expected"),
    [
        (("قوات النظام", 0.8), ("الحرس الجمهوري", 0.5), (["قوات النظام"], [])),  # both of one camp
        (("قوات النظام", 0.5), ("الحرس الجمهوري", 0.9), ([], ["الحرس الجمهوري"])),  # the surer stays
        (("قوات النظام", 0.8), ("تنظيم داعش", 0.5), (["قوات النظام"], ["تنظيم داعش"])),
    ],
)
def test_the_two_sides_are_chosen_beside_one_another(analysed, doer, struck, expected) -> None:
    text = "هاجمت قوات النظام القرية، وفيها الحرس الجمهوري ثم تنظيم داعش."
    one = telling(analysed, text, initiator=dict([doer]), target=dict([struck]))
    doers, targets = fill_sides([one], one)
    assert ([m.text for m in doers], [m.text for m in targets]) == expected


@pytest.mark.parametrize("role", BARS)
def test_nobody_likely_leaves_the_role_empty(analysed, role: str) -> None:
    assert filled(telling(analysed), role) == []


def test_another_telling_fills_what_the_leading_one_leaves_open(analysed) -> None:
    lead, again = telling(analysed), telling(analysed, initiator={"قوات النظام": 0.9})
    assert [m.text for m in fill([lead, again], lead, "initiator")] == ["قوات النظام"]


def test_the_surest_telling_fills_the_role_and_the_leading_one_where_they_are_as_sure(analysed) -> None:
    lead = telling(analysed, initiator={"قوات النظام": 0.6})
    surer = telling(analysed, initiator={"تنظيم داعش": 0.9})
    no_surer = telling(analysed, initiator={"تنظيم داعش": 0.65})
    assert [m.text for m in fill([lead, surer], lead, "initiator")] == ["تنظيم داعش"]
    assert [m.text for m in fill([lead, no_surer], lead, "initiator")] == ["قوات النظام"]


CLASH = "دارت اشتباكات عنيفة بين قوات النظام وحزب الله من جهة، وتنظيم داعش وجبهة النصرة من جهة أخرى."


def test_of_a_clash_between_two_sides_each_role_takes_one_side_whole(analysed) -> None:
    both = {"قوات النظام": 0.6, "حزب الله": 0.2, "تنظيم داعش": 0.3, "جبهة النصرة": 0.02}
    clash = telling(analysed, CLASH, initiator=both, target={"جبهة النصرة": 0.15})
    clash.trigger.judge({"armed_clash": 1.0})
    assert filled(clash, "initiator") == ["قوات النظام", "حزب الله"]
    assert filled(clash, "target") == ["تنظيم داعش", "جبهة النصرة"]
    assert filled(clash, "place") == []


def test_a_side_that_is_hardly_of_the_clash_does_not_split_it(analysed) -> None:
    clash = telling(analysed, CLASH, initiator={"قوات النظام": 0.6, "حزب الله": 0.5, "تنظيم داعش": 0.05})
    clash.trigger.judge({"armed_clash": 1.0})
    assert filled(clash, "initiator") == ["قوات النظام", "حزب الله"]
    assert filled(clash, "target") == []
