import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.cli.evidence import ROLES, Evidence, legend, marked
from marsad.cli.pretty import number
from marsad.model import CasualtyCount, CasualtyKind

pytestmark = pytest.mark.usefixtures("coder")


def test_text_and_claims(run, reports):
    shown = run("code", reports, "--pretty").stdout
    for part in ("*قصفت*¹", "=قوات المثال=", "@بلدة سراقب@", "~أمس~", "^3 !مدنيين!^", "&المرصد&"):
        assert part in shown, part
    assert "*trigger*" in shown
    assert re.search("2 +claim +shelling · stated · confidence 0.90", shown)
    assert re.search("casualties +killed 3 · \u2068مدنيين\u2069 · civilian", shown)
    assert re.search("sources +\u2068المرصد\u2069 › \u2068ناشطين\u2069", shown)
    assert "when" in shown
    assert "2019-12-31" in shown
    assert "\u2068الحي\u2069 held by \u2068لواء السلام\u2069" in shown
    assert "\u2068لواء السلام\u2069 belongs to \u2068للحزب\u2069" in shown
    assert "No claims" in shown  # of the second report


def test_lines_fit_and_are_right_to_left(run, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("2019 عاد السكان إلى بيوتهم في أطراف البلدة بعد توقف القصف عليها. " * 20, encoding="utf-8")
    shown = run("code", path, "--pretty", "--title", "عنوان").stdout
    lines = [line for line in shown.splitlines() if "السكان" in line or "بيوتهم" in line]
    assert len(lines) > 10
    assert all(line.startswith("\u200f") and len(line) <= 101 for line in lines)


def test_a_text_cannot_drive_the_terminal(run, tmp_path):
    path = tmp_path / "evil.txt"
    path.write_text("قصفت \x1b[31mالمدفعية\u202e البلدة \x07", encoding="utf-8")
    shown = run("code", path, "--pretty").stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def spans(length):
    offsets = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    return st.lists(st.builds(lambda o, r, n: Evidence(*o, r, n), offsets, st.sampled_from([*ROLES]), st.none()))


@given(st.text("قصف ت", min_size=5, max_size=30).flatmap(lambda text: st.tuples(st.just(text), spans(len(text)))))
def test_marks_are_all_that_is_added(case):
    text, evidence = case
    assert marked(text, evidence, colour=True).plain == text
    signs = "".join(role.sign for role in ROLES.values())
    assert marked(text, evidence, colour=False).plain.translate(str.maketrans("", "", signs)) == text


def test_colour_needs_no_signs():
    text = marked("قصفت البلدة", [Evidence(0, 4, "trigger", 12), Evidence(5, 11, "place")], colour=True)
    assert text.plain == "قصفت¹² البلدة"
    assert {str(span.style) for span in text.spans} == {"bold underline", "dim", "green"}
    assert "*" not in legend(colour=True).plain


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(5, 5, "5"), (11, None, "11+"), (3, 7, "3–7"), (None, 20, "up to 20"), (None, None, "unknown"), (0, 0, "0")],
)
def test_numbers_show_their_standing(low, high, told):
    assert number(CasualtyCount(CasualtyKind.KILLED, None, None, low, high, "", 0, 0)) == told
