"""What is weighed together, and what people's word makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from marsad.ledger.linking import units
from marsad.ledger.linking.linker import Linker
from marsad.ledger.linking.links import Constraint, Link, Sketch, Spot
from marsad.ledger.linking.memory import MemoryLinks
from marsad.ledger.linking.units import View
from marsad.ledger.linking.weights import weights

Make = Callable[..., Sketch]
GOVERNORATE = Spot("SY-RD", 33.6, 36.5, 80.0, "SY-RD", "SY")
IDLIB = Spot("gn:169389", 35.93, 36.63, 4.0, "SY-ID", "SY")


def view(sketches: Sequence[Sketch], links: Sequence[Link], words: Sequence[Constraint] = ()) -> View:
    store = MemoryLinks(words)
    store.put((sketch, ()) for sketch in sketches)
    store.connect(links)
    return View(store)


def unit(seen: View, claim: str) -> set[str]:
    return {member for group in seen.unit(claim) for member in group.claims}


def linked(sketches: Sequence[Sketch], words: Sequence[Constraint] = ()) -> set[tuple[str, ...]]:
    """The clusters that these sketches make, with people's word."""
    store = MemoryLinks(words)
    return set(Linker(store).replace((), sketches).after.values())


def test_all_that_hangs_together_is_weighed_together(make: Make) -> None:
    a, b, c, d = (make() for _ in range(4))
    seen = view([a, b, c, d], [Link(a.id, b.id, 1.0), Link(b.id, c.id, 0.0)])
    assert unit(seen, a.id) == {a.id, b.id, c.id}
    assert unit(seen, d.id) == {d.id}


def test_in_a_crowd_the_weak_links_are_left_out(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "weights", lambda: replace(weights(), crowd=2))
    a, b, c, d = (make() for _ in range(4))
    seen = view([a, b, c, d], [Link(a.id, b.id, 3.0), Link(b.id, c.id, 0.2), Link(c.id, d.id, 3.0)])
    assert unit(seen, a.id) == {a.id, b.id}
    assert unit(seen, d.id) == {c.id, d.id}


def test_a_crowd_of_reprints_is_weighed_whole(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "weights", lambda: replace(weights(), crowd=2))
    sketches = [make() for _ in range(4)]
    links = [Link(a.id, b.id, 12.0) for a in sketches for b in sketches if a.id < b.id]
    assert len(unit(view(sketches, links), sketches[0].id)) == 4


def test_wide_claims_are_weighed_apart_from_precise_ones(make: Make) -> None:
    a, b, wide = make(), make(), make(spots=(GOVERNORATE,))
    seen = view([a, b, wide], [Link(a.id, wide.id, 2.0), Link(b.id, wide.id, 2.0)])
    assert unit(seen, a.id) == {a.id}
    assert unit(seen, wide.id) == {wide.id}


def test_a_wide_claim_that_people_tied_to_a_precise_one_is_weighed_with_it(make: Make) -> None:
    a, wide = make(), make(spots=(GOVERNORATE,))
    assert unit(view([a, wide], [], [Constraint(a.id, wide.id, True)]), wide.id) == {a.id, wide.id}


def test_peoples_word_outranks_all_contradictions(make: Make) -> None:
    a, b = make(report="r", type="protest"), make(report="r", spots=(IDLIB,), day=739000)
    assert linked([a, b], [Constraint(a.id, b.id, True)]) == {(a.id, b.id)}


def test_what_people_tied_together_stays_so_by_way_of_a_claim_that_is_gone(make: Make) -> None:
    a, b = make(type="protest"), make()
    words = [Constraint(a.id, "gone", True), Constraint(b.id, "gone", True)]
    assert linked([a, b], words) == {(a.id, b.id)}


def test_what_people_parted_is_parted_for_all_that_is_tied_to_it(make: Make) -> None:
    a, b, c = make(), make(), make()
    words = [Constraint(a.id, b.id, True), Constraint(b.id, c.id, False)]
    assert linked([a, b, c], words) == {(a.id, b.id), (c.id,)}


def test_a_tie_that_would_join_what_people_parted_is_void(make: Make) -> None:
    a, b, c = make(type="protest"), make(type="siege"), make()
    words = [Constraint(a.id, b.id, True), Constraint(b.id, c.id, True), Constraint(a.id, c.id, False)]
    assert linked([a, b, c], words) == {(a.id, b.id), (c.id,)}
