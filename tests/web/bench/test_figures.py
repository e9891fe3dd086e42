import json

from marsad.web.bench.asking import Answer
from marsad.web.bench.figures import ALL, CHANGED, Bench, by_page, of_machine, table, times
from marsad.web.bench.pages import Request


def answer(ms, at=0.0, page="today", status=200):
    return Answer(Request(page, "/"), at, ms / 1000, status, 2_000)


def test_percentiles_are_what_this_share_took_at_most():
    found = times([answer(ms) for ms in range(1, 101)])
    assert (found.p50, found.p95, found.most) == (50, 95, 100)
    assert (found.requests, found.failed, found.kilobytes) == (100, 0, 2)


def test_of_one_answer_all_are_the_same():
    found = times([answer(7)])
    assert found.p50 == found.p95 == found.most == 7


def test_other_statuses_are_failures():
    assert times([answer(1), answer(1, status=500)]).failed == 1


def test_pages_stand_apart_and_together():
    found = by_page([answer(1), answer(2, page="map"), answer(3, at=20.0)], [15.0])
    assert {page: one.requests for page, one in found.items()} == {"today": 2, "map": 1, ALL: 3, CHANGED: 1}
    assert found[CHANGED].most == 3


def test_the_table_marks_what_takes_too_long():
    pages = by_page([answer(100), answer(400, page="map")], [])
    bench = Bench(of_machine(), {"reports": 100_000}, 250, 10, 12.5, 400, 31.5, (0.5, 0.7), pages)
    lines = list(table(bench))
    assert [line for line in lines if "over 250" in line and line.startswith("map")]
    assert not [line for line in lines if "over 250" in line and line.startswith("today")]
    assert any("100,000" in line for line in lines)
    assert json.loads(bench.to_json())["pages"]["map"]["p95"] == 400
