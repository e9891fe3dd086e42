import itertools
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.charts import bars as layouts
from marsad.web.charts.bars import Bar, bars
from marsad.web.charts.columns import Column, columns
from marsad.web.charts.patterns import TILES
from marsad.web.charts.picture import png
from marsad.web.charts.scale import scale
from marsad.web.charts.svg import captioned, drawing, element, fitted, isolated, standalone, text
from marsad.web.charts.words import Key, Words
from marsad.web.site.families import FAMILIES

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("Killed <by day>", "A description")
ARABIC = Words("القتلى", "وصف", rtl=True)


def drawn(drawing):
    return ElementTree.fromstring(drawing)


def rects(tree, cls):
    return [rect for rect in tree.iter(f"{SVG}rect") if rect.get("class") == cls]


def bare(words):
    return words.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2069")))


def titles(tree):
    return [bare(title.text) for title in tree.iter(f"{SVG}title")]


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
    tree = drawn(columns([Column("1 March", 3, 5, 7)], WORDS))
    (low,), (high,) = rects(tree, "low"), rects(tree, "high")
    assert float(high.get("y")) + float(high.get("height")) == pytest.approx(float(low.get("y")), abs=0.2)
    assert len([line for line in tree.iter(f"{SVG}line") if line.get("class") == "best"]) == 1
    assert titles(tree) == ["Killed <by day>", "1 March: 3–7"]


def test_an_exact_count_has_neither():
    tree = drawn(columns([Column("a", 5, 5, 5)], WORDS))
    assert rects(tree, "high") == []
    assert len(rects(tree, "low")) == 1


def test_unknown_is_no_column_and_an_open_count_has_a_ragged_top():
    tree = drawn(columns([Column("a", None), Column("b", 5, 5, None, open=True)], WORDS))
    assert len(rects(tree, "low")) == 1
    assert len([p for p in tree.iter(f"{SVG}path") if p.get("class") == "best"]) == 1
    assert titles(tree)[1:] == ["b: 5+"]


def test_none_killed_is_told_though_no_column_can_be_seen():
    assert titles(drawn(columns([Column("a", 0, 0, 0)], WORDS)))[1:] == ["a: 0"]


def test_time_runs_with_the_script():
    data = [Column("first", 5, 5, 5), Column("second", 5, 5, 5)]
    for words in (WORDS, ARABIC):
        first, second = (float(rect.get("x")) for rect in rects(drawn(columns(data, words)), "low"))
        assert (first > second) is words.rtl


def test_a_column_leads_somewhere_without_being_a_stop_of_the_tab_key():
    tree = drawn(columns([Column("a", 1, 1, 1, address="/?a=1&b=2")], WORDS))
    assert [(a.get("href"), a.get("tabindex")) for a in tree.iter(f"{SVG}a")] == [("/?a=1&b=2", "-1")]
    assert tree.get("role") == "group"
    assert drawn(columns([Column("a", 1, 1, 1)], WORDS)).get("role") == "img"


@pytest.mark.parametrize("words", [WORDS, ARABIC])
@pytest.mark.parametrize("count", [1, 7, 120, 400])
def test_labels_of_columns_neither_meet_nor_leave_the_drawing(count, words):
    data = [Column(f"كانون الثاني/يناير {n}", 1) for n in range(count)]
    found = [
        (float(one.get("x")), len(bare(one.text)) * 6.2 / 2)
        for one in drawn(columns(data, words)).iter(f"{SVG}text")
        if one.get("text-anchor") == "middle"
    ]
    found.sort()
    assert found[0][0] - found[0][1] >= 0
    assert found[-1][0] + found[-1][1] <= 760
    assert all(x + half < other - more for (x, half), (other, more) in itertools.pairwise(found))


def test_labels_of_different_length_do_not_meet():
    data = [Column(f"{n}", 1, mark="1" if n % 2 else "29 December 2014 – 4 January 2015") for n in range(53)]
    found = sorted(
        (float(one.get("x")), len(bare(one.text)) * 6.2 / 2)
        for one in drawn(columns(data, WORDS)).iter(f"{SVG}text")
        if one.get("text-anchor") == "middle"
    )
    assert all(x + half < other - more for (x, half), (other, more) in itertools.pairwise(found))


