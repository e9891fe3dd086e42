"""Labelled reports as people write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.learn.marked import HEAD, parse, read, unmarked
from marsad.model import MarsadError

WRITTEN = Path(__file__).parents[2] / "annotations" / "written"
BLOCK = """own/1 | 2024-05-15 | local
{1:أمس} {2:قصفت} {3:قوات النظام} {4:بلدة سراقب}، ما أدى إلى {5:مقتل {6:مدنيين} اثنين}.
ونفى {7:مصدر في {8:الجيش}} {9:القصف}.
---
claim shelling t=2 i=3 p=4 w=1@2024-05-14..2024-05-14 also=9
  cas killed 2..2 g=6 civ=y @5
  cas injured 3.. @5 opt
claim shelling t=9 i=3 p=4 s=7 f=denied opt

control 4: 3
affil 8: 3,7 opt
"""


def test_a_report_is_read_with_its_claims() -> None:
    report, gold = parse(BLOCK)
    assert (report.id, report.published, report.outlet) == ("own/1", "2024-05-15", "local")
    assert report.text.startswith("أمس قصفت قوات النظام بلدة سراقب، ما أدى إلى مقتل مدنيين اثنين.\nونفى مصدر")
    told, denied = gold["claims"]
    assert (told["type"], told["trigger"]["text"], told["factuality"]) == ("shelling", "قصفت", "stated")
    assert [[one["text"] for one in told[slot]] for slot in ("initiators", "targets", "places", "also")] == [
        ["قوات النظام"],
        [],
        ["بلدة سراقب"],
        ["القصف"],
    ]
    assert told["when"] == {"text": "أمس", "start": 0, "end": 3, "from": "2024-05-14", "to": "2024-05-14"}
    assert (denied["factuality"], denied["optional"], denied["sources"][0]["text"]) == ("denied", True, "مصدر في الجيش")
    assert gold["control"][0]["holders"][0]["text"] == "قوات النظام"
    assert [(one["group"]["text"], one["optional"]) for one in gold["affiliations"]] == [
        ("قوات النظام", True),
        ("مصدر في الجيش", True),
    ]


def test_a_report_may_be_of_no_day_and_no_outlet() -> None:
    report, _ = parse("own/1 | - | -\nلا شيء\n---\n")
    assert (report.published, report.outlet, report.text) == (None, "", "لا شيء")


def test_a_casualty_has_its_bounds_and_its_group() -> None:
    killed, injured = parse(BLOCK)[1]["claims"][0]["casualties"]
    assert (killed["kind"], killed["min"], killed["max"], killed["civilian"]) == ("killed", 2, 2, True)
    assert (killed["text"], killed["group"]["text"]) == ("مقتل مدنيين اثنين", "مدنيين")
    assert (injured["min"], injured["max"], injured["civilian"], injured["optional"]) == (3, None, None, True)


def test_every_mention_reads_back_as_its_text() -> None:
    report, gold = parse(BLOCK)

    def mentions(told: object) -> list[dict]:
        if isinstance(told, dict):
            return ([told] if "start" in told else []) + [one for part in told.values() for one in mentions(part)]
        return [one for part in told for one in mentions(part)] if isinstance(told, list) else []

    found = mentions(gold)
    assert len(found) > 10
    assert all(report.text[one["start"] : one["end"]] == one["text"] for one in found)


@given(st.lists(st.tuples(st.text(st.characters(exclude_characters="{}"), min_size=1), st.booleans())))
def test_marks_stand_around_what_they_mark(parts: list[tuple[str, bool]]) -> None:
    marked = "".join(f"{{{n}:{part}}}" if kept else part for n, (part, kept) in enumerate(parts))
    text, spans = unmarked(marked)
    assert text == "".join(part for part, _ in parts)
    assert {n: text[start:end] for n, (start, end) in spans.items()} == {
        n: part for n, (part, kept) in enumerate(parts) if kept
    }


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("| local", "", "a report is"),
        ("2024-05-15", "15/5/2024", "no date"),
        ("---\n", "", "a report is"),
        ("{8:الجيش}", "{8:الجيش", "not closed"),
        ("{8:الجيش}", "{8:}الجيش", "around nothing"),
        ("{8:الجيش}", "{2:الجيش}", "twice"),
        ("{8:الجيش}", "الجيش}}", "closes nothing"),
        ("t=2", "", "no trigger"),
        ("t=2", "t=22", "22 is not the number of a mark"),
        ("i=3", "i=", "nothing is not the number"),
        ("i=3", "x=3", "says nothing of a claim"),
        ("w=1@2024-05-14..", "w=1@..", "says nothing of a claim"),
        ("claim shelling t=2", "claim rain t=2", "rain"),
        ("f=denied", "f=perhaps", "perhaps"),
        ("2..2", "2", "no bounds"),
        ("civ=y", "civ=?", "says nothing of a casualty"),
        ("civ=y @5", "civ=y", "no mention that counts"),
        ("cas killed", "cas drowned", "drowned"),
        ("affil 8: 3,7 opt", "affil 8 3", "no affiliation"),
    ],
)
def test_what_is_not_so_written_is_refused(was: str, now: str, why: str) -> None:
    assert was in BLOCK
    with pytest.raises(ValueError, match=why):
        parse(BLOCK.replace(was, now, 1))


def test_a_casualty_of_no_claim_is_refused() -> None:
    with pytest.raises(ValueError, match="no casualty of one"):
        parse("own/1 | - | local\n{1:قتيل}\n---\ncas killed 1..1 @1\n")


def test_a_fault_names_the_file_and_the_report(tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text(HEAD + BLOCK + "\n" + HEAD + BLOCK.replace("own/1", "own/2").replace("t=9", "t=99"), "utf-8")
    with pytest.raises(MarsadError, match=r"some\.txt: report own/2: 99 is not the number of a mark"):
        list(read(file))


@pytest.mark.parametrize("written", [b"before\n=== own/1", b"\xff"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "some.txt"
    file.write_bytes(written)
    with pytest.raises(MarsadError, match=r"some\.txt"):
        list(read(file))


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    with pytest.raises(MarsadError, match=r"no \.txt file"):
        list(read(tmp_path))
    for name in "ba":
        (tmp_path / f"{name}.txt").write_text(HEAD + BLOCK.replace("own/1", name), encoding="utf-8")
    assert [report.id for report, _ in read(tmp_path)] == ["a", "b"]


def test_the_reports_written_for_the_project_are_all_of_the_format() -> None:
    found = list(read(WRITTEN))
    assert len({report.id for report, _ in found}) == len({report.text for report, _ in found}) == len(found) > 300
    assert sum(len(gold["claims"]) for _, gold in found) > 1_500
    json.dumps([gold for _, gold in found])
