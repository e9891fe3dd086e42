"""Who belongs to whom, kept as reports say it, through all that happens to them."""

from dataclasses import replace

import pytest

from marsad.exchange.archive import archive, restore
from marsad.ledger.actors.affiliations import Belonging, parentages
from marsad.ledger.ledger import Ledger
from marsad.model import Affiliation, Mention, Report
from marsad.model.actor import Parentage
from marsad.model.judgement import MergeActors, Undo
from marsad.web.ledger.store import open_store

UNIT, ARMY = "لواء المثال", "جيش النموذج"  # a brigade and an army that nobody knows
MEMBER, PARENT = "x-لواء-مثال", "x-جيش-نموذج"


def said(words):
    return Mention(words, 0, len(words))


@pytest.fixture
def telling(writer):
    """Gives a report that says that a unit belongs to a group."""

    def tell(key, day, member=UNIT, group=ARMY):
        report, coding = writer(key, day=day).tell("shelling", "سراقب", by=member).coded
        return report, replace(coding, affiliations=(Affiliation(said(member), said(group)),))

    return tell


@pytest.fixture
def full(ledger, telling):
    ledger.add_many(
        [telling("r1", "2016-06-12"), telling("r2", "2016-07-01"), telling("r3", "2016-07-02", group="داعش")]
    )
    return ledger


def known(ledger):
    return ledger.store.belongings.of(["r1", "r2", "r3"])


def test_parents_over_time_are_read_from_the_store(full):
    told = full.store.belongings.of_members([MEMBER])
    assert parentages(told)[MEMBER] == (
        Parentage(PARENT, "2016-06-12", "2016-07-01", ("r1", "r2")),
        Parentage("is", "2016-07-02", "2016-07-02", ("r3",)),
    )


def test_and_the_units_of_an_actor(full):
    assert full.store.belongings.of_parents(["is"]) == (Belonging(MEMBER, "is", "2016-07-02", "r3"),)
    assert full.store.belongings.of_parents([MEMBER]) == ()


def test_a_report_coded_anew_says_what_it_says_now(full, telling):
    full.recode([telling("r3", "2016-07-02")[1]])
    assert {one.parent for one in known(full)} == {PARENT}


def test_what_is_removed_says_nothing(full):
    full.remove(["r1", "r3"])
    assert [one.report for one in known(full)] == ["r2"]


def test_a_rebuild_gives_the_same(full):
    before = known(full)
    full.store.belongings.replace(["r1", "r2", "r3"], ())
    assert known(full) == ()
    full.rebuild()
    assert known(full) == before


def test_actors_that_were_merged_belong_as_one(full, judge):
    before = known(full)
    merged = judge(MergeActors("is", (PARENT,)))
    assert {(one.member, one.parent) for one in known(full)} == {(MEMBER, "is")}
    judge(Undo(merged.id))
    assert known(full) == before


def test_nobody_belongs_to_himself_once_merged(full, judge):
    judge(MergeActors("is", (MEMBER,)))
    assert {(one.member, one.parent) for one in known(full)} == {("is", PARENT)}


def test_a_report_without_a_date_has_none(ledger, telling):
    report, coding = telling("r1", "2016-06-12")
    ledger.add(replace(report, published=None), coding)
    assert [one.day for one in known(ledger)] == [None]


def test_any_id_of_a_report_can_be_asked_for(ledger, telling):
    report, coding = telling("r1", "2016-06-12")
    ledger.add(Report("\x00\ud800", "", report.text, report.published), replace(coding, id="\x00\ud800"))
    assert [one.report for one in ledger.store.belongings.of(["\x00\ud800"])] == ["\x00\ud800"]


def test_an_archive_brings_them_back(full, tmp_path, registers):
    archive(full, tmp_path / "a.zip")
    store = open_store(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    other = Ledger(store, registers)
    restore(other, tmp_path / "a.zip")
    assert known(other) == known(full)
    store.close()
