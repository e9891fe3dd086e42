import pytest

from marsad.ledger.control.tells import tells_of
from marsad.model import Coding, Control, Factuality
from marsad.model.control import Extent, TellKind

SPEAKERS = {"وكالة الأنباء الرسمية": "gov"}


@pytest.fixture
def read(ids, sites):
    """What a written report tells, from its claims and states."""

    def reader(written, claims=(), control=()):
        coding = Coding(written.report.id, tuple(claims), tuple(control))
        return tells_of(written.report, coding, ids, ids, sites, SPEAKERS.get)

    return reader


TAKEN = "سيطر التنظيم على مدينة تدمر بعد انسحاب الجيش."


def taken(written, **rest):
    places = [written.place("مدينة تدمر", "tadmur")]
    return written.claim("territory_gain", "سيطر", ["التنظيم"], ["الجيش"], places, **rest)


def test_a_gain_tells_who_took_the_place_from_whom(writer, read):
    written = writer(TAKEN)
    [tell] = read(written, [taken(written, day=("2016-03-26", "2016-03-27"))])
    assert (tell.kind, tell.place, tell.holders, tell.losers) == (TellKind.TAKEN, "tadmur", ("التنظيم",), ("الجيش",))
    assert (tell.first, tell.last, tell.extent) == ("2016-03-26", "2016-03-27", Extent.PLACE)
    assert written.report.text[tell.start : tell.end] == "سيطر"


def test_an_undated_gain_had_come_about_by_the_day_of_the_report(writer, read):
    written = writer(TAKEN)
    [tell] = read(written, [taken(written)])
    assert (tell.first, tell.last) == (None, "2016-03-28")


def test_a_day_after_the_report_is_no_day_of_what_has_happened(writer, read):
    written = writer(TAKEN)
    [tell] = read(written, [taken(written, day=("2016-05-01",))])
    assert (tell.first, tell.last) == (None, "2016-03-28")


def test_a_time_that_reaches_beyond_the_report_ends_with_it(writer, read):
    written = writer(TAKEN)
    [tell] = read(written, [taken(written, day=("2016-03-01", "2016-03-31"))])
    assert (tell.first, tell.last) == ("2016-03-01", "2016-03-28")


def test_a_report_without_a_date_gives_a_tell_without_one(writer, read):
    written = writer(TAKEN, published=None)
    [tell] = read(written, [taken(written)])
    assert (tell.first, tell.last) == (None, None)


def test_plans_and_denials_are_kept_as_such(writer, read):
    written = writer(TAKEN)
    [tell] = read(written, [taken(written, factuality=Factuality.DENIED)])
    assert tell.factuality is Factuality.DENIED


def test_the_origin_is_the_innermost_source_with_its_side(writer, read):
    written = writer("نقل مراسلون عن وكالة الأنباء الرسمية أن الجيش سيطر على مدينة تدمر.")
    places = [written.place("مدينة تدمر", "tadmur")]
    speakers = ["مراسلون", "وكالة الأنباء الرسمية"]
    claim = written.claim("territory_gain", "سيطر", ["الجيش"], (), places, sources=speakers)
    [tell] = read(written, [claim])
    assert (tell.origin, tell.side) == ("وكالة الأنباء الرسمية", "gov")


def test_without_a_source_the_outlet_is_the_origin(writer, read):
    written = writer(TAKEN)
    [tell] = read(written, [taken(written)])
    assert (tell.origin, tell.side) == ("صحيفة", None)


def test_a_gain_that_names_only_the_loser_tells_that_he_left(writer, read):
    written = writer("طُرد التنظيم من مدينة تدمر.")
    places = [written.place("مدينة تدمر", "tadmur")]
    [tell] = read(written, [written.claim("territory_gain", "طُرد", (), ["التنظيم"], places)])
    assert (tell.kind, tell.holders) == (TellKind.LEFT, ("التنظيم",))


def test_a_gain_by_nobody_from_nobody_tells_nothing(writer, read):
    written = writer("سقطت مدينة تدمر.")
    places = [written.place("مدينة تدمر", "tadmur")]
    assert read(written, [written.claim("territory_gain", "سقطت", (), (), places)]) == ()


def test_a_withdrawal_tells_who_left(writer, read):
    written = writer("انسحب الجيش من مدينة تدمر.")
    places = [written.place("مدينة تدمر", "tadmur")]
    [tell] = read(written, [written.claim("withdrawal", "انسحب", ["الجيش"], (), places)])
    assert (tell.kind, tell.holders, tell.extent) == (TellKind.LEFT, ("الجيش",), Extent.PLACE)


def test_where_somebody_withdraws_to_is_not_left(writer, read):
    written = writer("انسحب الجيش إلى مدينة تدمر.")
    places = [written.place("مدينة تدمر", "tadmur")]
    assert read(written, [written.claim("withdrawal", "انسحب", ["الجيش"], (), places)]) == ()


def test_a_siege_tells_nothing_of_control(writer, read):
    written = writer("حاصر الجيش مدينة تدمر.")
    places = [written.place("مدينة تدمر", "tadmur")]
    assert read(written, [written.claim("siege", "حاصر", ["الجيش"], (), places)]) == ()


def test_a_place_that_lies_nobody_knows_where_is_left_out(writer, read):
    written = writer(TAKEN)
    claim = written.claim("territory_gain", "سيطر", ["التنظيم"], (), [written.mention("مدينة تدمر")])
    assert read(written, [claim]) == ()


