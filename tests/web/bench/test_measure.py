from random import Random

from marsad.web.bench.__main__ import measure
from marsad.web.bench.pages import PAGES, holdings, requests


def test_every_page_answers_while_reports_are_added(tmp_path):
    bench = measure(tmp_path, 200, 400, 20, 1)
    assert bench.pages.keys() >= PAGES.keys()
    assert {page: one.failed for page, one in bench.pages.items() if one.failed} == {}
    assert bench.store == {"reports": 200, "claims": 400}
    assert all(0 < one.p50 <= one.p95 <= one.most for one in bench.pages.values())
    file = tmp_path / "pages-200-400.sqlite3"
    assert requests(holdings(file, Random(1)), Random(2), 2) == requests(holdings(file, Random(1)), Random(2), 2)
