"""Opening a store: where it is, what can go wrong, and what characters it keeps."""

import sqlite3
import threading
from contextlib import suppress

import pytest

from marsad.ledger import opening
from marsad.ledger.store import fingerprint
from marsad.model import Coding, MarsadError, Report
from marsad.web import settings
from marsad.web.database import StoreError, address, configured, shown
from marsad.web.ledger.store import open_store

AWKWARD = Report("id \x00 \ud800", "عنوان \ue000", "نص\x00 \udfff \ue0000041", None, "\x00", None)


class TestAddresses:
    def test_by_default_a_file_in_the_data_folder(self, monkeypatch):
        monkeypatch.delenv("MARSAD_DATABASE", raising=False)
        monkeypatch.setenv("MARSAD_DATA", "/srv/data folder")
        assert address() == "sqlite:////srv/data%20folder/marsad.sqlite3"
        assert str(configured(address())["NAME"]) == "/srv/data folder/marsad.sqlite3"

    def test_the_environment_names_another(self, monkeypatch):
        monkeypatch.setenv("MARSAD_DATABASE", "postgresql://host/name")
        assert address() == "postgresql://host/name"
        assert address("sqlite:///here") == "sqlite:///here"

    def test_parts_of_a_server_address(self):
        found = configured("postgresql://me:p%40ss@host:5433/ledger?sslmode=require")
        assert [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
            "ledger",
            "me",
            "p@ss",
            "host",
            "5433",
        ]
        assert found["OPTIONS"]["sslmode"] == "require"

    def test_a_socket_in_the_query(self):
        found = configured("postgresql://postgres:@/ledger?host=/run/pg&port=5433")
        assert (found["HOST"], found["PORT"]) == ("/run/pg", "5433")

    @pytest.mark.parametrize(
        "url", ["mysql://host/name", "ledger.sqlite3", "sqlite://host/x", "sqlite:///", "postgresql://host:port/x"]
    )
    def test_what_is_no_address(self, url):
        with pytest.raises(StoreError, match="write sqlite:///PATH or postgresql"):
            configured(url)

    def test_passwords_are_not_shown(self):
        assert shown("postgresql://me:secret@host:5433/x") == "postgresql://me@host:5433/x"
        with pytest.raises(StoreError) as fault:
            open_store("mysql://me:secret@host/x")
        assert "secret" not in str(fault.value)


class TestOpening:
    def test_tables_are_made_once(self, store, url):
        open_store(url, migrate=False).close()
        assert list(store.reports.ids()) == []

    def test_without_tables_nothing_can_be_read(self, tmp_path, postgresql_url):
        for url in (f"sqlite:///{tmp_path / 'none.sqlite3'}", postgresql_url()):
            with pytest.raises(StoreError, match=r"marsad (ledger add|init)"):
                open_store(url, migrate=False)
        assert not (tmp_path / "none.sqlite3").exists()

    def test_a_newer_ledger_is_left_alone(self, store, url):
        from django.db import connections
        from django.db.migrations.recorder import MigrationRecorder

        recorder = MigrationRecorder(connections[store._alias])
        recorder.record_applied("ledger", "0999_future")
        with pytest.raises(StoreError, match=r"newer version of marsad \(0999_future\)"):
            open_store(url)

    def test_a_file_that_is_no_database(self, tmp_path):
        (tmp_path / "x.sqlite3").write_text("not a database, but long enough to be looked at" * 50)
        with pytest.raises(StoreError, match="cannot be used"):
            open_store(f"sqlite:///{tmp_path / 'x.sqlite3'}")

    def test_a_folder_that_cannot_be_made(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(StoreError, match="cannot be made"):
            open_store(f"sqlite:///{tmp_path / 'file' / 'sub' / 'x.sqlite3'}")

    def test_a_server_that_is_not_there(self):
        with pytest.raises(StoreError, match="cannot be used"):
            open_store("postgresql://nobody@127.0.0.1:9/none")

    def test_a_missing_driver_is_named(self, monkeypatch):
        from django.db import connections

        monkeypatch.setattr(type(connections), "__getitem__", _no_driver)
        with pytest.raises(StoreError, match=r"pip install marsad\[postgresql\]"):
            open_store("postgresql://host/name")

    def test_a_database_that_may_only_be_read(self, postgresql_url):
        """PostgreSQL's switch stands in for a file without write permission, which root would write anyway."""
        url = postgresql_url()
        open_store(url).close()
        reading = open_store(f"{url}&options=-c%20default_transaction_read_only%3Don")
        with pytest.raises(StoreError, match="read-only"), reading.transaction():
            reading.reports.put([AWKWARD])
        reading.close()

    def test_by_its_entry_point(self, url, monkeypatch):
        opened = opening.open_store(url)
        assert list(opened.reports.ids()) == []
        opened.close()
        monkeypatch.setattr(opening, "entry_points", lambda **_: ())
        with pytest.raises(MarsadError, match=r"entry point marsad\.stores"):
            opening.open_store(url)


def _no_driver(self, alias):
    from django.core.exceptions import ImproperlyConfigured

    raise ImproperlyConfigured("Error loading psycopg2 or psycopg module")


class TestKeeping:
    def test_any_character_comes_back(self, store):
        with store.transaction():
            store.reports.put([AWKWARD])
            store.codings.put([Coding(AWKWARD.id)], "x\x00")
        assert store.reports.get([AWKWARD.id]) == {AWKWARD.id: AWKWARD}
        assert store.reports.fingerprints([AWKWARD.id]) == {AWKWARD.id: fingerprint(AWKWARD)}
        assert store.codings.get([AWKWARD.id]) == {AWKWARD.id: Coding(AWKWARD.id)}

    def test_a_failed_transaction_leaves_nothing(self, store):
        with suppress(KeyError), store.transaction():
            store.reports.put([AWKWARD])
            raise KeyError
        assert list(store.reports.ids()) == []

    def test_writers_wait_for_each_other(self, store, url):
        """The second begins when the first is done, and sees what it wrote."""
        seen, begun = [], threading.Event()

        def second():
            other = open_store(url)
            begun.set()
            with other.transaction():
                seen.extend(other.reports.ids())
            other.close()

        thread = threading.Thread(target=second)
        with store.transaction():
            store.reports.put([AWKWARD])
            thread.start()
            begun.wait(5)
            thread.join(0.2)
            assert seen == []
        thread.join(10)
        assert seen == [AWKWARD.id]

    def test_a_broken_reference_is_found(self, tmp_path):
        path = tmp_path / "ledger.sqlite3"
        store = open_store(f"sqlite:///{path}")
        assert list(store.faults()) == []
        with sqlite3.connect(path) as raw:
            raw.execute("INSERT INTO ledger_claimkey (key, sketch_id) VALUES (1, 99)")
        raw.close()
        assert list(store.faults()) == ["ledger_claimkey: row 1 refers to nothing in ledger_sketch"]
        store.close()


class TestSettings:
    def test_the_key_is_made_once_and_kept_private(self, tmp_path, monkeypatch):
        monkeypatch.setattr(settings, "data_folder", lambda: tmp_path / "data")
        key = settings._secret()
        assert len(key) > 50
        assert settings._secret() == key
        assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600

    def test_debugging_is_off(self):
        assert settings.DEBUG is False


def test_models_and_migrations_agree(store):
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(loader.graph)
    assert "ledger" not in found