def test_parts_are_told_as_parts_for_each_name_in_a_row(writer, read):
    written = writer("سيطر التنظيم على أجزاء من العامرية وأراك.")
    places = [written.place("العامرية", "amiriya", "village"), written.place("أراك", "arak", "village")]
    told = read(written, [written.claim("territory_gain", "سيطر", ["التنظيم"], (), places)])
    assert {(tell.place, tell.extent) for tell in told} == {("amiriya", Extent.PART), ("arak", Extent.PART)}


def test_a_place_named_elsewhere_takes_its_extent_from_the_trigger(writer, read):
    written = writer("دارت معارك في مدينة تدمر. وسيطر التنظيم على كامل المدينة.")
    places = [written.place("مدينة تدمر", "tadmur")]
    [tell] = read(written, [written.claim("territory_gain", "سيطر", ["التنظيم"], (), places)])
    assert tell.extent is Extent.ALL


def test_a_place_before_the_trigger_takes_its_extent_from_what_stands_behind_it(writer, read):
    written = writer("في مدينة تدمر سيطر التنظيم على مواقع عسكرية.")
    places = [written.place("مدينة تدمر", "tadmur")]
    [tell] = read(written, [written.claim("territory_gain", "سيطر", ["التنظيم"], (), places)])
    assert tell.extent is Extent.PART


def test_all_villages_of_a_district_reach_villages(writer, read):
    written = writer("سيطر الجيش على جميع قرى ناحية تدمر.")
    places = [written.place("ناحية تدمر", "nahiya", "district")]
    [tell] = read(written, [written.claim("territory_gain", "سيطر", ["الجيش"], (), places)])
    assert (tell.extent, tell.reach) == (Extent.ALL, ("village", "town"))


def test_a_countryside_has_a_record_of_its_own(writer, read):
    written = writer("سيطر الجيش على ريف تدمر.")
    places = [written.place("ريف تدمر", "tadmur", "district")]
    [tell] = read(written, [written.claim("territory_gain", "سيطر", ["الجيش"], (), places)])
    assert tell.place == "SY-HI/ريف تدمر"


HELD = "قصفت الطائرات مدينة تدمر الخاضعة لسيطرة التنظيم."


def held(written, **rest):
    return Control(written.place("مدينة تدمر", "tadmur", **rest), (written.mention("التنظيم"),))


def test_a_state_is_of_the_day_of_the_report(writer, read):
    written = writer(HELD)
    [tell] = read(written, (), [held(written)])
    assert (tell.kind, tell.holders, tell.claim) == (TellKind.HELD, ("التنظيم",), None)
    assert (tell.first, tell.last) == ("2016-03-28", "2016-03-28")
    assert written.report.text[tell.start : tell.end] == "مدينة تدمر الخاضعة لسيطرة التنظيم"


def test_the_outcome_of_a_gain_is_not_told_twice(writer, read):
    written = writer(TAKEN)
    claim = taken(written)
    assert len(read(written, [claim], [Control(claim.places[0], claim.initiators)])) == 1


def test_a_state_in_a_reported_sentence_is_its_speakers(writer, read):
    written = writer("قال ناشطون إن طائرات قصفت مدينة تدمر الخاضعة لسيطرة التنظيم.")
    strike = written.claim("air_strike", "قصفت", ["طائرات"], (), (), sources=["ناشطون"])
    [tell] = read(written, [strike], [held(written)])
    assert tell.origin == "ناشطون"


def test_a_state_in_a_sentence_with_two_speakers_is_the_outlets(writer, read):
    written = writer("قال ناشطون إن طائرات قصفت مدينة تدمر الخاضعة لسيطرة التنظيم وقال سكان إن قتلى سقطوا.")
    strikes = [
        written.claim("air_strike", "قصفت", ["طائرات"], (), (), sources=["ناشطون"]),
        written.claim("air_strike", "سقطوا", ["طائرات"], (), (), sources=["سكان"]),
    ]
    [tell] = read(written, strikes, [held(written)])
    assert tell.origin == "صحيفة"


def test_the_evidence_of_a_state_leaves_out_a_holder_named_elsewhere(writer, read):
    written = writer("تقدم التنظيم. وقصفت الطائرات مدينة تدمر الخاضعة لسيطرته.")
    [tell] = read(written, (), [held(written)])
    assert written.report.text[tell.start : tell.end] == "مدينة تدمر"


def test_held_places_in_a_row_share_the_words_before_the_first(writer, read):
    written = writer("يسيطر التنظيم على أجزاء من العامرية وأراك.")
    holder = (written.mention("التنظيم"),)
    rows = [
        Control(written.place("العامرية", "amiriya", "village"), holder),
        Control(written.place("أراك", "arak", "village"), holder),
    ]
    assert [tell.extent for tell in read(written, (), rows)] == [Extent.PART, Extent.PART]


def test_a_held_place_that_lies_nobody_knows_where_is_left_out(writer, read):
    written = writer(HELD)
    assert read(written, (), [Control(written.mention("مدينة تدمر"), (written.mention("التنظيم"),))]) == ()


def test_a_report_that_tells_nothing_of_control_gives_none(writer, read):
    written = writer("قصفت الطائرات مدينة تدمر.")
    assert read(written, [written.claim("air_strike", "قصفت", ["الطائرات"])]) == ()