def test_bars_run_with_the_script():
    data = [Bar("غارة", 9, 9, 9, family="air", address="/x"), Bar("قصف", 3, 3, 3)]
    for words in (WORDS, ARABIC):
        tree = drawn(bars(data, words))
        (longer,), (shorter,) = rects(tree, "count air"), rects(tree, "count")
        assert float(longer.get("width")) == pytest.approx(3 * float(shorter.get("width")), abs=0.3)
        assert (float(longer.get("x")) < float(shorter.get("x"))) is words.rtl


def test_a_bar_of_a_family_has_its_pattern_too():
    tree = drawn(bars([Bar("غارة", 9, 9, 9, family="air"), Bar("خطف", 2, 2, 2, family="civilians")], WORDS))
    assert [rect.get("fill") for rect in tree.iter(f"{SVG}rect") if rect.get("fill")] == ["url(#bars-air)"]
    assert {pattern.get("id") for pattern in tree.iter(f"{SVG}pattern")} == {"bars-air", "bars-hatch"}


def test_every_family_has_a_pattern_of_its_own():
    assert TILES.keys() == set(FAMILIES.values())
    assert len(set(TILES.values())) == len(TILES)


def test_a_bar_can_be_a_range_with_an_open_end():
    tree = drawn(bars([Bar("حلب", 3, 5, 7, open=True)], ARABIC))
    (low,), (high,) = rects(tree, "count"), rects(tree, "high")
    assert float(high.get("x")) + float(high.get("width")) == pytest.approx(float(low.get("x")), abs=0.2)
    assert len([line for line in tree.iter(f"{SVG}line") if line.get("class") == "best"]) == 1
    assert len([p for p in tree.iter(f"{SVG}path") if p.get("class") == "best"]) == 1
    assert titles(tree)[1:] == ["حلب: 3–7+"]


def test_a_bar_of_which_nothing_is_known_is_a_label_alone():
    tree = drawn(bars([Bar("حلب", None)], ARABIC))
    assert list(tree.iter(f"{SVG}rect")) == []
    assert titles(tree)[1:] == ["حلب"]


def test_a_long_label_is_cut_and_told_whole():
    name = "military forces of an unnamed state in the north"
    tree = drawn(bars([Bar(name, 1, 1, 1)], WORDS))
    assert any(bare(one.text).endswith("…") for one in tree.iter(f"{SVG}text"))
    assert titles(tree)[1:] == [f"{name}: 1"]


@pytest.mark.parametrize("words", [WORDS, ARABIC])
@pytest.mark.parametrize("layout", [layouts.WIDE, layouts.NARROW])
def test_bars_with_their_labels_and_figures_stay_within_the_drawing(layout, words):
    told = replace(words, number=lambda value: f"{value:,}".replace(",", " "))
    tree = drawn(bars([Bar("a label of many words " * 4, 1700000, 1800000, 2058703, open=True)], told, layout=layout))
    for one in tree.iter(f"{SVG}text"):
        x, room, anchor = float(one.get("x")), len(bare(one.text)) * 6.2, one.get("text-anchor")
        start, end = (x, x + room) if anchor == "start" else (x - room, x)
        assert start >= 0
        assert end <= layout.width
    for rect in tree.iter(f"{SVG}rect"):
        assert float(rect.get("x")) >= 0
        assert float(rect.get("x")) + float(rect.get("width")) <= layout.width


def test_a_figure_over_its_bar_and_its_label_do_not_meet():
    label, figure = drawn(bars([Bar("word " * 20, 5, 6, 123456)], WORDS, layout=layouts.NARROW)).iter(f"{SVG}text")
    assert float(label.get("x")) + len(bare(label.text)) * 6.2 < float(figure.get("x")) - len(bare(figure.text)) * 6.2


@pytest.mark.parametrize("words", [WORDS, ARABIC])
def test_columns_of_a_narrow_drawing_stay_within_it(words):
    tree = drawn(columns([Column(f"{n}", n, n, n) for n in range(1, 60)], words, width=360))
    assert tree.get("viewBox") == "0 0 360 260"
    assert all(0 <= float(rect.get("x")) <= 360 - float(rect.get("width")) for rect in rects(tree, "low"))


