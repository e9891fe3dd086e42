"""A letter on its way through a real conversation with a mail server."""

import email
import re
import socket
from contextlib import contextmanager
from email import policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.test import override_settings

from marsad.web.mail import mail_settings

PASSWORD = "a long enough phrase"


class Box:
    """Takes letters; refuses those to ``nobody@``."""

    def __init__(self):
        self.letters, self.known = [], []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.known.append(session.authenticated)
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


def allow(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"news", b"p/w"))


@contextmanager
def server(box, **more):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.fixture
def box():
    return Box()


def through(url):
    return override_settings(**mail_settings(url) | {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"})


def test_the_letter_that_confirms_comes_through(client, sign_up, box):
    with server(box) as port, through(f"smtp://127.0.0.1:{port}"):
        assert sign_up(address="/sign-up/").status_code == 302
    sender, to, content = box.letters[0]
    assert (sender, to) == ("marsad@localhost", ["amal@example.org"])
    read = email.message_from_bytes(content, policy=policy.default)
    assert str(read["Subject"]) == "تأكيد عنوان البريد"
    link = re.search(r"http://testserver(/\S+)", read.get_body(("plain",)).get_content())[1]
    assert client.post(link)["Location"] == "/sign-in/"
    assert read.get_body(("html",)).get_content().count(link) == 2


def test_a_server_that_asks_for_name_and_password_gets_them(sign_up, box):
    with (
        server(box, authenticator=allow, auth_require_tls=False) as port,
        through(f"smtp://news:p%2Fw@127.0.0.1:{port}"),
    ):
        assert sign_up().status_code == 302
    assert box.known == [True]


@pytest.mark.parametrize(
    ("address", "user"), [("nobody@example.org", "news:p%2Fw"), ("amal@example.org", "news:wrong")]
)
def test_a_refusal_is_said(sign_up, box, address, user):
    with (
        server(box, authenticator=allow, auth_require_tls=False) as port,
        through(f"smtp://{user}@127.0.0.1:{port}?timeout=2"),
    ):
        page = sign_up(email=address)
    assert page.status_code == 503
    assert page["Retry-After"] == "300"
    assert box.letters == []


def test_a_server_without_tls_gets_no_letter_where_tls_was_asked_for(sign_up, box):
    with server(box) as port, through(f"smtp+tls://127.0.0.1:{port}"):
        assert sign_up().status_code == 503
    assert box.letters == []


def test_a_server_that_says_nothing_is_not_waited_for(sign_up):
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        through(f"smtp://127.0.0.1:{silent.getsockname()[1]}?timeout=0.3"),
    ):
        assert sign_up().status_code == 503
