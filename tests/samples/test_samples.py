"""The sample reports and their gold: the format, the breadth, and the coder's figures on them."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.coder.pipeline import code
from marsad.evaluation import Rates, load_rows, load_texts, score
from marsad.model import CasualtyKind, ClaimType, Factuality, Report

SAMPLES = Path(__file__).parents[2] / "samples"
# Three tellings each of the same happenings, with other numbers, culprits and sources.
GROUPS = {
    "Maarat al-Numan, June 2016": ("sample-01", "sample-02", "sample-03"),
    "Hodeidah, September 2018": ("sample-04", "sample-05", "sample-06"),
    "Omdurman and Balila, November 2023": ("sample-07", "sample-08", "sample-09"),
}
SLOTS = ("initiators", "targets", "places", "sources")
# The least F1 by field that the coder must keep on the samples; raise a floor when the coder gets better.
FLOORS = {
    "claims": 0.73,
    "initiators": 0.45,
    "targets": 0.34,
    "places": 0.51,
    "sources": 0.58,
    "casualties": 0.54,
    "when": 0.84,
    "factuality": 0.92,
    "control": 0.66,
    "affiliations": 0.89,
    "fully right": 0.07,
}

Json = dict[str, Any]


def _read(name: str) -> dict[str, Json]:
    lines = (SAMPLES / name).read_text(encoding="utf-8").splitlines()
    return {value["id"]: value for value in map(json.loads, lines)}


REPORTS = _read("reports.jsonl")
GOLD = _read("gold.jsonl")
CLAIMS = [(name, claim) for name, row in GOLD.items() for claim in row["claims"]]
COUNTS = [(name, count) for name, claim in CLAIMS for count in claim["casualties"]]


def _mentions(row: Json) -> Iterator[Json]:
    for claim in row["claims"]:
        yield claim["trigger"]
        yield from claim["also"]
        for slot in SLOTS:
            yield from claim[slot]
        for count in claim["casualties"]:
            yield count
            if count["group"]:
                yield count["group"]
        if claim["when"]:
            yield claim["when"]
    for relation in row["control"]:
        yield relation["place"]
        yield from relation["holders"]
    for relation in row["affiliations"]:
        yield relation["member"]
        yield relation["group"]


def test_every_report_has_gold() -> None:
    assert list(REPORTS) == list(GOLD)
    assert len(REPORTS) == 24


@pytest.mark.parametrize("name", REPORTS)
def test_report_has_the_fields_of_the_exchange_format(name: str) -> None:
    report = Report(**REPORTS[name])
    assert report.title
    assert report.outlet
    assert report.url is None
    assert report.published
    datetime.date.fromisoformat(report.published)
    assert 140 <= len(report.text.split()) <= 500
    assert not re.search(r"\n\n|[ \t]\n| {2}", report.text)


@pytest.mark.parametrize("name", GOLD)
def test_every_span_reads_back(name: str) -> None:
    text = REPORTS[name]["text"]
    for mention in _mentions(GOLD[name]):
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert mention["text"].strip() == mention["text"] != ""


@pytest.mark.parametrize("name", GOLD)
def test_triggers_are_told_apart(name: str) -> None:
    spans = [(t["start"], t["end"]) for c in GOLD[name]["claims"] for t in (c["trigger"], *c["also"])]
    assert len(spans) == len(set(spans))


def test_claims_use_the_closed_vocabularies() -> None:
    for _, claim in CLAIMS:
        ClaimType(claim["type"])
        assert set(claim["alt_types"]) <= set(ClaimType) - {claim["type"]}
        Factuality(claim["factuality"])
    for _, count in COUNTS:
        CasualtyKind(count["kind"])


def test_all_that_the_guide_tells_apart_occurs() -> None:
    sure = [claim for _, claim in CLAIMS if not claim["optional"]]
    assert {claim["type"] for claim in sure} == set(ClaimType)
    assert {claim["factuality"] for claim in sure} == set(Factuality)
    assert {count["kind"] for _, count in COUNTS} == set(CasualtyKind)
    assert any(row["control"] for row in GOLD.values())
    assert any(row["affiliations"] for row in GOLD.values())


def test_counts_of_every_shape_occur() -> None:
    ranges = {(c["kind"] == "none_reported", _shape(c["min"], c["max"])) for _, c in COUNTS}
    numbered = {(False, shape) for shape in ("exact", "at least", "at most", "between")}
    assert ranges == numbered | {(True, "exact"), (True, "unknown")}


def _shape(low: int | None, high: int | None) -> str:
    if low is None:
        return "unknown" if high is None else "at most"
    if high is None:
        return "at least"
    assert low <= high
    return "exact" if low == high else "between"


def test_dates_are_resolved_near_the_report() -> None:
    for name, claim in CLAIMS:
        if when := claim["when"]:
            first, last = (datetime.date.fromisoformat(when[key]) for key in ("from", "to"))
            published = datetime.date.fromisoformat(REPORTS[name]["published"])
            assert first <= last <= published + datetime.timedelta(days=7)
            assert published - first < datetime.timedelta(days=500)


@pytest.mark.parametrize("group", GROUPS.values(), ids=list(GROUPS))
def test_a_group_tells_the_same_happenings_in_other_words(group: tuple[str, ...]) -> None:
    rows = [GOLD[name] for name in group]
    assert len({REPORTS[name]["published"] for name in group}) == 1
    assert len({REPORTS[name]["outlet"] for name in group}) == len(group)
    shared = set.intersection(*({claim["type"] for claim in row["claims"]} for row in rows))
    assert shared
    tolls = [{(c["min"], c["max"]) for claim in row["claims"] for c in claim["casualties"]} for row in rows]
    assert all(one != other for k, one in enumerate(tolls) for other in tolls[k + 1 :])
    words = [set(REPORTS[name]["text"].split(".")) for name in group]
    assert not set.intersection(*words) - {""}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rates]:
    coded = tmp_path_factory.mktemp("samples") / "coded.jsonl"
    lines = (json.dumps(code(Report(**report)).to_dict(), ensure_ascii=False) for report in REPORTS.values())
    coded.write_text("\n".join(lines), encoding="utf-8")
    texts = load_texts(SAMPLES / "reports.jsonl")
    result = score(load_rows(SAMPLES / "gold.jsonl"), load_rows(coded), texts)
    assert not result.not_coded
    return result.figures()


@pytest.mark.parametrize("field", FLOORS)
def test_the_coder_keeps_its_figures(figures: dict[str, Rates], field: str) -> None:
    assert figures[field].f1 >= FLOORS[field]


def test_gold_scored_against_itself_is_right() -> None:
    gold = load_rows(SAMPLES / "gold.jsonl")
    figures = score(gold, gold, load_texts(SAMPLES / "reports.jsonl")).figures()
    assert {name: rates.f1 for name, rates in figures.items() if rates.f1 != 1} == {}
