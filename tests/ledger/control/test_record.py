from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.control import record as records
from marsad.ledger.control.record import Record, kin_of, timelines
from marsad.model.control import Extent


@pytest.fixture
def record(side, gazetteer):
    return Record(side, kin_of(gazetteer))


def holders(timeline):
    return [interval.holders for interval in timeline.intervals]


def test_a_place_has_the_timeline_of_its_tells(record, tell):
    record.put("a", [tell("army held", "2016-03-01", place="tadmur"), tell("org held", "2016-03-01", place="arak")])
    assert holders(record.timeline("tadmur")) == [("gov",)]
    assert set(record.places) == {"tadmur", "arak"}


def test_a_place_that_nothing_is_told_of_has_no_interval(record):
    assert record.timeline("tadmur").intervals == ()


def test_a_report_put_again_replaces_what_it_told(record, tell):
    record.put("a", [tell("army held", "2016-03-01", place="tadmur")])
    touched = record.put("a", [tell("org held", "2016-03-01", place="arak")])
    assert touched == {"tadmur", "arak"}
    assert record.timeline("tadmur").intervals == ()


def test_a_dropped_report_tells_nothing(record, tell):
    record.put("a", [tell("army held", "2016-03-01", place="tadmur")])
    assert record.timeline("tadmur").intervals
    assert record.drop("a") == {"tadmur"}
    assert record.timeline("tadmur").intervals == ()
    assert not record.places


def test_a_report_that_is_not_there_drops_nothing(record):
    assert record.drop("a") == frozenset()


def test_a_report_leaves_the_timelines_of_other_places_as_they_are(record, tell, monkeypatch):
    computed = Counter()
    plain = records.timeline
    monkeypatch.setattr(records, "timeline", lambda place, *rest: computed.update([place]) or plain(place, *rest))
    record.put("a", [tell("army held", "2016-03-01", place="tadmur"), tell("org held", "2016-03-01", place="arak")])
    for report in ("b", "c"):
        record.put(report, [tell("army held", "2016-04-01", place="arak", report=report)])
        record.timeline("tadmur")
        record.timeline("arak")
    assert computed == {"tadmur": 1, "arak": 2}


def test_what_is_told_of_a_district_stays_with_it(record, tell):
    record.put("a", [tell("army took", "2016-03-27", place="nahiya")])
    assert record.timeline("arak").intervals == ()
    assert holders(record.timeline("nahiya")) == [("gov",)]


def test_the_whole_of_a_district_reaches_the_places_in_it(record, tell):
    record.put("a", [tell("army took", "2016-03-27", place="nahiya", extent=Extent.ALL)])
    assert holders(record.timeline("arak")) == [("gov",)]
    assert record.timeline("jazal").intervals == ()


def test_all_villages_reach_villages_alone(record, tell):
    villages = {"extent": Extent.ALL, "reach": ("village", "town")}
    record.put("a", [tell("army took", "2016-03-27", place="nahiya", **villages)])
    assert holders(record.timeline("arak")) == [("gov",)]
    assert record.timeline("tadmur").intervals == ()


def test_the_whole_of_a_country_stays_with_it(record, tell):
    record.put("a", [tell("army took", "2016-03-27", place="SY", precision="country", extent=Extent.ALL)])
    assert record.timeline("arak").intervals == ()


def test_a_new_word_on_the_whole_changes_the_places_in_it(record, tell):
    record.put("a", [tell("org held", "2016-03-01", place="arak")])
    assert holders(record.timeline("arak")) == [("is",)]
    record.put("b", [tell("army took", "2016-03-27", place="nahiya", extent=Extent.ALL)])
    assert holders(record.timeline("arak")) == [("is",), ("gov",)]


def test_an_area_of_no_gazetteer_lies_nowhere(gazetteer):
    assert kin_of(gazetteer)("SY-HI/ريف تدمر") == ("", ())
    assert kin_of(gazetteer)("arak") == ("village", ("nahiya", "SY-HI", "SY"))


def test_timelines_come_from_wherever_tells_are_kept(side, gazetteer, tell):
    kept = [tell("army took", "2016-03-27", place="nahiya", extent=Extent.ALL)]
    asked = []

    def about(places):
        asked.append(frozenset(places))
        return [told for told in kept if told.place in places]

    found = timelines(about, ["arak", "jazal"], side, kin_of(gazetteer))
    assert [len(line.intervals) for line in found.values()] == [1, 0]
    assert asked == [{"arak", "jazal", "nahiya", "SY-HI", "SY"}]


@given(data=st.data())
def test_reports_in_any_order_and_told_anew_give_the_same(data, tell, side, gazetteer):
    tells = st.builds(
        tell,
        st.sampled_from(["army held", "org took from army", "army took from org", "front left"]),
        st.sampled_from(["2016-03-01", "2016-03-05", "2016-04-01"]),
        place=st.sampled_from(["arak", "tadmur", "nahiya"]),
        extent=st.sampled_from([Extent.PLACE, Extent.ALL]),
    )
    reports = data.draw(st.dictionaries(st.sampled_from("abcde"), st.lists(tells, max_size=3)))
    named = {key: [tell_of(key, n, told) for n, told in enumerate(tells)] for key, tells in reports.items()}
    whole, grown = Record(side, kin_of(gazetteer)), Record(side, kin_of(gazetteer))
    for key in named:
        whole.put(key, named[key])
    for key in data.draw(st.permutations(sorted(named))):
        grown.put(key, named[key][:1])
        grown.timeline("arak")
        grown.put(key, named[key])
    for place in ("arak", "tadmur", "nahiya"):
        assert whole.timeline(place) == grown.timeline(place)


def tell_of(report, number, told):
    return replace(told, report=report, id=f"{report}{number}")
