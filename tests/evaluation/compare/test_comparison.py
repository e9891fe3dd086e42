import dataclasses
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from marsad.evaluation.compare import matching
from marsad.evaluation.compare.comparison import Scope, compare_tables, dead
from marsad.evaluation.compare.page import page, summary_lines, toll
from marsad.evaluation.compare.parties import Parties
from marsad.evaluation.compare.words import DIRECTIONS, Words
from marsad.exchange.events.reading import read_events
from marsad.exchange.events.row import EventRow
from marsad.ledger.actors.register import ActorRegister
from marsad.model import ClaimType

GED = Path(__file__).parents[4] / "shared" / "reference" / "ged-syria-2016-spring.csv"
ROW = EventRow(
    "h1",
    "2016-03-01",
    "2016-03-01",
    1,
    "حلب",
    "Aleppo",
    "SY",
    36.2,
    37.1,
    1,
    (ClaimType.SHELLING,),
    "A",
    "B",
    3,
    5,
    7,
    ("S",),
)


def row(name, **changes):
    return dataclasses.replace(ROW, id=name, **changes)


HERE = [
    ROW,
    row("h2", lat=33.5),
    row("h5", types=(ClaimType.WITHDRAWAL,)),
    row("h3", lat=34.5, low=None, best=None, high=None),
    row("h4", first="2017-01-01", last="2017-01-01"),
]
THERE = [row("t1", types=(), low=8, best=8, high=8), row("t2", lat=32.5, types=(), place="<b>")]
MARCH = Scope("2016-03-01", "2016-03-31")


@pytest.fixture
def found():
    return compare_tables(HERE, THERE, MARCH, deadly=True)


def test_both_only_here_only_there_and_outside(found):
    assert [(m.here.id, m.there.id) for m in found.both] == [("h1", "t1")]
    assert [r.id for r in found.only_here] == ["h2"]
    assert [r.id for r in found.only_there] == ["t2"]
    assert [r.id for r in found.outside] == ["h3", "h5"]
    assert found.agreeing == 0


def test_a_table_that_holds_events_without_a_death(found):
    assert not compare_tables(HERE, THERE, MARCH, deadly=False).outside


def test_a_scope_of_places():
    south = Scope(holds=lambda r: (r.lat or 0) < 34)
    assert {r.id for r in compare_tables(HERE, THERE, south, deadly=True).there} == {"t2"}


def test_an_event_of_the_first_day_may_be_told_of_the_day_before():
    day = Scope("2016-03-02", "2016-03-02")
    there = [row("t1", types=(), first="2016-03-02", last="2016-03-02"), row("t2", types=(), lat=30.0)]
    found = compare_tables(HERE, there, day, deadly=True)
    assert [(m.here.id, m.there.id) for m in found.both] == [("h1", "t1")]
    assert found.only_here == found.only_there == found.outside == ()


def test_sums_keep_what_is_open_and_what_is_unknown():
    sums = dead(
        [row("a"), row("b", high=None), row("c", low=None, best=None, high=None), row("d", low=None, best=None, high=4)]
    )
    assert (sums.low, sums.best, sums.high, sums.open, sums.unknown) == (6, 10, 16, 1, 1)


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (5, 5, 5, "5"),
        (3, 5, 7, "3–7 (5)"),
        (11, 11, None, "11+"),
        (None, None, None, "unknown"),
        (None, 4, 4, "–4 (4)"),
    ],
)
def test_a_toll_with_its_standing(low, best, high, words):
    assert toll(row("a", low=low, best=best, high=high)) == words


class _Tags(HTMLParser):
    VOID = frozenset(("meta", "br"))

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", DIRECTIONS)
def test_the_page_is_whole_and_runs_nothing(found, language):
    text = page(found, Words(language, "UCDP <GED>"), "سوريا", "March <2016>")
    tags = _Tags()
    tags.feed(text)
    assert tags.open == []
    assert "script" not in tags.seen
    assert "<b>" not in text
    assert "UCDP &lt;GED&gt;" in text
    assert '≠ <bdi dir="ltr">8</bdi>' in text
    assert "<bdi>سوريا</bdi> · <bdi>March &lt;2016&gt;</bdi>" in text


def test_the_page_is_in_its_language_alone(found):
    arabic, english = (page(found, Words(language, "GED"), "", "") for language in ("ar", "en"))
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "حوادث في مرصد بلا قوة مسلحة أو بلا وفاة معلومة، ولا يقصد GED أن يضمّها: 2" in arabic
    assert "فارق الأيام: 0; لم تُقارن الأطراف; الأعداد مختلفة; لم تُقارن الأنواع" in arabic
    assert set(re.findall(r"[A-Za-z]{3,}", _told(arabic))) == {"GED"}
    assert '<html lang="en" dir="ltr">' in english
    assert "which GED does not set out to hold: 2" in english
    assert set(re.findall(r"[\u0620-\u064a]{2,}", english)) == {"حلب"}


def _told(text):
    """What a reader sees of a page."""
    return re.sub(r"<[^>]*>", " ", text.partition("<body>")[2])


def test_what_is_not_known_is_said(found):
    nowhere = row("h9", lat=34.9, place="", low=None, best=None, high=None)
    text = page(compare_tables([nowhere], [], Scope(), deadly=False), Words("ar", "T"), "", "")
    assert "لم يُذكر" in text
    assert "غير معلوم" in text


def test_every_reason_has_its_words():
    source = (Path(matching.__file__)).read_text("utf-8")
    reasons = set(re.findall(r'"((?:same|other|a|sides|toll|tolls|types|no) [a-z ]+)"', source))
    assert len(reasons) == 13
    assert all(Words(language)(reason) for reason in reasons for language in DIRECTIONS)


def test_lists_run_by_day():
    later, sooner = row("a", first="2016-03-09", last="2016-03-09"), row("b", first="2016-03-02", last="2016-03-02")
    found = compare_tables([later, sooner], [], Scope(), deadly=True)
    assert [one.id for one in found.only_here] == ["b", "a"]


def test_the_page_of_nothing():
    text = page(compare_tables([], [], Scope(), deadly=True), Words("en", "T"), "", "")
    assert "Not compared" not in text


def test_the_counts_in_one_place(found):
    assert list(summary_lines(found, "GED")) == [
        ("in both", 1),
        ("in both, tolls agree", 0),
        ("only in Marsad", 1),
        ("only in GED", 1),
        ("in Marsad, outside its scope", 2),
    ]


@pytest.mark.skipif(not GED.exists(), reason=f"no GED table at {GED}")
@pytest.mark.no_cover
def test_a_real_table_is_wholly_in_both_with_itself():
    rows = [row for row in read_events(GED) if isinstance(row, EventRow)]
    party_of = Parties(ActorRegister.shipped().entries).of
    found = compare_tables(rows, rows, Scope(), deadly=True, party_of=party_of)
    assert len(rows) == 1870
    assert len(found.both) >= 1860  # the others are too vague to be known again
