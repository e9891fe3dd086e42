"""English names: those of the register, as tables that people coded write them."""

from __future__ import annotations

import pytest

from marsad.ledger.actors.register import ActorRegister


@pytest.mark.parametrize(
    ("name", "country", "day", "meant"),
    [
        ("IS", "SY", None, "is"),
        ("islamic state", "IQ", "2015-01-01", "is"),
        ("The Houthis", "YE", None, "houthi"),
        ("Government of Syria", "SY", "2016-03-01", "sy"),
        ("Government of Syria", "SY", "2025-03-01", "sy-2024"),
        ("Military Forces of Syria", "SY", "2016-03-01", "sy-army"),
    ],
)
def test_english_names_of_the_register_are_known(name: str, country: str, day: str | None, meant: str) -> None:
    assert ActorRegister.shipped().resolve(name, country, day) == meant


@pytest.mark.parametrize("name", ["Government of Syria", "Unheard-of Brigade"])
def test_a_name_that_several_or_nobody_bears_is_nobody_known(name: str) -> None:
    assert not ActorRegister.shipped().read(name, "SY").known


def test_arabic_names_are_read_as_before() -> None:
    assert ActorRegister.shipped().read("تنظيم داعش", "SY").rule != "English name"
