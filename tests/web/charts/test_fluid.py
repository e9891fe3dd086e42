import itertools
from xml.etree import ElementTree

import pytest

from marsad.web.charts.columns import Column
from marsad.web.charts.fluid import fluid
from marsad.web.charts.words import Key, Words

SVG = "{http://www.w3.org/2000/svg}"
KEY = Key("lowest", "highest", "best", "open")
WORDS = Words("Killed <by day>", "A description", key=KEY)
ARABIC = Words("القتلى", "وصف", rtl=True, key=KEY)


def tree(data, words=WORDS):
    return ElementTree.fromstring(f"<div>{fluid(data, words, name='killed')}</div>")


def svg(data, words=WORDS):
    return tree(data, words)[0]


def shares(found, name):
    values = [one.get(name) for one in found]
    assert all(value.endswith("%") for value in values)
    return [float(value.rstrip("%")) for value in values]


def of_class(found, kind, cls):
    return [one for one in found.iter(f"{SVG}{kind}") if cls in one.get("class", "").split()]


def bare(words):
    return words.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2069")))


def test_columns_are_shares_of_the_width_and_keep_within_it():
    data = [Column(f"{n}", n + 1, n + 1, n + 1) for n in range(60)]
    for words in (WORDS, ARABIC):
        found = of_class(svg(data, words), "rect", "low")
        ends = [(x, x + width) for x, width in zip(shares(found, "x"), shares(found, "width"), strict=True)]
        assert len(ends) == 60
        assert all(0 <= start < end <= 100 for start, end in ends)
        ordered = ends[::-1] if words.rtl else ends
        assert all(end < start for (_, end), (start, _) in itertools.pairwise(ordered))


def test_a_range_is_a_full_part_a_hatched_part_and_a_tick_on_one_another():
    found = svg([Column("1 March", 3, 5, 7, address="/?a=1&b=2")])
    (low,), (high,) = of_class(found, "rect", "low"), of_class(found, "rect", "high")
    assert float(high.get("y")) + float(high.get("height")) == pytest.approx(float(low.get("y")), abs=0.2)
    assert [one.get("fill") for one in found.iter(f"{SVG}rect") if one.get("fill")] == ["url(#killed-hatch)"]
    (best,) = of_class(found, "line", "best")
    (start,), (end,) = shares([best], "x1"), shares([best], "x2")
    assert (start, end - start) == pytest.approx((shares([low], "x")[0], shares([low], "width")[0]), abs=0.01)
    assert [bare(one.text) for one in found.iter(f"{SVG}title")] == ["Killed <by day>", "1 March: 3–7"]
    assert [(one.get("href"), one.get("tabindex")) for one in found.iter(f"{SVG}a")] == [("/?a=1&b=2", "-1")]
    assert found.get("role") == "group"


def test_what_leads_nowhere_is_an_image_and_what_is_unknown_no_column():
    found = svg([Column("a", None), Column("b", 0, 0, 0), Column("c", 2, 2, 2)])
    assert found.get("role") == "img"
    assert found.get("aria-labelledby") == "killed-title"
    assert len(list(found.iter(f"{SVG}g"))) == 2
    assert len(of_class(found, "rect", "low")) == 1


def test_an_open_count_has_a_ragged_top_over_its_column():
    found = svg([Column("a", 5, 5, None, open=True)])
    (low,), (top,) = of_class(found, "rect", "low"), list(found.iter(f"{SVG}use"))
    assert top.get("href") == "#killed-open"
    assert [one.get("id") for one in found.iter(f"{SVG}symbol")] == ["killed-open"]
    assert float(top.get("y")) + float(top.get("height")) == pytest.approx(float(low.get("y")), abs=0.2)
    assert (top.get("x"), top.get("width")) == (low.get("x"), low.get("width"))


@pytest.mark.parametrize("words", [WORDS, ARABIC])
@pytest.mark.parametrize("count", [1, 7, 120, 400])
@pytest.mark.parametrize(("kind", "width"), [("at-broad", 580), ("at-narrow", 260)])
def test_labels_neither_meet_nor_leave_the_drawing_where_they_are_shown(count, words, kind, width):
    found = of_class(svg([Column(f"كانون الثاني/يناير {n}", 1) for n in range(count)], words), "text", kind)
    halves = [len(bare(one.text)) * 6.2 / 2 for one in found]
    places = sorted(zip([width * x / 100 for x in shares(found, "x")], halves, strict=True))
    assert places[0][0] - places[0][1] >= -0.1
    assert places[-1][0] + places[-1][1] <= width + 0.1
    assert all(x + half < other - more for (x, half), (other, more) in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (Column("a", 5, 5, 5), []),
        (Column("a", 3, 5, 7), ["lowest", "highest", "best"]),
        (Column("a", 5, 5, None, open=True), ["lowest", "open"]),
    ],
)
def test_the_key_beneath_tells_the_signs_that_the_drawing_has(column, told):
    assert [item[0].tail for item in tree([column]).iter("li")] == told


def test_nothing_to_draw_is_a_drawing_all_the_same():
    assert of_class(svg([]), "text", "quiet")
