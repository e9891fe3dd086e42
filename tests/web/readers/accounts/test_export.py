import io
import json
import zipfile

import pytest
from django.test import Client

from marsad.web.api import keys
from marsad.web.readers import owned
from marsad.web.readers.accounts.export import export, owner


def opened(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


@pytest.fixture
def kept(monkeypatch):
    """Registers one more kind of things that are kept for accounts, for a test."""
    monkeypatch.setattr(owned, "_GIVERS", dict(owned._GIVERS))
    return lambda function: owned.owned("kept")(function)


def test_an_export_has_all_kinds_and_lists_them(proven):
    archive = opened(proven.post("/en/account/export/file/"))
    assert archive.testzip() is None
    index = json.loads(archive.read("index.json"))
    assert [*index, "index.json"] == archive.namelist()
    account = json.loads(archive.read("account/account.json"))[0]
    assert (account["name"], account["email"], account["roles"]) == ("amal", "amal@example.org", ["reader"])


def test_files_and_rows_come_as_they_are(proven, kept):
    kept(lambda owner: [("notes.json", ({"n": n, "text": "حلب"} for n in range(3))), ("a/1.html", b"\x00\xff")])
    archive = opened(proven.post("/en/account/export/file/"))
    assert json.loads(archive.read("kept/notes.json")) == [{"n": n, "text": "حلب"} for n in range(3)]
    assert "حلب" in archive.read("kept/notes.json").decode()
    assert archive.read("kept/a/1.html") == b"\x00\xff"


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "a\\..\\x", "a//b", ""])
def test_no_path_leaves_the_folder_it_is_unpacked_in(person, kept, path):
    kept(lambda owner: [(path, b"")])
    user = person("reader")
    if path == "/etc/x":  # behind the folder's name it is a path inside it, written strangely
        path = "kept//etc/x"
    with pytest.raises(ValueError, match="no path inside"):
        export(user)


def test_secrets_are_not_in_it(proven, person):
    from django.contrib.auth.models import User

    user = User.objects.get(username="amal")
    key = keys.make(user, "for a test")
    archive = opened(proven.post("/en/account/export/file/"))
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "for a test" in everything
    for secret in (key, user.password, proven.session.session_key, user.api_keys.get().hashed):
        assert secret not in everything


def test_nothing_of_another_is_in_it(proven, person):
    other = person("reviewer", "nour", "nour@example.org")
    keys.make(other, "the other's key")
    archive = opened(proven.post("/en/account/export/file/"))
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "nour" not in everything
    assert "the other's" not in everything


def test_who_finds_an_open_browser_gets_no_export(reader):
    response = reader.post("/en/account/export/file/")
    assert response["Location"].startswith("/en/account/confirm/")


def test_no_link_makes_one(proven):
    assert proven.get("/en/account/export/file/").status_code == 405


def test_the_name_of_the_file_is_always_the_same(proven):
    response = proven.post("/en/account/export/file/")
    assert response["Content-Disposition"] == 'attachment; filename="marsad-export.zip"'
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_an_owner_has_every_address_that_is_kept(person):
    user = person("reader", email="Amal@Example.org")
    user.emailaddress_set.create(email="new@example.org")
    assert owner(user).addresses == ("amal@example.org", "new@example.org")


def test_a_stranger_gets_none():
    assert Client().post("/en/account/export/file/").status_code == 302
