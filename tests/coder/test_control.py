"""Who holds what, in sentences written for the purpose."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from marsad.coder.analysis import analyse
from marsad.coder.control import find_control
from marsad.coder.document import Document
from marsad.model import Claim, ClaimType, Factuality, Mention, Report


def held(text: str, *claims: Claim) -> list[tuple[str, tuple[str, ...]]]:
    analysis = analyse(Document(Report("t", "", text, None)), cast(Any, None))
    return [(c.place.text, tuple(h.text for h in c.holders)) for c in find_control(analysis, claims)]


@pytest.mark.parametrize(
    ("text", "place", "holder"),
    [
        ("تسيطر حركة الشباب على مدينة كيسمايو جنوبي الصومال.", "مدينة كيسمايو", "حركة الشباب"),
        ("لا تزال القوات العراقية تسيطر على قضاء سنجار.", "قضاء سنجار", "القوات العراقية"),
        ("قصف الطيران بلدة الباغوز الواقعة تحت سيطرة تنظيم داعش.", "بلدة الباغوز", "تنظيم داعش"),
        ("سقطت قذيفة على حي جوبر الخاضع لسيطرة المعارضة.", "حي جوبر", "المعارضة"),
        ("قتل جنديان في مدينة مأرب التي يسيطر عليها الجيش.", "مدينة مأرب", "الجيش"),
        ("وقعت الغارة على مناطق سيطرة المعارضة في ريف إدلب.", "ريف إدلب", "المعارضة"),
        ("قصفت الطائرات مناطق تسيطر عليها المعارضة في ريف حماة.", "ريف حماة", "المعارضة"),
    ],
)
def test_place_and_holder(text: str, place: str, holder: str) -> None:
    assert (place, (holder,)) in held(text)


def test_examples_behind_a_comma() -> None:
    text = "قصفت الطائرات بلدات خاضعة لسيطرة الفصائل، منها سراقب وأريحا."
    assert held(text) == [("سراقب", ("الفصائل",)), ("أريحا", ("الفصائل",))]


def test_a_masculine_singular_is_said_of_the_last_place_alone() -> None:
    text = "هاجم المسلحون حاجز المليحة وسجن عدرا الخاضع لسيطرة الجيش."
    assert held(text) == [("سجن عدرا", ("الجيش",))]


def test_an_areas_word_may_be_a_towns_name() -> None:
    text = "أعلنت المعارضة سيطرتها على مدينة القريتين شرقي حمص."
    assert held(text) == [("مدينة القريتين", ("المعارضة",))]


def test_a_nameless_area_is_no_place_named_before_it() -> None:
    assert held("هاجموا مطار كويرس، وقرى وبلدات تابعة لسيطرة الجيش.") == []


def test_examples_of_a_nameless_area() -> None:
    text = "يسيطر الحوثيون على محافظات عدة بينها صنعاء والحديدة."
    assert held(text) == [("صنعاء", ("الحوثيون",)), ("الحديدة", ("الحوثيون",))]


def test_who_is_being_driven_out_still_holds_the_place() -> None:
    text = "يحاول مسلحون انتزاع السيطرة على مطار بنينا من القوات الحكومية."
    assert held(text) == [("مطار بنينا", ("القوات الحكومية",))]


@pytest.mark.parametrize(
    "text",
    [
        "يحاول الجيش السيطرة على مدينة تعز.",
        "تقع مدينة مقديشو خارج سيطرة حركة الشباب.",
        "كانت بلدة الراعي تحت سيطرة تنظيم داعش.",
        "استهدفت الفصائل جنود الاحتلال في مدينة رفح.",
    ],
)
def test_what_is_not_held(text: str) -> None:
    assert held(text) == []


def gain(text: str, place: str, winner: str, factuality: Factuality = Factuality.STATED, trigger: str = "") -> Claim:
    def mention(words: str) -> Mention:
        start = text.index(words)
        return Mention(words, start, start + len(words))

    return Claim(
        ClaimType.TERRITORY_GAIN,
        mention(trigger or text.split()[0]),
        initiators=(mention(winner),),
        places=(mention(place),),
        factuality=factuality,
    )


def test_a_gained_place_is_held_by_its_winner() -> None:
    text = "دخل الجيش بلدة عامودا فجرا."
    assert held(text, gain(text, "بلدة عامودا", "الجيش")) == [("بلدة عامودا", ("الجيش",))]


@pytest.mark.parametrize("factuality", [Factuality.PLANNED, Factuality.DENIED])
def test_what_was_not_gained_is_not_held(factuality: Factuality) -> None:
    text = "سيدخل الجيش بلدة عامودا قريبا."
    assert held(text, gain(text, "بلدة عامودا", "الجيش", factuality)) == []


def test_a_gain_said_again_counts_once() -> None:
    text = "استعاد الجيش مدينة مأرب التي يسيطر عليها الجيش اليوم."
    assert len(held(text, gain(text, "مدينة مأرب", "الجيش"))) == 1


def test_a_gain_that_is_only_tried_or_aimed_at_gives_no_control() -> None:
    for text, trigger in (
        ("أعد الجيش خطة لتحرير بلدة سراقب.", "لتحرير"),
        ("حاول الجيش السيطرة على بلدة سراقب.", "السيطرة"),
    ):
        assert held(text, gain(text, "بلدة سراقب", "الجيش", trigger=trigger)) == []


def test_a_gain_that_something_led_to_gives_control() -> None:
    text = "أدت المعارك لتحرير الجيش بلدة سراقب."
    assert held(text, gain(text, "بلدة سراقب", "الجيش", trigger="لتحرير")) == [("بلدة سراقب", ("الجيش",))]


def test_an_area_without_a_name_is_not_held() -> None:
    text = "استعاد الجيش القريتين."
    assert held(text, gain(text, "القريتين", "الجيش")) == []


_PIECES = [
    "تسيطر",
    "سيطرة",
    "تحت",
    "لسيطرة",
    "على",
    "عليها",
    "الجيش",
    "مدينة",
    "حلب",
    "التي",
    "في",
    "(",
    ")",
    "،",
    ".",
    "\n",
    "بيد",
    "معقل",
]


@seed(1)
@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    for place, holders in held(text):
        assert place
        assert holders
