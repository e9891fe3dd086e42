"""Every entry of the shipped register is read back from its own names and examples."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from marsad.ledger.actors.examples import failing_arms, failing_sorts, failures
from marsad.ledger.actors.register import ActorRegister
from marsad.ledger.actors.sides import sides


def test_every_name_and_match_is_read_and_no_reject(register: ActorRegister) -> None:
    wrong = list(failures(register, register.entries))
    assert not wrong, "\n".join(wrong)


def test_the_examples_of_arms_and_sorts_are_read(register: ActorRegister) -> None:
    wrong = [*failing_arms(register), *failing_sorts(register)]
    assert not wrong, "\n".join(wrong)


def test_every_named_actor_carries_an_example(register: ActorRegister) -> None:
    of_files = [entry for entry in register.entries if not entry.file.startswith("states.toml")]
    assert len(of_files) > 500
    assert not [entry.file for entry in of_files if not entry.matches]


def test_every_side_is_known(register: ActorRegister) -> None:
    assert {actor.side for actor in register if actor.side} <= sides().keys()


def test_every_actor_has_an_english_name(register: ActorRegister) -> None:
    assert not [actor.id for actor in register if not actor.en]


def test_no_two_actors_share_their_first_english_name_in_one_time(register: ActorRegister) -> None:
    # Two governments of one state follow each other under one name.
    names = Counter(entry.actor.en[0] for entry in register.entries if not entry.since)
    assert not [name for name, n in names.items() if n > 1]


def test_nobody_is_his_own_ancestor(register: ActorRegister) -> None:
    parents = {actor.id: [p.parent for p in actor.parents] for actor in register}
    for start in parents:
        layer, seen = list(parents[start]), set()
        while layer:
            seen |= set(layer)
            layer = [p for member in layer for p in parents[member] if p not in seen]
        assert start not in seen


@pytest.mark.parametrize("id", ["is", "sdf", "houthi", "qassam", "rsf", "ly-lna", "iq-army", "unifil", "taliban"])
def test_the_best_known_actors_are_there(register: ActorRegister, id: str) -> None:
    assert register.get(id).ar


def test_a_failing_example_is_told(tmp_path: Path) -> None:
    text = '[[actor]]\nid = "a"\nar = ["لواء الصقر"]\nkind = "rebels"\n'
    text += 'matches = ["كتيبة الرعد"]\nrejects = ["لواء الصقر"]\n'
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    register = ActorRegister([tmp_path])
    told = list(failures(register, [entry for entry in register.entries if entry.actor.id == "a"]))
    assert len(told) == 2
    assert all("own.toml" in line for line in told)


def test_failing_examples_of_arms_and_sorts_are_told(register: ActorRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "resolve", lambda name: "nobody")
    assert any("its match" in line for line in (*failing_arms(register), *failing_sorts(register)))
    monkeypatch.setattr(register, "resolve", lambda name: "tr-army")
    assert any("its reject" in line for line in failing_arms(register))
