"""Steps of a migration that are PostgreSQL's alone."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunSQL


class RunOnPostgresql(RunSQL):
    """SQL forward and back; nothing where the database is another."""

    def database_forwards(self, label: str, editor: BaseDatabaseSchemaEditor, before: Any, after: Any) -> None:
        """Go forward."""
        if editor.connection.vendor == "postgresql":
            super().database_forwards(label, editor, before, after)

    def database_backwards(self, label: str, editor: BaseDatabaseSchemaEditor, before: Any, after: Any) -> None:
        """Go back."""
        if editor.connection.vendor == "postgresql":
            super().database_backwards(label, editor, before, after)
