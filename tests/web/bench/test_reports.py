from collections import Counter

import pytest

from marsad.model import MarsadError
from marsad.web.bench.reports import NAME, Archive


def test_there_are_as_many_reports_and_claims_as_asked_for():
    told = list(Archive.of(1, 300, 900))
    assert len(told) == 300
    assert sum(len(one.coding.claims) for one in told) == 900


def test_the_same_seed_gives_the_same_reports():
    assert list(Archive.of(2, 300, 600)) == list(Archive.of(2, 300, 600)) != list(Archive.of(3, 300, 600))


def test_claims_stand_in_their_reports_with_the_incident_that_they_tell():
    archive = Archive.of(1, 300, 900)
    told = list(archive)
    for one in told:
        assert NAME.fullmatch(one.report.id)
        assert len(one.truth) == len(one.coding.claims)
        for claim in one.coding.claims:
            assert one.report.text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
    assert Counter(number for one in told for number in one.truth) == archive.sizes


def test_reports_are_as_long_as_reports_are():
    lengths = [len(one.report.text) for one in Archive.of(1, 300, 900)]
    assert min(lengths) > 600
    assert max(lengths) < 12_000


def test_parts_are_the_same_reports():
    archive = Archive.of(1, 300, 900)
    assert [one for part in archive.parts(70) for one in part] == list(archive)


def test_fewer_reports_than_outlets_have_days_are_refused():
    with pytest.raises(MarsadError, match="too few"):
        Archive.of(1, 10, 900)
