"""``Links`` in memory."""

from __future__ import annotations

from collections.abc import Callable

from marsad.ledger.linking.links import Constraint, Link, Sketch
from marsad.ledger.linking.memory import MemoryLinks

Make = Callable[..., Sketch]


def filled(make: Make) -> tuple[MemoryLinks, Sketch, Sketch, Sketch]:
    links = MemoryLinks()
    a, b, c = make(), make(), make()
    links.put([(a, ["x"]), (b, ["x", "y"]), (c, ["z"])])
    links.connect([Link(a.id, b.id, 2.5), Link(b.id, c.id, 1.0)])
    links.assign({a.id: a.id, b.id: a.id, c.id: c.id})
    return links, a, b, c


def test_sketches_are_found_by_key_once_each(make: Make) -> None:
    links, a, b, _ = filled(make)
    assert list(links.near(["x", "y", "nothing"])) == [a, b]
    assert links.sketches([a.id, "nobody"]) == {a.id: a}
    assert len(links) == 3


def test_links_are_found_from_either_end_once_each(make: Make) -> None:
    links, a, b, c = filled(make)
    found = sorted(links.links_of([a.id, b.id]), key=lambda link: link.a)
    assert found == [Link(a.id, b.id, 2.5), Link(b.id, c.id, 1.0)]
    assert list(links.links_of([c.id, "nobody"])) == [Link(b.id, c.id, 1.0)]


def test_filing_anew_takes_the_place_of_the_old_keys(make: Make) -> None:
    links, a, b, _ = filled(make)
    links.put([(a, ["w"])])
    assert list(links.near(["x"])) == [b]
    assert list(links.near(["w"])) == [a]


def test_what_is_removed_leaves_nothing_behind(make: Make) -> None:
    links, a, b, c = filled(make)
    links.remove([b.id, "nobody"])
    assert list(links.near(["x", "y"])) == [a]
    assert list(links.links_of([a.id, c.id])) == []
    assert links.members([a.id]) == {a.id: (a.id,)}
    links.remove([a.id])
    assert links.members([a.id]) == {}


def test_a_claim_moves_from_cluster_to_cluster(make: Make) -> None:
    links, a, b, c = filled(make)
    links.assign({b.id: c.id})
    assert links.clusters_of([a.id, b.id, "nobody"]) == {a.id: a.id, b.id: c.id}
    assert links.members([a.id, c.id]) == {a.id: (a.id,), c.id: (c.id, b.id)}


def test_peoples_word_is_kept_for_claims_that_are_gone_and_can_be_taken_back() -> None:
    first, later = Constraint("a", "b", True), Constraint("a", "b", False)
    links = MemoryLinks([first])
    assert list(links.constraints_of(["a", "b"])) == [first]
    links.constrain(later)
    assert list(links.constraints_of(["b"])) == [later]
    links.release("a", "b")
    assert list(links.constraints_of(["a"])) == []
