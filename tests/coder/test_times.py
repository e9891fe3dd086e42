"""Time expressions found and resolved; the reports are of Thursday 23 July 2015 unless they say otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder.document import Document
from marsad.coder.times import find_times, reporting_time
from marsad.model import Report

THURSDAY = "2015-07-23"


def document(text: str, published: str | None = THURSDAY) -> Document:
    return Document(Report("r", "", text, published))


def times(text: str, published: str | None = THURSDAY) -> list[tuple[str, str, str]]:
    return [(time.text, time.first[2:], time.last[2:]) for time in find_times(document(text, published))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("فجر اليوم الخميس 23 تموز", "15-07-23", "15-07-23"),
        ("اليوم الـ294", "15-07-23", "15-07-23"),
        ("أمس (الأربعاء)", "15-07-22", "15-07-22"),
        ("مساء أول من أمس", "15-07-21", "15-07-21"),
        ("منتصف ليل أمس (الأول)", "15-07-21", "15-07-21"),
        ("الليل قبل الماضي", "15-07-21", "15-07-21"),
        ("الليلة الماضية", "15-07-22", "15-07-22"),
        ("مساء الثلاثاء", "15-07-21", "15-07-21"),
        ("يوم الخميس", "15-07-23", "15-07-23"),
        ("الخميس الماضي", "15-07-16", "15-07-16"),
        ("الخميس المقبل", "15-07-30", "15-07-30"),
        ("ليل الثلاثاء - الأربعاء", "15-07-21", "15-07-22"),
        ("12 من تشرين الأول/أكتوبر الماضي", "14-10-12", "14-10-12"),
        ("12 تموز (يوليو) الجاري", "15-07-12", "15-07-12"),
        ("22 جويلية 2012", "12-07-22", "12-07-22"),
        ("الثالث والعشرين من يناير", "15-01-23", "15-01-23"),
        ("5 رمضان 1436", "15-06-22", "15-06-22"),
        ("العاشر من الشهر الحالي", "15-07-10", "15-07-10"),
        ("منتصف مايو الماضي", "15-05-11", "15-05-20"),
        ("الشهر الماضي", "15-06-01", "15-06-30"),
        ("الأسبوع الماضي", "15-07-13", "15-07-19"),
        ("نهاية الأسبوع", "15-07-18", "15-07-19"),
        ("مطلع الأسبوع الجاري", "15-07-19", "15-07-20"),
        ("مطلع الأسبوع الماضي", "15-07-12", "15-07-13"),
        ("12 و13 تموز", "15-07-12", "15-07-13"),
        ("اعتبارا من 12 تموز", "15-07-12", "15-07-23"),
        ("اعتبارا من 30 تموز الجاري", "15-07-30", "15-07-30"),
        ("خلال الأسبوع الماضي", "15-07-16", "15-07-23"),
        ("منذ الأسبوع الماضي", "15-07-16", "15-07-23"),
        ("البارحة الأولى", "15-07-21", "15-07-21"),
        ("الثلاثاء والأربعاء", "15-07-21", "15-07-22"),
        ("صيف العام الماضي", "14-06-01", "14-08-31"),
        ("عام 2013", "13-01-01", "13-12-31"),
        ("خلال الـ24 ساعة الماضية", "15-07-22", "15-07-23"),
        ("الأيام الثلاثة الماضية", "15-07-20", "15-07-23"),
        ("قبل يومين", "15-07-21", "15-07-21"),
        ("منذ ثلاثة أيام", "15-07-20", "15-07-23"),
        ("منذ مطلع العام الجاري حتى نهاية حزيران", "15-01-01", "15-06-30"),
        ("منذ اندلاع القتال في 3 آذار 2014", "14-03-03", "15-07-23"),
        ("بين 3 و5 تموز", "15-07-03", "15-07-05"),
        ("لليوم الثالث على التوالي", "15-07-21", "15-07-23"),
        ("اليوم الـ40", "15-07-23", "15-07-23"),
        ("شهري أيار وحزيران", "15-05-01", "15-06-30"),
    ],
)
def test_resolves_a_whole_phrase(text: str, first: str, last: str) -> None:
    assert times(f"قصفت الطائرات القرية {text}.") == [(text, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "صحيفة المصري اليوم",
        "قوى 14 آذار",
        "محافظة إب",
        "الأيام الأخيرة",
        "منذ سنوات",
        "قبل يومين من الهجوم",
        "مارس الضغط عليهم",
        "من مسافة صفر",
        "أحد الجنود",
        "الأمين العام",
    ],
)
def test_leaves_what_is_no_time(text: str) -> None:
    assert times(f"ورد ذكر {text}.") == []


def test_yesterdays_weekday_moves_the_day_of_the_report() -> None:
    found = times("قصفت القرية أمس الأربعاء، وتجدد القصف اليوم.", "2015-07-22")
    assert [first for _, first, _ in found] == ["15-07-22", "15-07-23"]


def test_without_publication_only_full_dates_resolve() -> None:
    assert times("انسحبت القوة أمس. وكانت قد دخلت القرية يوم الأحد وفي أيار وفي كل شهر.", None) == []
    assert times("انسحبت القوة في 3 أيار 2014", None) == [("3 أيار 2014", "14-05-03", "14-05-03")]


def test_dateline_stands_in_for_publication() -> None:
    assert ("أمس", "14-05-02", "14-05-02") in times("بيروت، 3 أيار 2014\nانسحبت القوة أمس", None)


def test_next_day_is_reckoned_from_the_last_told() -> None:
    assert times("دخلوا القرية في 3 تموز وانسحبوا في اليوم التالي")[1][1] == "15-07-04"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يأتي الهجوم بعد يومين من تفجير", [("بعد يومين", "15-07-21", "15-07-21")]),
        ("وجاءت الغارة عقب أسبوع فقط على هدنة", [("عقب أسبوع", "15-07-16", "15-07-16")]),
        ("انسحبوا بعد يومين من القتال", []),
        ("يأتي الهجوم بعد يومين", []),
        ("يأتي الشتاء، وقتلوا بعد يومين من القتال", []),
        (
            "هاجموا الثلاثاء، بعد يومين على غارة",
            [("الثلاثاء", "15-07-21", "15-07-21"), ("بعد يومين", "15-07-19", "15-07-19")],
        ),
        ("ويأتي القصف بعد ساعات من هجوم", [("بعد ساعات", "15-07-23", "15-07-23")]),
        ("قصفوا القرية أمس غداة غارات", [("أمس", "15-07-22", "15-07-22"), ("غداة", "15-07-21", "15-07-21")]),
        ("هاجموا القرية أمس. وانسحبوا بعد يومين من الهجوم", [("أمس", "15-07-22", "15-07-22")]),
        ("قتل أمس بعد شهرين من خطفه", [("أمس", "15-07-22", "15-07-22")]),
    ],
)
def test_reckoned_back_to_the_other_happening(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert times(text) == expected


def test_days_apart_are_two() -> None:
    assert len(times("قتل جنود الاثنين والأربعاء")) == 2


def test_weekday_ahead() -> None:
    assert times("من المقرر أن يصل الوفد الأحد")[0][1] == "15-07-26"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلن الناطق أمس أن القرية سقطت", True),
        ("قال الناطق اليوم الخميس إن القرية سقطت", True),
        ("جاء ذلك في بيان أمس", True),
        ("سقطت القرية أمس بعد قتال", False),
        ("قال الناطق إن القرية سقطت أمس", False),
    ],
)
def test_reporting_time(text: str, expected: bool) -> None:
    doc = document(text)
    assert [reporting_time(doc, time) for time in find_times(doc)] == [expected]


WORDS = (
    "منذ حتى من إلى بين و ( ) ، - / 3 12 2015 99 0 "
    "الـ في خلال قبل يوم أيام اليوم أمس الخميس شهر الشهر تموز مطلع العام عام الماضي "
    "المقبل نفسه منه ثلاثة الثالث عشر والعشرين لليوم ليل رمضان صيف الأسبوع شهري وحزيران وقت سابق "
    "من ساعة "
)


@settings(derandomize=True, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join)),
    st.one_of(st.none(), st.dates().map(date.isoformat), st.text(max_size=12)),
)
def test_any_text_gives_valid_spans(text: str, published: str | None) -> None:
    doc = document(text, published)
    end = 0
    for time in find_times(doc):
        assert doc.text[time.start : time.end] == time.text
        assert end <= time.start < time.end
        assert date.fromisoformat(time.first) <= date.fromisoformat(time.last)
        reporting_time(doc, time)
        end = time.end


def test_a_number_of_other_things_is_no_day() -> None:
    assert times("نفذ الطيران أمس 16 غارة على التلة") == [("أمس", "15-07-22", "15-07-22")]


def test_a_gate_is_no_august() -> None:
    assert times("قصف أحياء الصاخور وباب الحديد") == []
    assert times("قتل في آب 2014") == [("آب 2014", "14-08-01", "14-08-31")]
