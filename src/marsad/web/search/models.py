"""The tables of the search: what is indexed, under which number. The terms themselves are kept as each database does:
SQLite in the FTS5 table ``marsad_search_terms``, PostgreSQL in the column ``terms`` of the documents, as numbers in an
array (see ``keeping.numbered``), in a table of their own for each kind.
"""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """A report or an incident as it is indexed. ``id`` sorts by kind and day (see ``index.numbered``); ``subject`` is
    the number of the row, ``content`` the fingerprint of its terms.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.SmallIntegerField()
    subject = models.BigIntegerField()
    content = models.CharField(max_length=32)

    class Meta:
        """Each report and each incident once."""

        constraints = (models.UniqueConstraint(fields=["kind", "subject"], name="document_once"),)


class Counter(models.Model):
    """One row: the number for the next document. No number is given twice, for FTS5 may still have terms of it."""

    following = models.BigIntegerField(default=1)
