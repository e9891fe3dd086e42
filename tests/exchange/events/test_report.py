import dataclasses

import pytest

from marsad.exchange.events.report import to_report
from marsad.exchange.events.row import EventRow
from marsad.model import ClaimType

ROW = EventRow(
    "9",
    "2016-03-01",
    "2016-03-02",
    2,
    "A town",
    "Aleppo",
    "SY",
    35.5,
    36.5,
    2,
    (),
    "IS",
    "SDF",
    1,
    2,
    3,
    ("SOHR", "AFP"),
    "Six\ndead",
)


def test_every_field_points_at_its_cell():
    report, coding = to_report(ROW, "UCDP GED")
    (claim,) = coding.claims
    mentions = (claim.trigger, *claim.initiators, *claim.targets, *claim.places, *claim.sources)
    assert [m.text for m in mentions] == ["armed_clash", "IS", "SDF", "A town", "SOHR", "AFP"]
    for mention in (*mentions, claim.when, *claim.casualties):
        assert report.text[mention.start : mention.end] == mention.text
    assert report.text.endswith("note: Six dead")
    assert (report.id, report.outlet, report.published) == ("UCDP GED:9", "UCDP GED", "2016-03-02")


def test_the_tables_own_point_and_range():
    claim = to_report(ROW, "UCDP GED")[1].claims[0]
    position = claim.places[0].located.position
    assert (position.lat, position.radius_km, position.precision, position.ucdp) == (35.5, 25.0, "near", 2)
    assert [(c.low, c.high) for c in claim.casualties] == [(1, 3)]


@pytest.mark.parametrize(
    ("changes", "left_out"),
    [({"place": ""}, "places"), ({"low": None, "high": None}, "casualties"), ({"side_b": " "}, "targets")],
)
def test_an_empty_cell_makes_no_field(changes, left_out):
    claim = to_report(dataclasses.replace(ROW, **changes), "t")[1].claims[0]
    assert getattr(claim, left_out) == ()


@pytest.mark.parametrize("changes", [{"lat": None}, {"where_prec": 6}])
def test_a_place_without_a_point_worth_having(changes):
    assert to_report(dataclasses.replace(ROW, **changes), "t")[1].claims[0].places[0].located is None


def test_several_parties_of_a_side_are_so_many_actors():
    claim = to_report(dataclasses.replace(ROW, side_b="SDF; Rahman Corps"), "t")[1].claims[0]
    assert [m.text for m in claim.targets] == ["SDF", "Rahman Corps"]


def test_the_row_is_the_text():
    assert "killed: 1–3, best 2\n" in to_report(ROW, "t")[0].text
    assert "killed: –4\n" in to_report(dataclasses.replace(ROW, low=None, best=None, high=4), "t")[0].text
    assert not to_report(dataclasses.replace(ROW, note=" "), "t")[0].text.endswith("note: ")


def test_a_type_that_the_row_names():
    row = dataclasses.replace(ROW, types=(ClaimType.SHELLING,))
    assert to_report(row, "t")[1].claims[0].type == ClaimType.SHELLING
