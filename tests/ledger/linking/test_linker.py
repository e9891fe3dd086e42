"""Linking one report at a time gives what linking all at once gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.ledger.linking import units
from marsad.ledger.linking.linker import Changes, Linker
from marsad.ledger.linking.links import Constraint, Sketch, Spot
from marsad.ledger.linking.memory import MemoryLinks
from marsad.ledger.linking.weights import weights

Make = Callable[..., Sketch]

_SPOTS = [
    Spot("sy-aleppo", 36.2, 37.15, 11.0, "SY-HL", "SY"),
    Spot("sy-quarter", 36.21, 37.14, 1.0, "SY-HL", "SY"),
    Spot("sy-saraqib", 35.86, 36.8, 2.0, "SY-ID", "SY"),
    Spot("sy-village", 35.87, 36.85, 1.0, "SY-ID", "SY"),
    Spot("sy-point", 35.88, 36.83, 1.0, None, None),
    Spot("SY-ID", 35.9, 36.7, 60.0, "SY-ID", "SY"),
    Spot("SY-HL", 36.3, 37.4, 75.0, "SY-HL", "SY"),
    Spot("~بليله", None, None, 0.0, None, None),
]


@st.composite
def _sketches(draw: st.DrawFn) -> list[Sketch]:
    """Claims crowded into a few days, places and reports, so that many meet and many contradict each other."""
    found = []
    for number in range(draw(st.integers(1, 14))):
        first = 736000 + draw(st.integers(0, 3))
        last = first + draw(st.sampled_from((0, 0, 0, 2, 5, 40)))
        found.append(
            Sketch(
                id=f"c{number:02}",
                report=f"r{draw(st.integers(0, 6))}",
                type=draw(st.sampled_from(("shelling", "air_strike", "bombing"))),
                first=first,
                last=last,
                dated=draw(st.booleans()),
                published=last + draw(st.integers(0, 1)),
                spots=tuple(draw(st.lists(st.sampled_from(_SPOTS), max_size=2))),
                initiators=draw(st.sampled_from(((), ("a",), ("b",)))),
                targets=(),
                killed=draw(st.sampled_from((None, (4, 4), (18, 18), (20, None)))),
                injured=None,
                factuality=draw(st.sampled_from(("stated", "stated", "denied", "alleged"))),
                origin=draw(st.sampled_from("xy")),
                wording=draw(st.sampled_from((0, 2**40 - 1, 2**40 - 2))),
            )
        )
    return found


_WORDS = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13), st.booleans()), max_size=5)


def _constraints(words: list[tuple[int, int, bool]]) -> list[Constraint]:
    return [Constraint(f"c{min(a, b):02}", f"c{max(a, b):02}", together) for a, b, together in words if a != b]


def _clusters(links: MemoryLinks) -> set[frozenset[str]]:
    ids = [sketch.id for sketch in links]
    found = links.clusters_of(ids)
    assert found.keys() == set(ids)
    return {frozenset(members) for members in links.members(set(found.values())).values()}


def _rebuilt(sketches: list[Sketch], constraints: list[Constraint]) -> set[frozenset[str]]:
    links = MemoryLinks(constraints)
    Linker(links).replace((), sketches)
    return _clusters(links)


@pytest.fixture(params=[160, 3], ids=["room", "crowd"])
def crowd(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once as it is, once with so low a limit that nearly every neighbourhood is a crowd."""
    monkeypatch.setattr(units, "weights", lambda: replace(weights(), crowd=request.param))


