"""A town that changed hands four times, told by short reports coded by hand."""

import pytest

from marsad.ledger.control.questions import changes, holder_at
from marsad.ledger.control.record import Record, kin_of
from marsad.ledger.control.tells import tells_of
from marsad.model import Coding, Control, Factuality
from marsad.model.control import Standing
from marsad.model.incident import Grade

ACTORS = {
    "التنظيم": "org",
    "تنظيم الدولة": "org",
    "داعش": "org",
    "الجيش": "army",
    "قوات النظام": "army",
    "قوات الحكومة": "army",
}
SOURCES = {"وكالة أعماق": "org", "وكالة الأنباء الرسمية": "army"}


class Register:
    def __init__(self, table):
        self.table = table

    def resolve(self, name, country=None, day=None):
        return self.table.get(name, name)


@pytest.fixture
def palmyra(writer, sites, gazetteer, side):
    """The record that follows from the reports below."""
    reports = [
        *fallen_2015(writer),
        *held_by_the_organisation(writer),
        *retaken_2016(writer),
        *lost_again_2016(writer),
        *retaken_2017(writer),
    ]
    record = Record(side, kin_of(gazetteer))
    for written, claims, control in reports:
        coding = Coding(written.report.id, tuple(claims), tuple(control))
        sources, actors = Register({}), Register(ACTORS)
        speaks_for = {name: side(actor) for name, actor in SOURCES.items()}
        record.put(written.report.id, tells_of(written.report, coding, sources, actors, sites, speaks_for.get))
    return record


def town(written, words="مدينة تدمر"):
    return [written.place(words, "tadmur")]


def fallen_2015(writer):
    one = writer("أعلن ناشطون أن تنظيم الدولة سيطر على كامل مدينة تدمر بعد انسحاب الجيش.", "2015-05-21", report="a1")
    yield (
        one,
        [
            one.claim(
                "territory_gain",
                "سيطر",
                ["تنظيم الدولة"],
                ["الجيش"],
                town(one),
                day=("2015-05-20", "2015-05-21"),
                sources=["ناشطون"],
            )
        ],
        [],
    )
    two = writer("قالت وكالة الأنباء الرسمية إن قوات الحكومة انسحبت من مدينة تدمر.", "2015-05-21", report="a2")
    speaker = ["وكالة الأنباء الرسمية"]
    yield (
        two,
        [two.claim("withdrawal", "انسحبت", ["قوات الحكومة"], (), town(two), day=("2015-05-21",), sources=speaker)],
        [],
    )


def held_by_the_organisation(writer):
    one = writer("أصابت غارة جوية سوقا في مدينة تدمر الخاضعة لسيطرة داعش.", "2015-11-02", report="b1")
    yield one, [], [Control(town(one)[0], (one.mention("داعش"),))]
    two = writer("يستعد الجيش لاستعادة مدينة تدمر من التنظيم.", "2016-03-10", report="b2")
    plan = two.claim("territory_gain", "لاستعادة", ["الجيش"], ["التنظيم"], town(two), factuality=Factuality.PLANNED)
    yield two, [plan], []
    three = writer("سيطر الجيش على أجزاء من مدينة تدمر.", "2016-03-25", report="b3")
    yield three, [three.claim("territory_gain", "سيطر", ["الجيش"], (), town(three), day=("2016-03-25",))], []


def retaken_2016(writer):
    one = writer("استعاد الجيش مدينة تدمر التي سيطر عليها تنظيم الدولة.", "2016-03-27", report="c1")
    gain = one.claim("territory_gain", "استعاد", ["الجيش"], ["تنظيم الدولة"], town(one), day=("2016-03-27",))
    yield one, [gain], [Control(town(one)[0], (one.mention("تنظيم الدولة"),))]
    two = writer("أقرت وكالة أعماق بأن الجيش دخل مدينة تدمر.", "2016-03-28", report="c2")
    yield two, [two.claim("territory_gain", "دخل", ["الجيش"], (), town(two), sources=["وكالة أعماق"])], []


