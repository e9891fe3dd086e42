"""The figures of linking, and linking's figures: on retold incidents and on the samples."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from marsad.coder.analysis import analyse
from marsad.coder.document import Document
from marsad.coder.models import shipped
from marsad.coder.positions import place
from marsad.evaluation.bench_linking import mixed_provinces
from marsad.evaluation.linking import Linking, measure
from marsad.evaluation.retelling import retold, sketched
from marsad.ledger.entry import entries_of
from marsad.ledger.linking.linker import Linker
from marsad.ledger.linking.links import Sketch
from marsad.ledger.linking.memory import MemoryLinks
from marsad.ledger.linking.sketch import sketches
from marsad.ledger.registers import Registers
from marsad.model import CasualtyCount, CasualtyKind, Claim, ClaimType, Coding, Factuality, Mention, Report
from marsad.model.values import When
from marsad.places.embedded import embedded

SAMPLES = Path(__file__).parents[2] / "samples"
Json = dict[str, Any]


def test_nothing_wrong_is_perfect() -> None:
    found = measure({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    assert (found.pairs.f1, found.b_cubed.f1) == (1.0, 1.0)


def test_pairs_and_b_cubed_count_what_they_say() -> None:
    found = measure({"a": 1, "b": 1, "c": 1, "d": 2}, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert (found.pairs.precision, found.pairs.recall) == (1 / 3, 1 / 2)
    assert found.b_cubed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found.b_cubed.recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)


def test_pairs_that_readers_disagree_on_count_neither_way() -> None:
    perhaps = {frozenset("ab"), frozenset("cd")}
    found = measure({"a": 1, "b": 1, "c": 2, "d": 3}, {"a": "x", "b": "y", "c": "z", "d": "z"}, perhaps)
    assert (found.pairs.precision, found.pairs.recall) == (1.0, 1.0)


def test_nothing_in_common_is_nought() -> None:
    found = measure({"a": 1, "b": 2, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    assert found.pairs.f1 == 0.0


def link(claims: list[Sketch]) -> dict[str, str]:
    links = MemoryLinks()
    Linker(links).replace((), claims)
    return dict(links.clusters_of([claim.id for claim in claims]))


@pytest.mark.parametrize("seed", [21, 22])
def test_retold_incidents_are_found_again(seed: int) -> None:
    claims, truth = sketched(seed, 5000, days=400)
    clusters = link(claims)
    found = measure(clusters, truth)
    assert found.pairs.f1 > 0.90
    assert found.b_cubed.f1 > 0.93
    assert mixed_provinces(claims, clusters) == 0


def test_retold_incidents_are_found_again_where_there_is_news_every_day() -> None:
    claims, truth = sketched(23, 5000)
    clusters = link(claims)
    assert measure(clusters, truth).pairs.f1 > 0.88
    assert mixed_provinces(claims, clusters) == 0


@pytest.fixture(scope="module")
def registers() -> Registers:
    return Registers.shipped(embedded())


def test_retold_reports_are_linked_from_end_to_end(registers: Registers) -> None:
    told, truth = retold(24, 400)
    claims = [sketch for report, coding in told for sketch in _sketches(report, coding, registers)]
    assert measure(link(claims), truth).pairs.f1 > 0.85


def test_the_samples_are_linked_as_a_reader_would(registers: Registers) -> None:
    found = _samples(registers)
    assert found.pairs.f1 > 0.92
    assert found.pairs.precision > 0.95


def _samples(registers: Registers) -> Linking:
    """The figures over the claims of the gold that no reader may leave out, with the places that the resolver finds."""
    reports = {row["id"]: Report(**row) for row in _rows("reports.jsonl")}
    claims, known = [], {}
    for row in _rows("gold.jsonl"):
        report = reports[row["id"]]
        told = tuple(_claim(claim) for claim in row["claims"] if not claim["optional"])
        coding = place(analyse(Document(report), shipped()), Coding(report.id, told), embedded())
        made = _sketches(report, coding, registers)
        claims += made
        triggers = ((report.id, claim.trigger.start, str(claim.type)) for claim in told)
        known.update(zip(triggers, (sketch.id for sketch in made), strict=True))
    truth = {claim.id: claim.id for claim in claims}
    perhaps = set()
    for row in _rows("incidents.jsonl"):
        same = [known[one["report"], one["start"], one["type"]] for one in row["claims"]]
        truth.update(dict.fromkeys(same, same[0]))
        for one in row.get("perhaps", ()):
            perhaps |= {frozenset((known[one["report"], one["start"], one["type"]], other)) for other in same}
    return measure(link(claims), truth, perhaps)


def _sketches(report: Report, coding: Coding, registers: Registers) -> tuple[Sketch, ...]:
    return sketches(report, entries_of(report, coding, registers.sources, registers.actors, registers.sites))


def _rows(name: str) -> list[Json]:
    return [json.loads(line) for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()]


def _claim(row: Json) -> Claim:
    when, who = row["when"], {slot: tuple(map(_mention, row[slot])) for slot in ("initiators", "targets")}
    claim = Claim(ClaimType(row["type"]), _mention(row["trigger"]), **who)
    return replace(
        claim,
        places=tuple(map(_mention, row["places"])),
        sources=tuple(map(_mention, row["sources"])),
        when=When(when["text"], 0, 0, when["from"], when["to"]) if when else None,
        factuality=Factuality(row["factuality"]),
        casualties=tuple(map(_count, row["casualties"])),
    )


def _mention(row: Json) -> Mention:
    return Mention(row["text"], row["start"], row["end"])


def _count(row: Json) -> CasualtyCount:
    group = _mention(row["group"]) if row["group"] else None
    kind, at = CasualtyKind(row["kind"]), (row["text"], row["start"], row["end"])
    return CasualtyCount(kind, group, row["civilian"], row["min"], row["max"], *at)
