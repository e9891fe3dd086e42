"""The generator: the same seed, the same world; as much noise as it states."""

from __future__ import annotations

from collections import Counter

import pytest

from marsad.evaluation.retelling import retold, sketched
from marsad.evaluation.retelling.settings import settings
from marsad.ledger.entry import claim_id
from marsad.places.embedded import embedded

CLAIMS, TRUTH = sketched(41, 6000)


def share(true) -> float:
    return sum(map(bool, true)) / len(CLAIMS)


def test_the_same_seed_gives_the_same_sketches() -> None:
    assert sketched(41, 6000) == (CLAIMS, TRUTH)
    assert sketched(42, 6000)[0] != CLAIMS


def test_every_sketch_has_its_truth_and_an_id_of_its_own() -> None:
    assert len(CLAIMS) == len(TRUTH) == 6000
    assert {claim.id for claim in CLAIMS} == TRUTH.keys()


def test_no_report_tells_an_incident_twice_but_to_dispute_it() -> None:
    stated = Counter((claim.report, TRUTH[claim.id]) for claim in CLAIMS if claim.factuality in ("stated", "planned"))
    assert max(stated.values()) == 1


def test_the_noise_is_as_stated() -> None:
    noise = settings().noise
    assert share(not claim.dated for claim in CLAIMS) == pytest.approx(noise["undated"], abs=0.05)
    assert share(not claim.spots for claim in CLAIMS) == pytest.approx(noise["no_place"], abs=0.02)
    assert share(not claim.initiators for claim in CLAIMS) == pytest.approx(noise["no_initiator"], abs=0.05)
    assert 0.01 < share(claim.factuality == "denied" for claim in CLAIMS) < 0.04


def test_incidents_are_told_in_other_types_by_other_doers_with_other_tolls() -> None:
    told: dict[int, list] = {}
    for claim in CLAIMS:
        told.setdefault(TRUTH[claim.id], []).append(claim)
    many = [same for same in told.values() if len(same) > 5]
    assert len(many) > 50
    for field in ("type", "initiators", "killed", "spots", "first"):
        differ = sum(len({getattr(claim, field) for claim in same}) > 1 for same in many)
        assert differ > len(many) / 4, field


def test_some_places_are_in_the_news_again_and_again() -> None:
    places = Counter(claim.spots[0].place for claim in CLAIMS if claim.spots)
    assert places.most_common(1)[0][1] > 20 * len(CLAIMS) / len(embedded())


def test_reports_hold_every_mention_of_their_codings() -> None:
    told, _ = retold(43, 60)
    assert len({report.id for report, _ in told}) == len(told)
    for report, coding in told:
        assert report.id == coding.id
        for claim in coding.claims:
            mentions = (claim.trigger, *claim.initiators, *claim.targets, *claim.places, *claim.sources)
            for mention in (*mentions, *claim.casualties, *((claim.when,) if claim.when else ())):
                assert report.text[mention.start : mention.end] == mention.text


def test_every_claim_of_a_report_has_its_truth() -> None:
    told, truth = retold(43, 60)
    assert {claim_id(report.id, claim) for report, coding in told for claim in coding.claims} == truth.keys()
    assert set(truth.values()) <= set(range(60))
