import itertools

import pytest
from django.db.models import Count

from marsad.ledger.opening import open_store
from marsad.ledger.wire import loads
from marsad.model import MarsadError
from marsad.model.incident import Incident
from marsad.web.bench.copying import copy
from marsad.web.bench.filling import fill
from marsad.web.bench.reports import Archive
from marsad.web.bench.store import filled
from marsad.web.ledger import models
from marsad.web.ledger.changes import version
from marsad.web.search import index, retrieving
from marsad.web.search.query import parsed

COPIES = 2


@pytest.fixture(scope="module")
def archive():
    return Archive.of(1, 200, 400)


@pytest.fixture(scope="module")
def alias(archive, tmp_path_factory):
    """A store of made-up reports, twice copied."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('pages') / 'store.sqlite3'}")
    fill(store, archive, 1)
    copy(store.alias, COPIES, archive.days, len(archive))
    return store.alias


def test_every_report_is_there_so_many_times(alias, archive):
    assert models.Report.objects.using(alias).count() == 200 * (1 + COPIES)
    assert models.Claim.objects.using(alias).count() == 400 * (1 + COPIES)
    assert models.Incident.objects.using(alias).count() == len(archive.sizes) * (1 + COPIES)


def test_claims_lie_in_the_incident_that_they_tell(alias, archive):
    sizes = models.Claim.objects.using(alias).values_list("incident").annotate(told=Count("pk"))
    told = sorted(count for _, count in sizes)
    assert told == sorted(list(archive.sizes.values()) * (1 + COPIES))


def test_documents_name_what_is_there(alias):
    keys = set(models.Claim.objects.using(alias).values_list("key", flat=True))
    reports = set(models.Report.objects.using(alias).values_list("key", flat=True))
    for key, document in models.Incident.objects.using(alias).values_list("key", "whole__document"):
        found = loads(Incident, document)
        assert found.id == key
        assert set(found.claims) <= keys
        assert set(found.reports) <= reports


def test_copies_lie_as_many_days_later(alias, archive):
    rows = models.Incident.objects.using(alias).order_by("pk").values_list("first", flat=True)
    parts = _parts(list(rows), archive)
    for before, after in itertools.pairwise(parts):
        apart = {(b - a).days for a, b in zip(before, after, strict=True) if a and b}
        assert apart == {archive.days}


def _parts(rows, archive):
    size = len(archive.sizes)
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def test_nothing_refers_to_what_is_not_there(alias):
    from django.db import connections

    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        assert cursor.fetchall() == []


def test_all_can_be_searched_for(alias):
    assert list(index.faults(alias)) == []
    text = models.Report.objects.using(alias).values_list("text", flat=True).order_by("pk")[0]
    word = max(text.split(), key=len).strip(".")
    found = retrieving.count(parsed(word), index.REPORTS, alias=alias)
    assert found.count >= 1 + COPIES


def test_the_store_has_a_version(alias):
    assert version(alias)


def test_a_store_is_made_once(tmp_path):
    told = []
    made = filled(tmp_path, 200, 400, told.append)
    assert told
    again = []
    assert filled(tmp_path, 200, 400, again.append) == made
    assert not again
    assert [file.name for file in tmp_path.iterdir() if "making" in file.name] == []


def test_numbers_that_are_not_even_are_refused(tmp_path):
    with pytest.raises(MarsadError, match="round numbers"):
        filled(tmp_path, 12_001, 60_000)
