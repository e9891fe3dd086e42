"""Row 24 of the cases to survive, for logs: whatever somebody asks for or types, a line of a log stays one line."""

import logging

import pytest

FORGED = "%0d%0a2026-01-01 INFO forged"


@pytest.fixture
def lines(caplog):
    """What the site writes of a request, each record as a log file has it."""
    caplog.set_level(logging.DEBUG)
    form = logging.Formatter("%(levelname)s %(name)s %(message)s")
    return lambda: [form.format(record) for record in caplog.records]


@pytest.mark.parametrize("path", [f"/nowhere{FORGED}", f"/en/incident/{FORGED}/", f"/wallabag/api/{FORGED}"])
def test_an_address_begins_no_line(client, lines, path):
    assert client.get(path).status_code == 404
    assert any("forged" in line for line in lines())
    assert not [line for line in lines() if "\n" in line or "\r" in line]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/sign-in/", {"login": "nour\r\nINFO forged", "password": "x"}),
        ("/sign-up/", {"email": "a@b.org\r\nINFO forged", "username": "x\nINFO forged", "password1": "x"}),
        ("/newsletters/subscribe/brief/", {"address": "a@b.org\r\nINFO forged"}),
        ("/wallabag/oauth/v2/token", {"grant_type": "password\r\nINFO forged", "client_id": "\nINFO forged"}),
    ],
)
def test_what_is_typed_begins_no_line(client, lines, path, form):
    assert client.post(path, form).status_code in (400, 401, 422)
    assert not [line for line in lines() if "\n" in line or "\r" in line]
