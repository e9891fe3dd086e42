import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ledger.judgements.desk import Desk
from marsad.model import ClaimType
from marsad.model.judgement import Field, Judgement, Undo
from marsad.web.review import acts
from marsad.web.review.measured import ENOUGH, Share, count, reviewed, shipped
from marsad.web.review.wilson import wilson


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (193, 244, 0.7357, 0.8374)],
)
def test_the_interval_is_wilsons(right, of, low, high):
    assert wilson(right, of) == pytest.approx((low, high), abs=2e-4)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_stays_within_bounds(trial):
    right, of = trial
    low, high = wilson(right, of)
    assert 0 <= low <= right / of + 1e-12
    assert right / of - 1e-12 <= high <= 1


@pytest.mark.parametrize(("right", "of"), [(0, 0), (2, 1), (-1, 3)])
def test_nothing_measured_has_no_interval(right, of):
    with pytest.raises(ValueError, match="is no share"):
        wilson(right, of)


def test_what_is_shipped_is_what_the_readme_says():
    from pathlib import Path

    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    for one in shipped().fields:
        row = re.search(rf"^\| {one.field} \| ([\d.]+) \| ([\d.]+) \|", readme, re.M)
        assert row, one.field
        assert (
            f"{one.precision.right / one.precision.of:.2f}",
            f"{one.recall.right / one.recall.of:.2f}",
        ) == row.groups()


def judged(ledger, *given):
    return [ledger.judge(Judgement(act, "own", "2026-11-29T10:00:00+00:00", "")) for act in given]


def test_reviewers_findings_are_counted_by_field(ledger, incidents):
    desk = Desk(ledger.store)
    first, second, third = [one.id for one in incidents][:3]
    judged(ledger, desk.confirm(first), desk.correct(second, Field.TYPE, ClaimType.RIOT), desk.reject(third))
    found = count(ledger.store.judgements.all())
    assert found.claims == Share(2, 3)
    assert dict(found.fields)["type"] == Share(1, 2)
    assert dict(found.fields)["places"] == Share(2, 2)


def test_what_was_taken_back_counts_no_more(ledger, incidents):
    (one,) = judged(ledger, Desk(ledger.store).reject(incidents[0].id))
    judged(ledger, Undo(one.id))
    assert not count(ledger.store.judgements.all()).claims.known


def test_few_are_called_few():
    assert not Share(1, ENOUGH - 1).enough
    assert Share(1, ENOUGH).enough
    assert not Share(0, 0).known
    assert (Share(1, 2).percent, Share(1, 2).width > 0) == (50, True)


def test_the_page_says_that_nothing_was_reviewed(client):
    reviewed.cache_clear()
    page = client.get("/en/trust/").content.decode()
    assert "No claim has been reviewed here yet" in page
    claims = shipped().fields[0]
    assert claims.field == "claims"
    for share in (claims.precision, claims.recall):
        assert f"{share.percent}%" in page
        assert f'<bdi dir="ltr">{share.low}–{share.high}%</bdi>' in page


def test_the_page_says_that_too_little_was_reviewed(client, ledger, incidents):
    judged(ledger, Desk(ledger.store).confirm(incidents[0].id))
    page = client.get("/en/trust/").content.decode()
    assert "Not enough reviewed yet" in page
    assert "Claims reviewed: 1" in page
    reviewed.cache_clear()


def test_the_page_with_enough_reviewed_has_no_warning(client, ledger, incidents):
    judged(ledger, *[Desk(ledger.store).confirm(one.id) for one in incidents[:ENOUGH]])
    page = client.get("/en/trust/").content.decode()
    assert "Not enough" not in page
    assert f"Claims reviewed: {ENOUGH}" in page
    assert acts.latest() > 0
    reviewed.cache_clear()


def test_the_page_is_in_arabic(client):
    assert "إلى أيّ حدّ يوثق بهذا" in client.get("/trust/").content.decode()
