import pytest

from marsad import code
from marsad.model import MarsadError, Report
from marsad.model.control import Holding, Standing
from marsad.web.browse.map import mapcontrol
from marsad.web.browse.map.mapcontrol import Held, held_on, legend, told
from marsad.web.browse.registers import names
from marsad.web.ledger import models


def held(standing=Standing.SEEN, holders=("sy-government",), hues=(0,), lat=36.2, radius=5.0):
    return Held("x", "حلب", lat, 37.1, radius, Holding("x", "2016-03-01", standing, holders), hues)


def last_day():
    return str(models.Tell.objects.exclude(last=None).order_by("-last").values_list("last", flat=True)[0])


def test_who_held_what_is_as_the_record_says(ledger):
    found = held_on(last_day())
    assert found
    assert all(one.holding.holders and one.hues for one in found)
    assert all(one.holding.standing is not Standing.UNKNOWN for one in found)


def test_before_anything_is_told_nobody_is_known_to_hold_by_evidence(ledger):
    assert not [one for one in held_on("1900-01-01") if one.firm]


def test_the_legend_names_every_side_once(ledger):
    found = held_on(last_day())
    sides = legend(found)
    assert {side.name for side in sides} == {name for one in found for name in one.holders}
    assert [side.hue for side in sides] == sorted(side.hue for side in sides)
    assert sum(side.places for side in sides) == sum(len(one.holding.holders) == 1 for one in found)


def test_of_the_places_chosen_none_is_shown_or_counted_that_lies_elsewhere(ledger):
    whole, some = held_on(last_day()), held_on(last_day(), ("SY-HL", "IQ"))
    inside = {one.place for one in whole if (place := names().place(one.place)) and lies(place)}
    assert {one.place for one in some} == inside
    assert 0 < len(some) < len(whole)
    counts = {side.name: side.places for side in legend(whole)}
    assert sum(side.places for side in legend(some)) == sum(len(one.holding.holders) == 1 for one in some)
    assert all(side.places <= counts[side.name] for side in legend(some))


def lies(place):
    return not {"SY-HL", "IQ"}.isdisjoint(holder.id for holder in names().chain(place))


def test_hues_stay_the_same_from_day_to_day(ledger):
    hues = {}
    for day in ("2014-01-01", "2016-03-01", last_day()):
        for one in held_on(day):
            for holder, hue in zip(one.holding.holders, one.hues, strict=True):
                assert hues.setdefault(holder, hue) == hue


def test_what_is_contested_is_striped():
    assert held(Standing.CONTESTED, ("is", "sdf"), (1, 2)).split
    assert held(Standing.CHANGING, ("is", "sdf"), (1, 2)).split
    assert not held().split


@pytest.mark.parametrize("standing", [Standing.STALE, Standing.BEFORE])
def test_what_is_known_from_another_time_is_faint(standing):
    assert not held(standing).firm
    assert held().firm


def test_a_place_without_a_point_and_a_whole_country_are_in_the_list_alone():
    assert told([held(lat=None), held(radius=243.0)]) == []
    assert told([held()]) == [["x", "حلب", 36.2, 37.1, 5.0, [0], 0, 1]]


def test_sides_beyond_the_hues_share_the_last():
    assert mapcontrol.Side("x", mapcontrol.HUES - 1, 0).other
    assert not mapcontrol.Side("x", 0, 0).other


def test_every_standing_shown_has_words():
    assert set(Standing) - mapcontrol.STANDINGS.keys() == {Standing.UNKNOWN}


def test_a_day_that_is_none_is_refused(ledger):
    with pytest.raises(MarsadError, match="is no day"):
        held_on("2016-13-01")


def test_the_record_is_made_anew_where_something_is_told_of_control_alone(ledger):
    before = mapcontrol._record()
    told = Report("quiet-1", "", "تظاهر الأهالي في سراقب.\n", published="2016-03-03", outlet="شبكة شام")
    ledger.add(told, code(told), "tests")
    assert mapcontrol._record() is before
    taken = Report("taken-1", "", "سيطرت قوات النظام على بلدة سراقب.\n", published="2036-03-03", outlet="شبكة شام")
    ledger.add(taken, code(taken), "tests")
    assert models.Tell.objects.filter(report__key="taken-1").exists()
    assert mapcontrol._record() != before
