"""In PostgreSQL each kind of documents lies in a table of its own, and all terms are put apart from them, filled up
where they are too few for that: whoever reads the documents that a word finds reads a tenth of the pages.
"""

from django.db import migrations

from marsad.web.search.migrations._postgresql import RunOnPostgresql

# Terms are numbers of a hash, which no compression makes shorter: EXTERNAL spares the try.
_MAKE = (
    "CREATE TABLE marsad_search_parted (LIKE marsad_search_document) PARTITION BY LIST (kind)",
    "ALTER TABLE marsad_search_parted ALTER COLUMN terms SET STORAGE EXTERNAL",
    "CREATE TABLE marsad_search_reports PARTITION OF marsad_search_parted FOR VALUES IN (0)",
    "CREATE TABLE marsad_search_incidents PARTITION OF marsad_search_parted FOR VALUES IN (1)",
    "INSERT INTO marsad_search_parted SELECT id, kind, subject, content,"
    " terms || array_fill(0::bigint, ARRAY[greatest(256 - cardinality(terms), 0)])"
    " FROM marsad_search_document ORDER BY id",
    "DROP TABLE marsad_search_document",
    "ALTER TABLE marsad_search_parted RENAME TO marsad_search_document",
    "ALTER TABLE marsad_search_reports ADD PRIMARY KEY (id), ADD CONSTRAINT report_once UNIQUE (subject)",
    "ALTER TABLE marsad_search_incidents ADD PRIMARY KEY (id), ADD CONSTRAINT incident_once UNIQUE (subject)",
    "CREATE INDEX document_reports ON marsad_search_reports USING gin (terms)",
    "CREATE INDEX document_incidents ON marsad_search_incidents USING gin (terms)",
)
_DROP = (
    "CREATE TABLE marsad_search_whole (LIKE marsad_search_document)",
    "INSERT INTO marsad_search_whole"
    " SELECT id, kind, subject, content, array_remove(terms, 0) FROM marsad_search_document",
    "DROP TABLE marsad_search_document",
    "ALTER TABLE marsad_search_whole RENAME TO marsad_search_document",
    "ALTER TABLE marsad_search_document ADD PRIMARY KEY (id), ADD CONSTRAINT document_once UNIQUE (kind, subject)",
    "CREATE INDEX document_reports ON marsad_search_document USING gin (terms) WHERE kind = 0",
    "CREATE INDEX document_incidents ON marsad_search_document USING gin (terms) WHERE kind = 1",
)


class Migration(migrations.Migration):
    dependencies = [("marsad_search", "0002_numbered_terms")]
    operations = [RunOnPostgresql(_MAKE, _DROP)]
