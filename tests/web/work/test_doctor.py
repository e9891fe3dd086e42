"""The doctor finds what is wrong, and says how to mend it."""

import json
import os
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.utils import timezone

from marsad.web.work.models import Worker


def found(yard, **more):
    """What was found by check, and how the command ended."""
    done = yard.run("doctor", "--json", **more)
    assert "Traceback" not in done.stderr, done.stderr
    return {one["check"]: one for one in json.loads(done.stdout)}, done.returncode


def test_nothing_is_wrong_with_a_new_observatory(yard):
    checks, ended = found(yard)
    assert [one for one in checks.values() if one["grade"] == "wrong"] == []
    assert ended == 0
    assert {"versions", "disk", "gazetteers", "database", "migrations", "clock", "mail"} <= checks.keys()


def test_it_speaks_to_people_too(yard):
    done = yard.run("doctor")
    assert done.returncode == 0
    assert "good    migrations: the tables are those of this version" in done.stdout


def test_whatever_is_not_good_comes_with_how_to_mend_it(yard):
    checks, _ = found(yard)
    assert all(bool(one["mend"]) == (one["grade"] != "good") for one in checks.values())


def test_a_clock_that_is_behind_is_told(yard):
    ahead = timezone.now() + timezone.timedelta(hours=1)
    Worker.objects.using(yard.alias).create(name="w", version="1", started=ahead, seen=ahead)
    checks, ended = found(yard)
    assert checks["clock"]["grade"] == "wrong"
    assert ended == 1


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_no_database_is_told(yard):
    checks, ended = found(yard, MARSAD_DATABASE=f"sqlite:///{yard.folder}/none.sqlite3")
    assert "marsad init" in checks["database"]["mend"]
    assert ended == 1
    assert not (yard.folder / "none.sqlite3").exists()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_broken_database_is_told(yard):
    broken = yard.folder / "broken.sqlite3"
    broken.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)
    checks, ended = found(yard, MARSAD_DATABASE=f"sqlite:///{broken}")
    assert checks["database"]["grade"] == "wrong"
    assert ended == 1


def test_a_server_that_is_away_is_told_without_its_password(yard):
    checks, ended = found(yard, MARSAD_DATABASE="postgresql://u:geheim@127.0.0.1:1/x")
    assert checks["database"]["grade"] == "wrong"
    assert "geheim" not in json.dumps(checks)
    assert ended == 1


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_key_that_others_may_read_is_told(yard):
    data = yard.folder / "data"
    data.mkdir(mode=0o755)
    (data / "secret-key").write_text("x")
    (data / "secret-key").chmod(0o644)
    checks, ended = found(yard)
    assert checks["data folder"]["grade"] == "wrong"
    assert ended == 1
    data.chmod(0o700)
    assert found(yard)[0]["data folder"]["grade"] == "good"


def test_a_setting_that_cannot_be_is_told(yard):
    checks, ended = found(yard, MARSAD_MAIL_URL="smtq://x")
    assert "smtq" in checks["settings"]["said"]
    assert ended == 1


class Mailbox:
    """Takes mail, of which there must be none."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.mails.append(envelope.content)
        return "250 OK"


@pytest.fixture
def smtp():
    """A mail server that lets ``user`` with ``right`` in."""

    def admit(server, session, envelope, mechanism, given):
        return AuthResult(success=given.password == b"right", handled=False)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(
        Mailbox(), "127.0.0.1", port, authenticator=admit, auth_require_tls=False, auth_exclude_mechanism=["LOGIN"]
    )
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("password", "grade"), [("right", "good"), ("wrong", "wrong")])
def test_the_mail_server_is_asked_and_gets_no_mail(yard, smtp, password, grade):
    url = f"smtp://user:{password}@127.0.0.1:{smtp.port}"
    checks, _ = found(yard, MARSAD_MAIL_URL=url, MARSAD_SITE="https://marsad.example.org")
    assert checks["mail"]["grade"] == grade, checks["mail"]
    assert smtp.handler.mails == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_mail_server_that_is_away_is_told(yard):
    checks, ended = found(yard, MARSAD_MAIL_URL="smtp://127.0.0.1:1")
    assert "MARSAD_MAIL_URL" in checks["mail"]["mend"]
    assert ended == 1
