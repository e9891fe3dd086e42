"""A mail server that remembers what it took, letters to send, and people who get them."""

import asyncio
import re
import socket
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.contrib.auth.models import Group, User
from django.test import Client

from marsad.web.mail import mail_settings
from marsad.web.newsletters.hands import Line
from marsad.web.newsletters.journal import Journal
from marsad.web.newsletters.models import Delivery, Issue, Subscriber, Subscription
from marsad.web.newsletters.pacing import Pace
from marsad.web.newsletters.sending import Sender

from ..browse.conftest import strike, tell  # noqa: F401 - fixtures

NOW = datetime(2016, 3, 4, 12, tzinfo=UTC)
DAY = date(2016, 3, 3)


@dataclass
class Server:
    """What a server does and has done: ``at_rcpt`` and ``at_end`` give other answers than 250, by address."""

    taken: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    at_rcpt: dict = field(default_factory=dict)
    at_end: dict = field(default_factory=dict)
    slow: float = 0.0
    sessions: set = field(default_factory=set)
    port: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's own name
        self.asked.append(address)
        if address in self.at_rcpt:
            return self.at_rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.sessions.add(session.peer)
        (address,) = envelope.rcpt_tos
        if address not in self.at_end:
            self.taken.append((address, envelope.content))  # kept before it is answered, as servers do
        if self.slow:
            await asyncio.sleep(self.slow)
        return self.at_end.get(address, "250 2.0.0 taken")

    @property
    def addresses(self):
        return [address for address, _ in self.taken]

    def mail(self, address):
        """The one mail that an address was sent."""
        (content,) = [content for one, content in self.taken if one == address]
        return message_from_bytes(content, policy=default)


def free_port():
    """A port that nobody listens on: the server's library takes none of its own choice."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def server():
    """A mail server on a port of its own, in a thread."""
    made = Server(port=free_port())
    controller = Controller(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    yield made
    controller.stop()


@pytest.fixture
def issue(ledger):
    """Makes an issue, of the daily brief unless said."""

    def make(**more):
        told = {
            "kind": "brief", "about": "", "language": "ar", "frequency": "daily", "first": DAY, "last": DAY,
            "made": NOW, "incidents": 3, "empty": False, "subject": "الموجز اليومي", "lead": "سُجّلت 3 حوادث.",
            "html": "<!doctype html><html><head></head><body><p>مرصد</p><!--links--><p>نهاية</p></body></html>\n",
            "text": "مرصد\n\n=====links=====\n", "picture": b"\x89PNG not quite", "described": "خريطة",
        }  # fmt: skip
        made = Issue(**told | more)
        made.save()
        return made

    return make


def subscription(address="nour@example.org", **more):
    subscriber, _ = Subscriber.objects.get_or_create(folded=address, defaults={"address": address, "made": NOW})
    told = {
        "kind": "brief", "about": "", "language": "ar", "frequency": "daily", "hour": 7, "zone": "Asia/Damascus",
        "empty": False, "asked": NOW, "confirmed": NOW, "through": DAY - timedelta(days=1), "due": NOW,
    }  # fmt: skip
    return Subscription.objects.create(subscriber=subscriber, **told | more)


@pytest.fixture
def subscribe(ledger):
    """Makes a subscription that counts, to the daily brief unless said."""
    return subscription


@pytest.fixture
def copies(issue, subscribe):
    """Queues a copy of an issue for each of some addresses."""

    def make(*addresses, **more):
        made = more.pop("issue", None) or issue()
        for address in addresses:
            one = subscribe(address)
            Delivery.objects.create(issue=made, subscriber=one.subscriber, subscription=one, due=NOW, **more)
        return made

    return make


@pytest.fixture
def journal(tmp_path):
    with Journal(tmp_path / "letters.journal") as opened:
        yield opened


@pytest.fixture
def send(server, journal):
    """Sends what is queued to the server, as of a time."""

    def run(now=NOW, *, port=None, lines=1, answer=5.0, pace=100_000, clock=time.monotonic, **more):
        settings = mail_settings(f"smtp://127.0.0.1:{port or server.port}?timeout=5")
        sender = Sender(
            journal,
            lambda: Line(settings, "bounces@marsad.example", journal, answer),
            Pace(pace, clock),
            lines,
            now=lambda: now,
            **more,
        )
        return sender.run()

    return run


def state(address):
    return Delivery.objects.get(subscriber__folded=address).state


def link(message, path):
    """The first address in a mail that leads to a page of ours: without the site."""
    text = message.get_body(("plain",)).get_content() if hasattr(message, "get_body") else message.body
    return re.search(rf"https?://[^/\s]+((?:/en)?/newsletters/{path}/[^\s>]+)", text).group(1)


@pytest.fixture
def person(ledger):
    """Makes an account with a role (or none) and gives a client that is signed in."""

    def make(name, role=None):
        user = User.objects.create_user(name, f"{name}@example.org", "a long enough phrase")
        if role:
            user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        return user, client

    return make
