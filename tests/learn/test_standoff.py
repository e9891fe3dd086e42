"""Annotations by offsets alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.learn.standoff import expanded, is_standoff
from marsad.model import MarsadError

TEXT = "قال المرصد إن قوات الجيش قصفت بلدة المثال أمس فقتلت ثلاثة مدنيين."
ROW = {
    "id": "1",
    "claims": [
        {
            "type": "shelling",
            "trigger": [25, 29],
            "when": [42, 45, "2024-05-14", "2024-05-14"],
            "initiators": [[14, 24]],
            "places": [[30, 41]],
            "sources": [[4, 10]],
            "casualties": [["killed", 3, 3, [58, 64], True, 52, 64, 1]],
        }
    ],
    "control": [[[30, 41], [[14, 24]]]],
    "affiliations": [[[14, 18], [19, 24], 1]],
}
ANNOTATIONS = Path(__file__).parents[2] / "annotations" / "reports.jsonl"


def test_the_words_are_taken_from_the_text() -> None:
    row = expanded(ROW, TEXT)
    claim = row["claims"][0]
    assert claim["trigger"] == {"text": "قصفت", "start": 25, "end": 29}
    assert [m["text"] for m in claim["initiators"] + claim["places"] + claim["sources"]] == [
        "قوات الجيش",
        "بلدة المثال",
        "المرصد",
    ]
    assert claim["when"] == {"text": "أمس", "start": 42, "end": 45, "from": "2024-05-14", "to": "2024-05-14"}
    assert (claim["factuality"], claim["targets"], claim["also"], claim["optional"]) == ("stated", [], [], False)
    assert row["control"][0]["holders"][0]["text"] == "قوات الجيش"


def test_a_casualty_keeps_its_numbers_and_its_group() -> None:
    toll = expanded(ROW, TEXT)["claims"][0]["casualties"][0]
    assert (toll["kind"], toll["min"], toll["max"], toll["civilian"], toll["optional"]) == ("killed", 3, 3, True, True)
    assert toll["group"]["text"] == TEXT[58:64]


def test_rows_in_the_exchange_format_are_told_apart() -> None:
    assert is_standoff(ROW)
    assert is_standoff({"id": "1", "claims": [], "control": [[[0, 1], []]]})
    assert not is_standoff({"id": "1", "claims": [{"trigger": {"text": "قصف", "start": 0, "end": 3}}]})
    assert not is_standoff({"id": "1", "claims": []})
    assert not is_standoff(["1"])


@pytest.mark.parametrize("text", ["", TEXT[:40]])
def test_annotations_of_another_text_are_refused(text: str) -> None:
    with pytest.raises(MarsadError, match=r"annotations of report 1: .* made for another text"):
        expanded(ROW, text)


@given(st.text(min_size=3, max_size=30), st.data())
def test_a_mention_reads_back_as_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    row = {"id": "x", "claims": [{"type": "protest", "trigger": [start, end]}]}
    assert expanded(row, text)["claims"][0]["trigger"]["text"] == text[start:end]


def test_the_projects_annotations_are_all_of_the_format() -> None:
    rows = [json.loads(line) for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) > 1000
    far = " " * 100_000
    for row in rows:
        expanded(row, far)
