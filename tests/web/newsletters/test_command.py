"""The command line, with the real thing behind it."""

from importlib.metadata import EntryPoint

import pytest
from typer.testing import CliRunner

from marsad.cli import newsletters
from marsad.web.database import data_folder
from marsad.web.newsletters.models import Delivery, Issue, State

from .test_bounces import KEY, bounced


@pytest.fixture
def run(ledger, monkeypatch, tmp_path):
    """Runs a command: gives its status, what it printed, and what it told. Letters become files."""
    point = EntryPoint("django", "marsad.web.newsletters.command:Newsletters", newsletters.GROUP)
    monkeypatch.setattr(newsletters, "entry_points", lambda group: [point] if group == newsletters.GROUP else [])
    monkeypatch.setattr("marsad.web.newsletters.queueing.standing", list)
    monkeypatch.setenv("MARSAD_MAIL_URL", f"outbox:///{tmp_path}/out")

    def command(*words, given=None):
        found = CliRunner().invoke(newsletters.app, list(words), input=given)
        return found.exit_code, found.stdout, found.stderr

    return command


def test_a_letter_is_shown(run, strike):
    status, shown, _ = run("preview", "place:إدلب", "--day", "2016-03-03")
    assert status == 0
    assert shown.startswith("نشرة إدلب، 3 آذار/مارس 2016: حادثة واحدة")
    assert not Issue.objects.exists()


def test_a_letter_is_written_to_a_folder(run, strike, tmp_path):
    assert run("preview", "brief", "--language", "en", "--day", "2016-03-03", "--out", str(tmp_path / "a"))[0] == 0
    assert 'src="map.png"' in (tmp_path / "a" / "letter.html").read_text(encoding="utf-8")
    assert (tmp_path / "a" / "map.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "a" / "letter.txt").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("preview", "war"), "no newsletter"),
        (("preview", "place:لامكان"), "no place"),
        (("preview", "actor:x-abc"), "no newsletter of actor"),
        (("preview", "follows:1"), "that reader alone"),
        (("preview", "brief", "--often", "weekly"), "not 'weekly'"),
        (("preview", "brief", "--language", "fr"), "no language"),
        (("preview", "brief", "--day", "today"), "no date"),
        (("bounces", "/nowhere"), "no mailbox"),
    ],
)
def test_what_cannot_be_is_told(run, words, told):
    status, _, message = run(*words)
    assert status == 1
    assert told in message


def test_letters_become_files_once(run, copies, tmp_path):
    copies("a@example.org", "b@example.org")
    status, _, told = run("send")
    assert status == 0
    assert "queued: 0, sent: 2" in told
    assert len(list((tmp_path / "out").glob("*.eml"))) == 2
    assert "sent: 0" in run("send")[2]
    assert oct((tmp_path / "out").stat().st_mode)[-3:] == "700"
    assert {oct(one.stat().st_mode)[-3:] for one in (tmp_path / "out").iterdir()} == {"600"}


def test_what_is_in_doubt_is_sent_again_only_if_wished(run, copies):
    copies("a@example.org", state=State.DOUBT)
    assert "sent: 0" in run("send")[2]
    assert "sent: 1" in run("send", "--again")[2]


def test_a_server_that_is_not_there_is_told(run, copies, monkeypatch):
    copies("a@example.org")
    monkeypatch.setenv("MARSAD_MAIL_URL", "smtp://user:secret@127.0.0.1:1")
    status, _, told = run("send")
    assert status == 1
    assert "127.0.0.1:1 cannot be used" in told
    assert "secret" not in told
    assert Delivery.objects.get().state == State.QUEUED


def test_bounces_are_read_from_input(run, copies):
    copies("a@example.org", key=KEY)
    assert (
        "mails: 1, copies they tell of: 1, addresses that get no more mail: 1"
        in run("bounces", "-", given=bounced())[2]
    )


def test_the_status_is_numbers(run, copies):
    copies("a@example.org", "b@example.org")
    lines = dict(line.split("\t") for line in run("status")[1].splitlines())
    assert lines["subscribers"] == "2"
    assert lines["copies queued"] == "2"
    assert lines["copies doubt"] == "0"


def test_where_nothing_makes_letters_it_is_told(monkeypatch):
    monkeypatch.setattr(newsletters, "entry_points", lambda group: [])
    assert newsletters.GROUP in CliRunner().invoke(newsletters.app, ["status"]).stderr


def test_the_journal_is_the_owners_alone(run):
    run("send")
    journals = list(data_folder().glob("newsletters-*.journal"))  # other tests of this process have theirs there
    assert {oct(journal.stat().st_mode)[-3:] for journal in journals} == {"600"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MARSAD_MAIL_PACE", "0"),
        ("MARSAD_MAIL_CONNECTIONS", "many"),
        ("MARSAD_MAIL_BOUNCES", "nobody"),
        ("MARSAD_MAIL_BOUNCES", "a@b\r\nX: y"),
    ],
)
def test_settings_that_cannot_be_are_told(run, copies, monkeypatch, name, value):
    copies("a@example.org")
    monkeypatch.setenv("MARSAD_MAIL_URL", "smtp://127.0.0.1:1")
    monkeypatch.setenv(name, value)
    status, _, told = run("send")
    assert status == 1
    assert name in told
