"""Coders by name."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from marsad.coder import registry
from marsad.coder.pipeline import code
from marsad.coder.registry import coder, coders
from marsad.model import Coding, MarsadError, Report


def quiet(report: Report) -> Coding:
    """A coder that finds nothing."""
    return Coding(report.id)


@pytest.fixture
def installed(monkeypatch):
    """Packages that register coders."""

    def install(**values: str) -> None:
        made = EntryPoints(EntryPoint(name, value, registry.GROUP) for name, value in values.items())
        monkeypatch.setattr(registry, "entry_points", made.select)

    return install


def test_the_rule_coder_is_always_there(installed) -> None:
    installed()
    assert coders() == ("rules",)
    assert coder() is coder("rules") is code


def test_another_package_can_bring_a_coder(installed, monkeypatch) -> None:
    installed(quiet="marsad.coder.registry:stand_in")
    monkeypatch.setattr(registry, "stand_in", quiet, raising=False)
    assert coders() == ("quiet", "rules")
    assert coder("quiet")(Report("1", "", "قصفت القوات البلدة.")).claims == ()


def test_the_project_registers_its_own() -> None:
    assert "rules" in registry.entry_points(group=registry.GROUP).names


def test_a_coder_that_is_not_there_is_told(installed) -> None:
    installed(quiet="marsad.coder.registry:stand_in")
    with pytest.raises(MarsadError, match="no coder 'loud'; installed are: quiet, rules"):
        coder("loud")


@pytest.mark.parametrize(
    ("value", "told"), [("no_such_package:code", "cannot be loaded"), ("marsad.coder.registry:GROUP", "is no function")]
)
def test_a_coder_that_cannot_be_used_is_told(installed, value: str, told: str) -> None:
    installed(broken=value)
    with pytest.raises(MarsadError, match=told):
        coder("broken")