@pytest.mark.usefixtures("crowd")
class TestOrder:
    @settings(max_examples=50)
    @given(_sketches(), _WORDS, st.randoms(use_true_random=False), st.integers(1, 5))
    def test_adding_in_any_order_and_chunks_gives_the_rebuild(self, sketches, words, random, chunk) -> None:
        constraints = _constraints(words)
        links = MemoryLinks(constraints)
        linker = Linker(links)
        shuffled = random.sample(sketches, len(sketches))
        for start in range(0, len(shuffled), chunk):
            linker.replace((), shuffled[start : start + chunk])
        assert _clusters(links) == _rebuilt(sketches, constraints)

    @settings(max_examples=50)
    @given(_sketches(), _WORDS, st.randoms(use_true_random=False), st.data())
    def test_removing_and_adding_again_gives_the_rebuild(self, sketches, words, random, data) -> None:
        constraints = _constraints(words)
        links = MemoryLinks(constraints)
        linker = Linker(links)
        linker.replace((), sketches)
        there = {sketch.id: sketch for sketch in sketches}
        for _ in range(data.draw(st.integers(1, 4))):
            out = random.sample(sorted(there), random.randint(0, len(there)))
            back = random.sample(sketches, random.randint(0, len(sketches)))
            linker.replace(out, back)
            there = {name: sketch for name, sketch in there.items() if name not in out}
            there |= {sketch.id: sketch for sketch in back}
            assert _clusters(links) == _rebuilt(list(there.values()), constraints)

    @settings(max_examples=50)
    @given(_sketches(), _WORDS, _WORDS)
    def test_a_change_of_mind_gives_the_rebuild(self, sketches, before, after) -> None:
        links = MemoryLinks(_constraints(before))
        linker = Linker(links)
        linker.replace((), sketches)
        for constraint in _constraints(before):
            links.release(constraint.a, constraint.b)
        for constraint in _constraints(after):
            links.constrain(constraint)
        named = {end for one in _constraints(before) + _constraints(after) for end in (one.a, one.b)}
        linker.reconsider(named)
        assert _clusters(links) == _rebuilt(sketches, _constraints(after))

    @settings(max_examples=50)
    @given(_sketches(), _WORDS, st.randoms(use_true_random=False))
    def test_changes_tell_all_that_changed(self, sketches, words, random) -> None:
        links = MemoryLinks(_constraints(words))
        linker = Linker(links)
        told: dict[str, tuple[str, ...]] = {}
        there: set[str] = set()
        for _ in range(4):
            out = set(random.sample(sorted(there), random.randint(0, len(there))))
            back = random.sample(sketches, random.randint(0, len(sketches)))
            changes = linker.replace(out, back)
            there = (there - out) | {sketch.id for sketch in back}
            for name, members in changes.before.items():
                assert told.pop(name) == members
            told |= changes.after
        assert {frozenset(members) for members in told.values()} == _clusters(links)
        assert all(name in members for name, members in told.items())


def test_a_cluster_is_named_after_its_earliest_claim(make: Make) -> None:
    links = MemoryLinks()
    late, early = make(published=736003), make(published=736001)
    assert Linker(links).replace((), [late, early]).after == {early.id: tuple(sorted((late.id, early.id)))}


def test_no_change_is_told_of_what_stays(make: Make) -> None:
    links = MemoryLinks()
    linker = Linker(links)
    sketch = make()
    linker.replace((), [sketch])
    assert linker.replace((), [sketch]) == Changes()


def test_an_id_that_is_not_there_is_passed_over() -> None:
    assert Linker(MemoryLinks()).replace(["nobody"], ()) == Changes()


def test_a_claim_coded_anew_takes_the_place_of_the_old(make: Make) -> None:
    links = MemoryLinks()
    linker = Linker(links)
    one, two = make(), make()
    linker.replace((), [one, two])
    changes = linker.replace([two.id], [replace(two, type="protest")])
    assert changes.before == {one.id: (one.id, two.id)}
    assert changes.after == {one.id: (one.id,), two.id: (two.id,)}


def test_a_load_of_many_chunks_gives_one_account_of_the_changes(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.ledger.linking.linker._CHUNK", 2)
    links = MemoryLinks()
    sketches = [make() for _ in range(7)]
    changes = Linker(links).replace((), sketches)
    assert changes.before == {}
    assert changes.after == {sketches[0].id: tuple(sketch.id for sketch in sketches)}
