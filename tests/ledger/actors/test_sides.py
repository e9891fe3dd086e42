"""Who is opposed to whom, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.ledger.actors import sides
from marsad.ledger.actors.sides import Stance, opponents, stances
from marsad.ledger.actors.tables import RegisterError


def test_allies_who_fell_out() -> None:
    assert stances("houthi", "ye-saleh", "2016-01-01") == {Stance.ALLIED}
    assert stances("ye-saleh", "houthi", "2017-12-20") == {Stance.OPPOSED}
    assert stances("houthi", "ye-saleh") == {Stance.ALLIED, Stance.OPPOSED}


def test_strangers_have_no_stance() -> None:
    assert stances("houthi", "polisario") == frozenset()
    assert stances("no-such-side", "houthi") == frozenset()


def test_opponents_on_a_day() -> None:
    assert "sd-rsf" not in opponents("sd-saf", "2022-01-01")
    assert "sd-rsf" in opponents("sd-saf", "2023-05-01")


def test_a_state_without_a_side_of_its_own_war_is_a_side() -> None:
    assert sides.sides()["tr"].en == "Turkey"
    assert sides.sides()["sy-government"].country == "SY"


@pytest.mark.parametrize("pair", ['["houthi"]', '["houthi", "martians"]'])
def test_a_relation_of_unknown_sides_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pair: str) -> None:
    known = sides.sides()
    (tmp_path / "sides.toml").write_text(f'[[relation]]\nsides = {pair}\nkind = "allied"\n', encoding="utf-8")
    monkeypatch.setattr(sides, "DATA", tmp_path)
    monkeypatch.setattr(sides, "sides", lambda: known)
    with pytest.raises(RegisterError, match="two known sides"):
        list(sides.relations())