def lost_again_2016(writer):
    one = writer("سيطر التنظيم مجددا على مدينة تدمر.", "2016-12-11", report="d1")
    yield one, [one.claim("territory_gain", "سيطر", ["التنظيم"], (), town(one), day=("2016-12-11",))], []
    two = writer("نفت وكالة الأنباء الرسمية سيطرة التنظيم على مدينة تدمر.", "2016-12-12", report="d2")
    denial = two.claim(
        "territory_gain",
        "سيطرة",
        ["التنظيم"],
        (),
        town(two),
        sources=["وكالة الأنباء الرسمية"],
        factuality=Factuality.DENIED,
    )
    yield two, [denial], []
    three = writer("يسيطر التنظيم على مدينة تدمر، كما قال سكان.", "2016-12-14", report="d3", outlet="إذاعة")
    yield three, [], [Control(town(three)[0], (three.mention("التنظيم"),))]


def retaken_2017(writer):
    one = writer("استعادت قوات النظام مدينة تدمر من التنظيم.", "2017-03-02", report="e1")
    yield (
        one,
        [one.claim("territory_gain", "استعادت", ["قوات النظام"], ["التنظيم"], town(one), day=("2017-03-02",))],
        [],
    )
    # An old take-over told again in passing, without a date.
    two = writer("زار وفد مدينة تدمر التي كان التنظيم قد سيطر عليها.", "2017-08-01", report="e2", outlet="إذاعة")
    yield two, [two.claim("territory_gain", "سيطر", ["التنظيم"], (), town(two))], []
    three = writer("قال الجيش إنه يسيطر على مدينة تدمر.", "2017-09-01", report="e3")
    yield three, [], [Control(town(three)[0], (three.mention("الجيش"),))]


def test_the_town_passes_from_hand_to_hand(palmyra, shown):
    assert shown(palmyra.timeline("tadmur")) == [
        "? > 2015-05-21 gov implied",
        "2015-05-21 > 2016-03-25 is",
        "2016-03-25 > 2016-03-27 is part:gov",
        "2016-03-27 > 2016-12-11 gov",
        "2016-12-11 > 2016-12-14 gov+is contested",
        "2016-12-14 > 2017-03-02 is",
        "2017-03-02 > ? gov",
    ]


@pytest.mark.parametrize(
    ("day", "holders", "standing"),
    [
        ("2015-01-01", ("gov",), Standing.BEFORE),
        ("2015-08-15", ("is",), Standing.BETWEEN),
        ("2015-11-02", ("is",), Standing.SEEN),
        ("2016-03-27", ("gov",), Standing.SEEN),
        ("2016-07-01", ("gov",), Standing.LAST_KNOWN),
        ("2016-12-13", ("gov", "is"), Standing.CONTESTED),
        ("2017-01-15", ("is",), Standing.LAST_KNOWN),
        ("2017-06-01", ("gov",), Standing.BETWEEN),
        ("2019-01-01", ("gov",), Standing.STALE),
    ],
)
def test_who_held_it_on_a_day(palmyra, day, holders, standing):
    told = holder_at(palmyra.timeline("tadmur"), day)
    assert (told.holders, told.standing) == (holders, standing)


def test_what_changed_in_2016(palmyra):
    found = changes([palmyra.timeline("tadmur")], "2016-01-01", "2016-12-31")
    assert [(change.before, change.after) for change in found] == [
        (("is",), ("gov",)),
        (("gov",), ("gov", "is")),
        (("gov", "is"), ("is",)),
    ]


def test_admitted_losses_confirm(palmyra):
    fallen, retaken = palmyra.timeline("tadmur").intervals[1], palmyra.timeline("tadmur").intervals[3]
    assert (fallen.certainty.grade, fallen.certainty.against_interest) == (
        Grade.CONFIRMED,
        ("وكالة الأنباء الرسمية",),
    )
    assert (retaken.certainty.grade, retaken.certainty.against_interest) == (Grade.CONFIRMED, ("وكالة أعماق",))


def test_the_whole_town_said_nothing_of_the_villages_beside_it(palmyra):
    assert palmyra.timeline("arak").intervals == ()
