"""Accounts at the command line, with the real thing behind it."""

from importlib.metadata import EntryPoint

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from typer.testing import CliRunner

from marsad.cli import people
from marsad.web.api import keys

PASSWORD = "a long enough phrase"


@pytest.fixture
def run(ledger, monkeypatch):
    """Runs a command: gives its status, what it printed, and what it told."""
    point = EntryPoint("django", "marsad.web.review.people:People", people.GROUP)
    monkeypatch.setattr(people, "entry_points", lambda group: [point] if group == people.GROUP else [])

    def command(*words, given=""):
        found = CliRunner().invoke(people.app, list(words), input=given)
        return found.exit_code, found.stdout, found.stderr

    return command


def test_the_first_administrator_is_made(run):
    assert run("add", "nour", "--role", "administrator", given=PASSWORD + "\n")[0] == 0
    user = authenticate(username="nour", password=PASSWORD)
    assert [group.name for group in user.groups.all()] == ["administrator"]
    assert not user.is_superuser


def test_an_account_is_a_readers_unless_said(run):
    run("add", "nour", given=PASSWORD)
    assert run("list")[1].split("\t")[:2] == ["nour", "reader"]


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (("add", "nour", "--role", "owner"), PASSWORD, "no role"),
        (("add", "nour"), "short", "password will not do"),
        (("add", "nour"), "", "no password was given"),
        (("add", "nour"), "password1234", "too common"),
        (("add", ""), PASSWORD, "no name"),
        (("add", "a b/c"), PASSWORD, "no name"),
        (("role", "nobody", "reader"), "", "no account"),
        (("password", "nobody"), PASSWORD, "no account"),
        (("key", "nobody"), "", "no account"),
        (("revoke", "123"), "", "no key"),
    ],
)
def test_what_cannot_be_is_told(run, words, given, told):
    status, _, message = run(*words, given=given)
    assert status != 0
    assert told in message
    assert not User.objects.exists()


def test_no_two_accounts_differ_in_case_alone(run):
    run("add", "nour", given=PASSWORD)
    status, _, message = run("add", "NOUR", given=PASSWORD)
    assert status != 0
    assert "already" in message


def test_a_role_takes_the_place_of_the_one_before(run):
    run("add", "nour", given=PASSWORD)
    assert run("role", "nour", "reviewer")[0] == 0
    assert [group.name for group in User.objects.get().groups.all()] == ["reviewer"]
    assert run("role", "nour", "owner")[0] != 0


def test_a_password_takes_the_place_of_the_one_before(run):
    run("add", "nour", given=PASSWORD)
    assert run("password", "nour", given="another long phrase")[0] == 0
    assert authenticate(username="nour", password=PASSWORD) is None
    assert authenticate(username="nour", password="another long phrase")


def test_a_key_is_made_listed_and_revoked(run):
    run("add", "nour", given=PASSWORD)
    _, key, _ = run("key", "nour", "--for", "a newsroom")
    assert keys.known(key.strip()).owner.username == "nour"
    _, listed, _ = run("keys")
    number, owner, label, _, used = listed.strip().split("\t")
    assert (owner, label) == ("nour", "a newsroom")
    assert used != "never"
    assert key.strip() not in listed
    assert run("revoke", number)[0] == 0
    assert keys.known(key.strip()) is None
    assert run("keys")[1].strip().endswith("revoked")


def test_where_nothing_keeps_accounts_it_is_told(monkeypatch):
    monkeypatch.setattr(people, "entry_points", lambda group: [])
    found = CliRunner().invoke(people.app, ["list"])
    assert found.exit_code != 0
    assert people.GROUP in found.stderr


def test_the_database_is_named_for_what_is_loaded(run, monkeypatch):
    from django.conf import settings

    monkeypatch.setenv("MARSAD_DATABASE", "sqlite:////nowhere")
    assert run("list", "--database", settings.MARSAD_ADDRESS)[0] == 0


def test_an_invitation_is_printed_once_and_makes_one_account(run):
    from django.test import Client

    from marsad.web.readers.accounts import invitations

    status, printed, _ = run("invite", "--days", "3")
    assert status == 0
    word = printed.strip().partition("?invitation=")[2]
    assert printed.startswith("http://127.0.0.1:8000/sign-up/?")
    assert invitations.valid(word)
    assert Client().get(printed.strip().removeprefix("http://127.0.0.1:8000")).status_code == 200


@pytest.mark.parametrize("days", ["0", "91", "x"])
def test_an_invitation_is_for_some_days(run, days):
    assert run("invite", "--days", days)[0] == 2
