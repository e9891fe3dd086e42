"""In PostgreSQL terms are numbers in an array, no words in a ``tsvector``: half the size, and the index of either kind
of documents by itself. The documents are put in anew after the migration.
"""

from django.db import migrations

from marsad.web.search.migrations._postgresql import RunOnPostgresql

_MAKE = (
    "DELETE FROM marsad_search_document",
    "ALTER TABLE marsad_search_document DROP COLUMN terms",
    "ALTER TABLE marsad_search_document ADD COLUMN terms bigint[] NOT NULL",
    "CREATE INDEX document_reports ON marsad_search_document USING gin (terms) WHERE kind = 0",
    "CREATE INDEX document_incidents ON marsad_search_document USING gin (terms) WHERE kind = 1",
)
_DROP = (
    "DELETE FROM marsad_search_document",
    "ALTER TABLE marsad_search_document DROP COLUMN terms",
    "ALTER TABLE marsad_search_document ADD COLUMN terms tsvector NOT NULL",
    "CREATE INDEX document_terms ON marsad_search_document USING gin (terms)",
)


class Migration(migrations.Migration):
    dependencies = [("marsad_search", "0001_first")]
    operations = [RunOnPostgresql(_MAKE, _DROP)]
