"""Newsletters as the command line runs them: looked at, sent, told of.

Registered under the entry point ``marsad.newsletters``, for the command line knows no database. Which one it is is said
by the environment before this is loaded, as for the server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from marsad.model import MarsadError
from marsad.web.database import address, data_folder
from marsad.web.ledger.store import open_store, told

if TYPE_CHECKING:
    from marsad.web.newsletters.journal import Journal
    from marsad.web.newsletters.letters import Letter
    from marsad.web.newsletters.sending import Sender

_UNPACED: Final = 1_000_000  # copies a minute


class SendError(MarsadError):
    """Letters that cannot be sent now; what is queued stays queued."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter as it would look. ``picture`` is a PNG, ``None`` where there is nothing to draw."""

    subject: str
    html: str
    text: str
    picture: bytes | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did: copies queued, and by what became of them."""

    queued: int
    taken: int
    later: int
    refused: int
    doubt: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the status: a name and a number."""

    name: str
    count: int


class Newsletters:
    """The newsletters in the settings' own database."""

    def __init__(self) -> None:
        open_store()  # brings the tables up to date, or says what is wrong
        self._where = address()

    def preview(self, letter: str, often: str, language: str, day: str | None) -> Preview:
        """A letter from the ledger as it is, of the days that ``day`` (ISO) lies in, else of the latest."""
        from django.utils import timezone
        from django.utils.translation import override

        from marsad.web.newsletters import letters
        from marsad.web.newsletters.issues import shown
        from marsad.web.newsletters.periods import Rhythm, of_day
        from marsad.web.newsletters.rendering import render

        if language not in letters.LANGUAGES:
            raise letters.LetterError(f"{language!r} is no language of letters; take one of ar, en")
        with told(self._where), override(language):
            found = _letter(letter)
            wanted = letters.frequency(found, often)
            period = of_day(_day(day), Rhythm(wanted)) if day else shown(found, wanted, timezone.now())
            made = render(found, wanted, period, language)
        return Preview(made.subject, made.html, made.text, made.picture)

    def send(self, *, again: bool = False) -> Sent:
        """Make the issues that are due, queue their copies and send all that are queued. ``again``: those in doubt too.

        Raises ``SendError`` if nothing can be sent, ``BusyError`` if another sender is at work.
        """
        from django.utils import timezone

        from marsad.web.newsletters.journal import Journal
        from marsad.web.newsletters.models import Delivery, State
        from marsad.web.newsletters.outcomes import UnreachableError
        from marsad.web.newsletters.queueing import queue

        with told(self._where), Journal(journal_path(self._where)) as journal:
            if again:
                Delivery.objects.filter(state=State.DOUBT).update(state=State.QUEUED, due=timezone.now())
            queued = queue(timezone.now())
            sender = _sender(journal, timezone.now)
            try:
                sent = sender.run()
            except UnreachableError as error:
                done = f"{sender.sent.taken} copies went before" if sender.sent.taken else "nothing was sent"
                raise SendError(f"{error}; {done}, what is queued waits for the next run") from error
        return Sent(queued, sent.taken, sent.later, sent.refused, sent.doubt, sent.dropped)

    def bounces(self, where: str) -> tuple[int, int, int]:
        """Read a mailbox: how many mails there were, how many copies they told of, how many addresses get no more."""
        from django.utils import timezone

        from marsad.web.newsletters.bounces import hear, read
        from marsad.web.newsletters.mailboxes import mails

        count = known = stopped = 0
        with told(self._where):
            for raw in mails(where):
                heard = hear(read(raw), timezone.now())
                count, known, stopped = count + 1, known + heard.known, stopped + heard.stopped
        return count, known, stopped

    def status(self) -> Iterator[Line]:
        """How many subscribe, wait, were sent, came back."""
        from django.db.models import Count

        from marsad.web.newsletters.models import Bounce, Delivery, State, Subscriber, Subscription, Suppression

        with told(self._where):
            subscribers = Subscriber.objects.filter(subscriptions__confirmed__isnull=False).distinct().count()
            copies = dict(Delivery.objects.values_list("state").annotate(Count("pk")).order_by())
            bounces = dict(Bounce.objects.values_list("kind").annotate(Count("pk")).order_by())
            yield Line("subscribers", subscribers)
            yield Line("subscriptions", Subscription.objects.exclude(confirmed=None).count())
            yield Line("waiting to be confirmed", Subscription.objects.filter(confirmed=None).count())
            yield from (Line(f"copies {state}", copies.get(state, 0)) for state in State.values)
            yield from (Line(f"bounces {kind}", bounces.get(kind, 0)) for kind in ("hard", "soft", "complaint"))
            yield Line("addresses that get no mail", Suppression.objects.count())


def _sender(journal: Journal, now: Callable[[], datetime]) -> Sender:
    """A sender by the environment: to the mail server at its pace, or into the outbox as fast as the disk is."""
    from marsad.web.mail import mail_settings
    from marsad.web.newsletters import environment
    from marsad.web.newsletters.hands import hand
    from marsad.web.newsletters.pacing import Pace
    from marsad.web.newsletters.sending import Sender

    settings, bounces = mail_settings(), environment.bounces()
    pace = _UNPACED if "EMAIL_FILE_PATH" in settings else environment.pace()
    lines = environment.connections()
    return Sender(journal, lambda: hand(settings, bounces, journal), Pace(pace), lines, now=now)


def _letter(written: str) -> Letter:
    """A letter by its kind, a place's with its id or name, an actor's with its id: ``brief``, ``place:SY-ID``.

    Of several places of one name it is the one with most incidents.
    """
    from marsad.web.browse.numbers.tallies import counts
    from marsad.web.browse.registers import registers
    from marsad.web.ledger.facets import PLACE
    from marsad.web.newsletters.letters import Kind, letter

    kind, _, about = written.partition(":")
    if kind == Kind.FOLLOWS:
        raise MarsadError("a reader's own letter is shown to that reader alone; take another")
    if kind == Kind.PLACE and about and registers().gazetteer.get(about) is None:
        places = registers().gazetteer.find(about)
        if not places:
            raise MarsadError(f"no place is called {about}; marsad places find shows those that are known")
        about = max(places, key=lambda place: counts(PLACE).get(place.id, 0)).id
    return letter(kind, about)


def journal_path(where: str) -> Path:
    """The journal of a database: two databases have two, for one's copies are unknown to the other."""
    name = blake2b(where.encode(), digest_size=8).hexdigest()
    return data_folder() / f"newsletters-{name}.journal"


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise MarsadError(f"{written!r} is no date; write it as YYYY-MM-DD") from None
