"""``SqlLinks`` does what ``Links`` asks, and what ``MemoryLinks`` does."""

import random
from dataclasses import replace

import pytest

from marsad.ledger.linking.linker import Linker
from marsad.ledger.linking.links import Constraint, Link, Sketch, Spot
from marsad.ledger.linking.memory import MemoryLinks

SPOT = Spot("sy-saraqib", 35.86, 36.8, 2.0, "SY-ID", "SY")


def sketch(claim, report="r1", **changes):
    told = Sketch(
        claim, report, "shelling", 735_000, 735_000, True, 735_001, (SPOT,), ("army",), (), (5, None), None,
        "stated", "sohr", 0xF00F_F00F_F00F_F00F,
    )  # fmt: skip
    return replace(told, **changes)


@pytest.fixture
def links(store):
    links = store.links
    links.put([(sketch("a"), ["k1", "k2"]), (sketch("b", "r2"), ["k2"]), (sketch("c", "r3"), ["k3"])])
    links.connect([Link("a", "b", 4.5), Link("b", "c", -1.25)])
    links.assign({"a": "a", "b": "a", "c": "c"})
    return links


def test_sketches_come_back_whole(links):
    assert links.sketches(["a", "b", "none"]) == {"a": sketch("a"), "b": sketch("b", "r2")}
    bare = sketch("d", spots=(), initiators=(), killed=None, injured=(None, 3), wording=0)
    links.put([(bare, [])])
    assert links.sketches(["d"]) == {"d": bare}


def test_near_finds_what_is_filed_under_a_key_each_once(links):
    assert sorted(one.id for one in links.near(["k1", "k2", "k4"])) == ["a", "b"]
    assert list(links.near([])) == []


@pytest.mark.parametrize("key", ["735000.fire.1:2", "t0:77.91875", "t0:77.-1", "735000.fire.p"])
def test_every_sort_of_key_is_found_again(links, key):
    links.put([(sketch("d", "r4"), [key])])
    assert [one.id for one in links.near([key])] == ["d"]
    assert list(links.near([key + "1"])) == []


def test_links_of_gives_each_once_from_either_end(links):
    assert set(links.links_of(["b"])) == {Link("a", "b", 4.5), Link("b", "c", -1.25)}
    assert sorted(links.links_of(["a", "b"]), key=str) == sorted([Link("a", "b", 4.5), Link("b", "c", -1.25)], key=str)


def test_connecting_again_takes_the_new_score(links):
    links.connect([Link("a", "b", 2.0)])
    assert list(links.links_of(["a"])) == [Link("a", "b", 2.0)]


def test_clusters_and_members(links):
    assert links.clusters_of(["a", "c", "none"]) == {"a": "a", "c": "c"}
    assert links.members(["a", "none"]) == {"a": ("a", "b")}
    links.assign({"b": "c"})
    assert links.members(["a", "c"]) == {"a": ("a",), "c": ("b", "c")}


def test_a_removed_claim_leaves_nothing_but_constraints(links):
    links.constrain(Constraint("a", "b", True))
    links.remove(["b", "none"])
    assert links.sketches(["b"]) == {}
    assert [one.id for one in links.near(["k2"])] == ["a"]
    assert list(links.links_of(["a", "c"])) == []
    assert links.members(["a"]) == {"a": ("a",)}
    assert list(links.constraints_of(["b"])) == [Constraint("a", "b", True)]


def test_a_sketch_put_again_is_filed_anew(links):
    links.put([(sketch("a", factuality="denied"), ["k9"])])
    assert [one.id for one in links.near(["k1", "k9"])] == ["a"]
    assert links.sketches(["a"])["a"].factuality == "denied"


def test_constraints_replace_each_other_and_go(links):
    links.constrain(Constraint("a", "b", True))
    links.constrain(Constraint("a", "b", False))
    links.constrain(Constraint("b", "c", True))
    assert set(links.constraints_of(["a"])) == {Constraint("a", "b", False)}
    assert list(links.all_constraints()) == [Constraint("a", "b", False), Constraint("b", "c", True)]
    links.release("b", "a")
    assert list(links.all_constraints()) == [Constraint("b", "c", True)]


def test_more_ids_than_a_query_takes(links):
    many = {f"{n:020x}": sketch(f"{n:020x}", f"r{n}") for n in range(2000)}
    links.put((one, [f"key{claim}", "shared"]) for claim, one in many.items())
    assert len(links.sketches(many)) == 2000
    assert len({one.id for one in links.near([f"key{claim}" for claim in many])}) == 2000
    assert len(list(links.near(["shared"]))) == 2000


def test_the_linker_gives_the_same_clusters_as_in_memory(store):
    chance = random.Random(7)
    told = [
        sketch(
            f"{n:020x}",
            f"r{n % 17}",
            first=(day := 735_000 + chance.randrange(4)),
            last=day,
            killed=chance.choice([None, (5, 5), (9, None)]),
            origin=chance.choice(["sohr", "sana"]),
            wording=chance.getrandbits(64),
        )
        for n in range(40)
    ]
    memory = MemoryLinks()
    for links in (memory, store.links):
        linker = Linker(links)
        linker.replace((), told[:25])
        linker.replace([one.id for one in told[:5]], told[25:])
        linker.replace((), told[:5])
    ids = [one.id for one in told]
    assert store.links.clusters_of(ids) == memory.clusters_of(ids)
    assert set(store.links.links_of(ids)) == set(memory.links_of(ids))