SIGNS = Key("lowest", "highest", "best", "open")


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (Column("a", 5, 5, 5), []),
        (Column("a", 3, 5, 7), ["lowest", "highest", "best"]),
        (Column("a", 5, 5, None, open=True), ["lowest", "open"]),
        (Column("a", 3, 5, 7, open=True), ["lowest", "highest", "best", "open"]),
    ],
)
@pytest.mark.parametrize("words", [WORDS, ARABIC])
def test_a_chart_explains_the_signs_that_it_has(column, told, words):
    tree = drawn(columns([column], replace(words, key=SIGNS)))
    texts = [one for one in tree.iter(f"{SVG}text") if bare(one.text) in ("lowest", "highest", "best", "open")]
    assert [bare(one.text) for one in texts] == told
    height = float(tree.get("viewBox").split()[3])
    assert all(260 < float(one.get("y")) < height for one in texts)
    assert (
        len(drawn(bars([Bar("a", column.low, column.best, column.high, column.open)], replace(words, key=SIGNS)))) > 0
    )


def test_a_captioned_drawing_holds_all_of_it():
    chart = columns([Column("a", 3, 5, 7)], ARABIC)
    tree = drawn(captioned(chart, "العنوان", ["كلمة " * 60], ["المصدر"], rtl=True))
    (inner,) = tree.findall(f"{SVG}svg")
    width, height = map(float, tree.get("viewBox").split()[2:])
    assert (float(inner.get("width")), float(inner.get("height"))) == (width, 260)
    ys = [float(one.get("y")) for one in tree.findall(f"{SVG}text")]
    assert ys == sorted(ys)
    assert len(ys) > 4  # the long line is folded
    assert ys[-2] < float(inner.get("y")) + 20
    assert float(inner.get("y")) + 260 < ys[-1] < height


def test_what_is_no_drawing_has_no_caption():
    with pytest.raises(ValueError, match="no drawing"):
        captioned("<p>words</p>", "title", [], [])


def test_charts_of_nothing():
    assert drawn(columns([], ARABIC)).tag == f"{SVG}svg"
    assert drawn(bars([], ARABIC)).tag == f"{SVG}svg"


def test_a_file_of_its_own_brings_its_style():
    tree = drawn(standalone(bars([Bar("a", 1, 1, 1)], WORDS), ".more { fill: red; }").decode().partition("\n")[2])
    assert [child.tag for child in tree][:2] == [f"{SVG}style", f"{SVG}rect"]
    assert tree[0].text.endswith(".more { fill: red; }")


def test_a_picture_is_twice_as_wide_for_sharp_screens():
    found = png(standalone(columns([Column("آذار", 3, 5, 7)], ARABIC)), 760)
    assert found[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(found[16:20]) == 2 * 760


def test_arabic_letters_and_figures_are_in_the_fonts_of_pictures():
    """A letter that no font has is drawn as a box, the same for all such letters."""

    def picture(words):
        return png(standalone(element("svg", text(words, 5, 20, "left"), xmlns=SVG[1:-1], viewBox="0 0 60 30")), 60)

    assert len({picture(words) for words in ("ق", "ش", "7", "٧", "–", "…", "x", "\ue000")}) == 8


def test_values_are_escaped():
    assert element("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"/>'
    assert "<script>" not in text("<script>", 0, 0, "left")


def test_words_keep_their_direction():
    assert isolated("3–7") == "\u20663–7\u2069"
    assert isolated("قتلى", rtl=True) == "\u2067قتلى\u2069"


def test_words_are_cut_to_their_room():
    assert fitted("short", 200) == "short"
    assert fitted("rather long words", 62) == "rather lo…"


@pytest.mark.parametrize(
    ("low", "high", "open_end", "told"),
    [(3, 7, False, "3–7"), (5, 5, False, "5"), (5, 5, True, "5+"), (None, 7, False, "–7"), (3, None, True, "3+")],
)
def test_a_range_in_figures(low, high, open_end, told):
    assert bare(WORDS.span(low, high, open_end)) == told


def test_no_range_is_no_figure():
    assert WORDS.span(None, None) == ""


def test_letters_whose_marks_the_fonts_lack_are_drawn_plain():
    plain, marked = (
        png(standalone(drawing(80, 20, [text(name, 4, 14, "left")])), 80) for name in ("Dayr Hāfir", "Dayr Ḩāfir")
    )
    other = png(standalone(drawing(80, 20, [text("Dayr Hafir", 4, 14, "left")])), 80)
    assert plain == marked != other
