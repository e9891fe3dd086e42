from random import Random

from marsad.web.bench.__main__ import measure
from marsad.web.bench.pages import PAGES, holdings, requests
from marsad.web.bench.store import store


def test_every_page_answers_while_reports_are_added(tmp_path):
    made = store(tmp_path, None, 200, 400)
    bench = measure(tmp_path, made, 20, 1)
    assert bench.pages.keys() >= PAGES.keys()
    assert {page: one.failed for page, one in bench.pages.items() if one.failed} == {}
    assert bench.store == {"reports": 200, "claims": 400}
    assert all(0 < one.p50 <= one.p95 <= one.most for one in bench.pages.values())
    assert bench.machine["sqlite"]
    assert bench.started > 0
    assert bench.megabytes > 10
    held = [holdings(made.address, Random(1)) for _ in range(2)]
    assert requests(held[0], Random(2), 2) == requests(held[1], Random(2), 2)


def test_pages_of_postgresql_are_measured_as_well(tmp_path, postgresql_url, monkeypatch):
    monkeypatch.setattr("marsad.web.bench.store._MADE", 200)
    made = store(tmp_path, postgresql_url(), 400, 800)
    bench = measure(tmp_path, made, 20, 1)
    assert {page: one.failed for page, one in bench.pages.items() if one.failed} == {}
    assert bench.machine["postgresql"]
