"""The table of attacks is true: each row has tests, and every test that it names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "security.md"
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_no_row_is_left_out():
    assert [int(number) for number, *_ in ROWS] == list(range(1, 27))


@pytest.mark.parametrize(("number", "case", "named"), ROWS, ids=[number for number, *_ in ROWS])
def test_every_test_that_a_row_names_is_there(number, case, named):
    found = TEST.findall(named)
    assert found
    for path, name in found:
        written = (ROOT / "tests" / path).read_text(encoding="utf-8")
        assert re.search(rf"^def {name}\(", written, re.MULTILINE), f"{path}::{name}"
