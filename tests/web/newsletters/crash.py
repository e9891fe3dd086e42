"""A sender that is killed at a given point, and one that comes after it: run by test_crash.py, in a folder of its own.

Reads lines of JSON (what to do), writes lines of JSON (what there is then). Each run is a child, so that it can die.
"""

import json
import os
import signal
import smtplib
import sys

import django

django.setup()

from datetime import UTC, date, datetime  # noqa: E402

from django.db import connections  # noqa: E402
from django.urls import reverse  # noqa: E402

from marsad.web.ledger.store import open_store  # noqa: E402
from marsad.web.newsletters import hands, journal, queueing, sending  # noqa: E402
from marsad.web.newsletters.command import Newsletters  # noqa: E402
from marsad.web.newsletters.models import Delivery, Issue, Subscriber, Subscription  # noqa: E402

NOW = datetime(2016, 3, 4, tzinfo=UTC)


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def nth(count, after=None):
    """A wrapper that dies before or after the ``count``-th call of a function."""
    calls = [0]

    def wrap(function):
        def wrapped(*args, **kwargs):
            calls[0] += 1
            mine = calls[0] == count
            if mine and after is None:
                die()
            found = function(*args, **kwargs)
            if mine:
                die()
            return found

        return wrapped

    return wrap


def at_mark(mark, count, after):
    """Dies at the ``count``-th writing of a mark: before the line is written, or after it is on the disk."""
    write, calls = journal.Journal.write, [0]

    def wrapped(self, found, key):
        calls[0] += found == mark
        mine = found == mark and calls[0] == count
        if mine and not after:
            die()
        write(self, found, key)
        if mine:
            die()

    journal.Journal.write = wrapped


def at_send(count):
    """Dies when the last byte of the ``count``-th copy has left."""
    send, calls = smtplib.SMTP.send, [0]

    def sent(self, data):
        send(self, data)
        calls[0] += data == b".\r\n"
        if data == b".\r\n" and calls[0] == count:
            die()

    smtplib.SMTP.send = sent


def around(owner, name, count, after=None):
    """Dies before (or after) the ``count``-th call of a function."""
    setattr(owner, name, nth(count, after=after)(getattr(owner, name)))


HANDING, ENDING, TAKEN = journal.Mark.HANDING, journal.Mark.ENDING, journal.Mark.TAKEN
POINTS = {
    "before the database knows of a claim": lambda n: around(sending.Sender, "_claimed", 1),
    "with copies claimed": lambda n: around(sending.Sender, "_claimed", 1, after=True),
    "in the middle of a copy": lambda n: around(hands.Line, "_announced", n, after=True),
    "before the end is told of": lambda n: at_mark(HANDING, n, after=False),
    "when the end is told of": lambda n: at_mark(HANDING, n, after=True),
    "before the last byte is sent": lambda n: at_mark(ENDING, n, after=True),
    "with the server's answer unheard": at_send,
    "with the server's answer heard": lambda n: at_mark(TAKEN, n, after=False),
    "with the answer on the disk": lambda n: at_mark(TAKEN, n, after=True),
    "before the database knows": lambda n: around(sending, "keep", 1),
    "when the database knows": lambda n: around(sending, "keep", 1, after=True),
    "while settling": lambda n: around(sending, "make_durable", 1),
}


def timed(after, function):
    """Lets the process end so many seconds after a function is called first, wherever it is then."""

    def wrapped(*args):
        signal.setitimer(signal.ITIMER_REAL, after)  # nothing handles the signal: it ends the process
        return function(*args)

    return wrapped


def fill(count):
    """Begins anew, with a copy queued for each of some readers."""
    for table in (Delivery, Issue, Subscription, Subscriber):
        table.objects.all().delete()
    issue = Issue(
        kind="brief", language="ar", frequency="daily", first=date(2016, 3, 3), last=date(2016, 3, 3), made=NOW,
        incidents=1, empty=False, subject="s", lead="l", html="<p><!--links--></p>", text="t\n=====links=====\n",
    )  # fmt: skip
    issue.save()
    for n in range(count):
        subscriber = Subscriber.objects.create(address=f"r{n}@e{n % 3}.org", folded=f"r{n}@e{n % 3}.org", made=NOW)
        one = Subscription.objects.create(
            subscriber=subscriber, kind="brief", language="ar", frequency="daily", hour=7, zone="UTC", empty=False,
            asked=NOW, confirmed=NOW, through=date(2126, 1, 1), due=datetime(2126, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        Delivery.objects.create(issue=issue, subscriber=subscriber, subscription=one, due=NOW)


def run(point, count=1, after=0):
    """One sender, in a child; gives how it ended."""
    connections.close_all()
    child = os.fork()
    if not child:
        if point:
            POINTS[point](count)
        if after:
            sending.settle = timed(after, sending.settle)
        # Nothing new is made: what is tried is the sending of what is queued.
        queueing.queue = lambda now: 0
        Newsletters().send()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main():
    open_store()
    reverse("today")  # now, so that it is not done in every child
    for line in sys.stdin:
        asked = json.loads(line)
        if "fill" in asked:
            fill(asked["fill"])
        status = run(**asked["run"]) if "run" in asked else 0
        states = dict(Delivery.objects.values_list("subscriber__address", "state"))
        sys.stdout.write(json.dumps({"status": status, "states": states}) + "\n")
        sys.stdout.flush()


main()
