"""Each way in which a ledger can be out of step is found, and mended by a rebuild where it can be."""

import pytest

from marsad.ledger.checking import findings
from marsad.web.ledger import models


@pytest.fixture
def full(ledger, world):
    ledger.add_many(world)
    return ledger


def rows(ledger, table):
    return table.objects.using(ledger.store._alias)


def test_a_ledger_in_order(full):
    assert list(findings(full)) == []


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (lambda full: rows(full, models.Claim).filter(report__key="r4").update(incident=None), "not in the incident"),
        (lambda full: rows(full, models.Sketch).update(cluster="x"), "not in the incident"),
        (lambda full: rows(full, models.Constraint).create(a="a", b="b", together=True), "the constraints on links"),
        (lambda full: full.store.tells.replace(["r3"], ()), "of control"),
        (lambda full: full.store.entries.remove(full.store.entries.ids_of(["r4"])), "report r4: its claims"),
    ],
)
def test_what_follows_is_checked_and_can_be_rebuilt(full, spoil, finding):
    spoil(full)
    assert any(finding in one for one in findings(full))
    full.rebuild()
    assert list(findings(full)) == []


def test_what_was_told_is_checked(full):
    rows(full, models.Report).filter(key="r4").update(title="x")
    rows(full, models.Coding).filter(report__key="r3").delete()
    found = list(findings(full))
    assert "report r4: was changed from outside; add it again" in found
    assert "report r3: has no coding; add it again" in found
