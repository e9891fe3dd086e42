"""Who belongs to whom, in sentences written for the purpose."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from marsad.coder.affiliations import find_affiliations
from marsad.coder.analysis import analyse
from marsad.coder.document import Document
from marsad.model import Report


def pairs(text: str) -> list[tuple[str, str]]:
    analysis = analyse(Document(Report("t", "", text, None)), cast(Any, None))
    return [(a.member.text, a.group.text) for a in find_affiliations(analysis)]


@pytest.mark.parametrize(
    ("text", "member", "group"),
    [
        ("استهدف لواء القدس التابع لقوات النظام مواقع قرب البلدة.", "لواء القدس", "قوات النظام"),
        ("أعلنت كتائب القسام، الجناح العسكري لحركة حماس، قصف المستوطنة.", "كتائب القسام", "حركة حماس"),
        ("خطفت جبهة النصرة (ذراع تنظيم القاعدة في سوريا) ثلاثة رجال.", "جبهة النصرة", "تنظيم القاعدة"),
        ("قال مصدر في لواء المغاوير في الفرقة الثامنة إن القصف توقف.", "لواء المغاوير", "الفرقة الثامنة"),
        ("تقدمت فصائل المعارضة المنضوية تحت راية جيش الفتح نحو القرية.", "فصائل المعارضة", "جيش الفتح"),
        ("سلم الجيش الوطني الموالي لتركيا الحاجز.", "الجيش الوطني", "تركيا"),
        ("شاركت عناصر الصاعقة والمظلات التابعة لوزارة الدفاع.", "عناصر الصاعقة", "وزارة الدفاع"),
        (
            "انسحبت القوات التابعة للرئيس المخلوع علي عبدالله صالح من عدن.",
            "القوات التابعة للرئيس المخلوع علي عبدالله صالح",
            "للرئيس المخلوع علي عبدالله صالح",
        ),
        (
            "اشتبكت قوات موالية للحكومة المعترف بها دوليا مع مسلحين.",
            "قوات موالية للحكومة المعترف بها دوليا",
            "للحكومة المعترف بها دوليا",
        ),
    ],
)
def test_member_and_group(text: str, member: str, group: str) -> None:
    assert (member, group) in pairs(text)


def test_a_court_is_no_side() -> None:
    assert pairs("أعدمت جبهة النصرة رجلين بحكم أصدرته المحكمة الشرعية التابعة لها.") == []


def test_pronoun_means_the_first_of_the_coordination_that_agrees() -> None:
    text = "دارت اشتباكات بين قوات النظام وحزب الله والمسلحين الموالين لها من جهة والفصائل من جهة أخرى."
    assert pairs(text) == [("المسلحين الموالين لها", "قوات النظام")]


def test_a_member_named_by_its_loyalty_alone_takes_its_group_in() -> None:
    assert pairs("انسحبت القوات الموالية للحكومة من المطار.") == [("القوات الموالية للحكومة", "للحكومة")]


def test_support_is_not_belonging() -> None:
    assert pairs("قصفت قوات سوريا الديمقراطية المدعومة من واشنطن التل.") == []


def test_nameless_members_are_left_out() -> None:
    assert pairs("انفجرت عبوة بعناصر تابعين لحركة الشباب.") == []


def test_each_pair_once() -> None:
    text = "انسحب لواء القدس التابع لقوات النظام. وكان لواء القدس التابع للنظام قد وصل أمس."
    assert len(pairs(text)) == 1


def test_spans_are_those_of_the_text() -> None:
    text = "استهدف لواء القدس التابع لقوات النظام مواقع."
    analysis = analyse(Document(Report("t", "", text, None)), cast(Any, None))
    for affiliation in find_affiliations(analysis):
        for mention in (affiliation.member, affiliation.group):
            assert text[mention.start : mention.end] == mention.text


_PIECES = [
    "لواء",
    "النصر",
    "التابع",
    "لـ",
    "له",
    "لها",
    "الموالية",
    "للجيش",
    "«",
    "»",
    "(",
    ")",
    "،",
    ".",
    "\n",
    "تضم",
    "و",
    "35",
]


@seed(1)
@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    for member, group in pairs(text):
        assert member
        assert group
