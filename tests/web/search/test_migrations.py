"""The search keeps what it has through the changes of its tables, in either kind of database."""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from marsad.web.search import index, retrieving
from marsad.web.search.query import parsed

WHOLE = [("marsad_search", "0002_numbered_terms")]
PARTED = [("marsad_search", "0003_parted_by_kind")]
QUERIES = ("حلب", "قوات النظام", '"قوات النظام"', "حلب -قصف", "لا-شيء-كهذا")


def found(alias):
    """The rows that each query finds."""
    return [sorted(retrieving.rows(parsed(one), index.REPORTS, alias).tolist()) for one in QUERIES]


def test_documents_stay_found_when_they_are_parted_by_kind_and_put_together_again(alias):
    known = found(alias)
    assert any(known)
    for target in (WHOLE, PARTED):
        MigrationExecutor(connections[alias]).migrate(target)
        assert found(alias) == known
        assert list(index.faults(alias)) == []


def test_in_postgresql_the_terms_lie_apart_from_all_rows(alias):
    if connections[alias].vendor != "postgresql":
        return
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE relname = 'marsad_search_reports'")
        ((apart,),) = cursor.fetchall()
    assert apart >= 8 * 256 * 8  # bytes of eight reports: none of them has so many terms by itself
