"""Agglomeration: who is joined first, and who must not be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

import pytest

from marsad.ledger.linking.clusters import Cluster, agglomerate, founder
from marsad.ledger.linking.links import Sketch, Spot
from marsad.ledger.linking.traits import Traits

Make = Callable[..., Sketch]
IDLIB = Spot("gn:169389", 35.93, 36.63, 4.0, "SY-ID", "SY")


def joined(sketches: Iterable[Sketch], pairs: Mapping[tuple[str, str], int], apart: Mapping[str, str] = {}):
    """The clusters; pairs that are not given weigh -300."""
    traits = {sketch.id: Traits(sketch) for sketch in sketches}
    links: dict[str, dict[str, int]] = {claim: {} for claim in traits}
    for (a, b), weight in pairs.items():
        links[a][b] = links[b][a] = weight
    starts = [Cluster.of([claim], traits, apart=[apart[claim]] if claim in apart else ()) for claim in traits]
    return [cluster.claims for cluster in agglomerate(starts, links, lambda one, two: -300)]


def test_claims_that_are_linked_are_joined(make: Make) -> None:
    a, b, c = make(), make(), make()
    assert joined([a, b, c], {(a.id, b.id): 100}) == [[a.id, b.id], [c.id]]


def test_a_chain_does_not_melt_into_one(make: Make) -> None:
    sketches = [make() for _ in range(8)]
    links = {(one.id, two.id): 50 for one, two in pairwise(sketches)}
    assert max(map(len, joined(sketches, links))) == 2


def test_the_best_link_is_followed_first(make: Make) -> None:
    a, b, c = make(), make(), make()
    assert joined([a, b, c], {(a.id, b.id): 100, (b.id, c.id): 101}) == [[a.id], [b.id, c.id]]


def test_ties_go_by_the_ids(make: Make) -> None:
    a, b, c = make(), make(), make()
    assert joined([c, b, a], {(b.id, c.id): 100, (a.id, b.id): 100}) == [[a.id, b.id], [c.id]]


def test_what_many_tell_takes_in_one_more_on_weaker_grounds(make: Make) -> None:
    sketches = [make() for _ in range(5)]
    strong = {(a.id, b.id): 300 for a in sketches[:4] for b in sketches[:4] if a.id < b.id}
    weak = {(a.id, sketches[4].id): -40 for a in sketches[:4]}
    assert len(joined(sketches, strong | weak)) == 1
    assert len(joined(sketches[3:], {(sketches[3].id, sketches[4].id): -40})) == 2


def test_two_claims_of_one_report_are_kept_apart_even_by_way_of_a_third(make: Make) -> None:
    a, b, c = make(report="r"), make(), make(report="r")
    assert joined([a, b, c], {(a.id, b.id): 900, (b.id, c.id): 800}) == [[a.id, b.id], [c.id]]


def test_rival_accounts_of_one_report_may_be_joined(make: Make) -> None:
    a, b = make(report="r"), make(report="r")
    assert joined([a, b], {(a.id, b.id): 100}) == [[a.id, b.id]]


def test_no_cluster_mixes_two_provinces_even_by_way_of_a_third(make: Make) -> None:
    a, b, c = make(), make(spots=()), make(spots=(IDLIB,))
    assert joined([a, b, c], {(a.id, b.id): 900, (b.id, c.id): 800}) == [[a.id, b.id], [c.id]]


def test_what_people_parted_stays_apart_even_by_way_of_a_third(make: Make) -> None:
    a, b, c = make(), make(), make()
    links = {(a.id, b.id): 900, (b.id, c.id): 800, (a.id, c.id): 700}
    assert joined([a, b, c], links, {a.id: c.id, c.id: a.id}) == [[a.id, b.id], [c.id]]


@pytest.mark.parametrize("published", [736000, 0])
def test_the_founder_is_the_earliest_then_the_first_by_report_and_id(make: Make, published: int) -> None:
    one = make(id="z", report="a", published=published)
    two = make(id="y", report="b", published=published)
    late = make(id="x", report="a", published=736001)
    assert founder([late, two, one]) == "z"
