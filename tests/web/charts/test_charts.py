from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.charts.bars import Bar, bars
from marsad.web.charts.columns import Column, Words, columns
from marsad.web.charts.scale import scale
from marsad.web.charts.svg import element, standalone

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("Killed <by day>", "A description")


def drawn(drawing):
    return ElementTree.fromstring(drawing)


def rects(tree, cls):
    return [rect for rect in tree.iter(f"{SVG}rect") if rect.get("class") == cls]


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(0, (0, 1)), (1, (0, 1)), (7, (0, 2, 4, 6, 8)), (40, (0, 10, 20, 30, 40)), (41, (0, 20, 40, 60))],
)
def test_ticks_are_round(highest, ticks):
    assert scale(highest, 100).ticks == ticks


@given(st.integers(0, 10**7))
def test_the_scale_holds_the_highest_value(highest):
    found = scale(highest, 100)
    assert found.top >= highest
    assert found.at(highest) <= 100
    assert len(found.ticks) <= 6


def test_a_range_is_a_full_part_a_hatched_part_and_a_tick():
    tree = drawn(columns([Column("1 March", 3, 5, 7)], WORDS, rtl=False))
    (low,), (high,) = rects(tree, "low"), rects(tree, "high")
    assert float(high.get("y")) + float(high.get("height")) == pytest.approx(float(low.get("y")), abs=0.2)
    assert len([line for line in tree.iter(f"{SVG}line") if line.get("class") == "best"]) == 1
    assert [t.text for t in tree.iter(f"{SVG}title")] == ["Killed <by day>", "1 March: 3–7"]


def test_an_exact_count_has_neither():
    tree = drawn(columns([Column("a", 5, 5, 5)], WORDS, rtl=False))
    assert rects(tree, "high") == []
    assert len(rects(tree, "low")) == 1


def test_unknown_is_no_column_and_an_open_count_has_a_ragged_top():
    tree = drawn(columns([Column("a", None), Column("b", 5, 5, None, open=True)], WORDS, rtl=False))
    assert len(rects(tree, "low")) == 1
    assert len([p for p in tree.iter(f"{SVG}path") if p.get("class") == "best"]) == 1
    assert "b: 5+" in [t.text for t in tree.iter(f"{SVG}title")]


def test_time_runs_with_the_script():
    data = [Column("first", 5, 5, 5), Column("second", 5, 5, 5)]
    for rtl in (False, True):
        first, second = (float(rect.get("x")) for rect in rects(drawn(columns(data, WORDS, rtl=rtl)), "low"))
        assert (first > second) is rtl


def test_a_column_leads_somewhere():
    tree = drawn(columns([Column("a", 1, 1, 1, address="/?a=1&b=2")], WORDS, rtl=False))
    assert [a.get("href") for a in tree.iter(f"{SVG}a")] == ["/?a=1&b=2"]


def test_bars_run_with_the_script():
    data = [Bar("غارة", 9, "air", "/x"), Bar("قصف", 3)]
    for rtl in (False, True):
        longer, shorter = drawn(bars(data, WORDS, rtl=rtl)).iter(f"{SVG}rect")
        assert float(longer.get("width")) == pytest.approx(3 * float(shorter.get("width")), abs=0.3)
        assert (float(longer.get("x")) < float(shorter.get("x"))) is rtl


def test_charts_of_nothing():
    assert drawn(columns([], WORDS, rtl=True)).tag == f"{SVG}svg"
    assert drawn(bars([], WORDS, rtl=True)).tag == f"{SVG}svg"


def test_a_file_of_its_own_brings_its_style():
    tree = drawn(standalone(bars([Bar("a", 1)], WORDS, rtl=False)).decode().partition("\n")[2])
    assert [child.tag for child in tree][:2] == [f"{SVG}style", f"{SVG}rect"]


def test_values_are_escaped():
    assert element("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"/>'
