"""Sending what is queued: each copy once, through a crash at any point.

A copy is claimed in the database before it is touched (``SENDING``, with the journal of the sender), and every step of
its handing over is in the journal first. A sender that begins settles what the one before it left; see ``journal``.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from threading import local
from typing import Final

from django.db import connection, transaction

from marsad.web.mail import MailError
from marsad.web.newsletters import mime, outcomes
from marsad.web.newsletters.addresses import domain
from marsad.web.newsletters.hands import Copy, Hand
from marsad.web.newsletters.journal import Journal, Mark
from marsad.web.newsletters.links import links
from marsad.web.newsletters.models import Delivery, Issue, State
from marsad.web.newsletters.outcomes import Outcome, What
from marsad.web.newsletters.pacing import Pace
from marsad.web.newsletters.suppressing import Reason, suppress, suppressed

_BATCH: Final = 200  # copies claimed in one step
_KEPT: Final = 50  # outcomes that are told to the database together
_LETTERS: Final = 4  # issues held ready at once
_AT_ONCE: Final = 2  # copies that a connection has before it


@dataclass(slots=True)
class Sent:
    """What a run did: copies by what became of them."""

    taken: int = 0
    later: int = 0
    refused: int = 0
    doubt: int = 0
    dropped: int = 0


@dataclass(slots=True)
class Sender:
    """One run. ``hand`` makes a hand for each of ``lines`` threads; ``clock`` and ``sleep`` are of seconds."""

    journal: Journal
    hand: Callable[[], Hand]
    pace: Pace
    lines: int = 1
    now: Callable[[], datetime] = field(kw_only=True)
    sleep: Callable[[float], None] = time.sleep
    sent: Sent = field(default_factory=Sent)
    _letters: dict[int, mime.Letter] = field(default_factory=dict)
    _flying: dict[Future[Outcome], Delivery] = field(default_factory=dict)
    _outcomes: list[tuple[Delivery, Outcome]] = field(default_factory=list)
    _hands: list[Hand] = field(default_factory=list)
    _own: local = field(default_factory=local)

    def run(self) -> Sent:
        """Send all that is queued and due. ``UnreachableError`` is raised where nothing can be sent: what was queued
        stays queued.
        """
        settle(self.journal, self.now())
        pool = ThreadPoolExecutor(self.lines, "newsletters")
        try:
            while (batch := self._claimed()) is not None:
                self._send(pool, batch)
        finally:
            pool.shutdown(cancel_futures=True)  # waits for the copies that are on their way
            for hand in self._hands:
                hand.close()
            self._collect(done for done in list(self._flying) if not done.cancelled() and not done.exception())
            self._keep()
            _release(self.journal)
        return self.sent

    def _claimed(self) -> deque[Delivery] | None:
        """Some copies that are due, held by this sender from now on; ``None`` where no more are. Those for nobody any
        more are dropped.
        """
        now = self.now()
        with transaction.atomic():
            rows = Delivery.objects.filter(state=State.QUEUED, due__lte=now).order_by("due", "pk")
            rows = rows.select_for_update(of=("self",), skip_locked=True) if connection.vendor != "sqlite" else rows
            numbers = list(rows.values_list("pk", flat=True)[:_BATCH])
            Delivery.objects.filter(pk__in=numbers).update(state=State.SENDING, journal=self.journal.id)
        if not numbers:
            return None
        found = list(Delivery.objects.filter(pk__in=numbers).select_related("subscriber", "subscription__subscriber"))
        barred = suppressed(one.subscriber.address for one in found if one.subscriber)
        good = [one for one in found if one.subscriber and one.subscription and one.subscriber.address not in barred]
        self._drop([one for one in found if one not in good])
        return deque(sorted(good, key=lambda one: one.pk))

    def _drop(self, copies: Sequence[Delivery]) -> None:
        numbers = [one.pk for one in copies]
        Delivery.objects.filter(pk__in=numbers).update(state=State.DROPPED, journal="", done=self.now())
        self.sent.dropped += len(numbers)

    def _send(self, pool: ThreadPoolExecutor, batch: deque[Delivery]) -> None:
        flying = self._flying
        while batch or flying:
            while batch and len(flying) < self.lines * _AT_ONCE and (copy := self._next(batch, waits=not flying)):
                flying[pool.submit(self._give, copy, self._letter(copy))] = copy
            if flying:
                self._collect(wait(flying, return_when=FIRST_COMPLETED).done)
            if len(self._outcomes) >= _KEPT:
                self._keep()
        self._keep()

    def _collect(self, done: Iterable[Future[Outcome]]) -> None:
        for one in done:
            self._outcomes.append((self._flying[one], one.result()))
            del self._flying[one]

    def _next(self, batch: deque[Delivery], *, waits: bool) -> Delivery | None:
        """The first copy that its domain has room for; where none has, the one that has soonest, or none at all."""
        times: list[float] = []
        for _ in range(len(batch)):
            copy = batch.popleft()
            where = domain(_address(copy))
            times.append(self.pace.wait(where))
            if not times[-1]:
                self.pace.take(where)
                return copy
            batch.append(copy)
        if waits and times:
            self.sleep(min(times))
        return None

    def _letter(self, copy: Delivery) -> mime.Letter:
        if copy.issue_id not in self._letters:
            if len(self._letters) >= _LETTERS:
                self._letters.pop(next(iter(self._letters)))
            self._letters[copy.issue_id] = mime.letter(Issue.objects.get(pk=copy.issue_id))
        return self._letters[copy.issue_id]

    def _give(self, copy: Delivery, letter: mime.Letter) -> Outcome:
        """In a thread of the pool, which asks the database nothing."""
        if not hasattr(self._own, "hand"):
            self._own.hand = self.hand()
            self._hands.append(self._own.hand)
        assert copy.subscription is not None  # dropped else
        try:
            content = letter.addressed(copy.key, _address(copy), links(copy.subscription))
        except MailError as error:
            return Outcome(What.REFUSED, str(error))
        given: Outcome = self._own.hand.give(Copy(copy.key, _address(copy), content))
        return given

    def _keep(self) -> None:
        """Tell the database what became of copies."""
        if self._outcomes:
            kept, self._outcomes = self._outcomes, []
            keep(kept, self.now())
            for _, told in kept:
                setattr(self.sent, told.what, getattr(self.sent, told.what) + 1)


def keep(told: Iterable[tuple[Delivery, Outcome]], now: datetime) -> None:
    """Note what became of copies; an address that is gone gets no more mail."""
    with transaction.atomic():
        for copy, found in told:
            values = _columns(copy, found, now)
            Delivery.objects.filter(pk=copy.pk).update(journal="", reply=found.reply, **values)
            if found.gone:
                suppress(_address(copy), Reason.BOUNCE, now)


def settle(journal: Journal, now: datetime) -> None:
    """Bring the database up to what the journal says of a sender that was cut off, then begin the journal anew."""
    by: Mapping[Mark, list[str]] = {mark: [] for mark in Mark}
    for key, mark in journal.left.items():
        by[mark].append(key)
    open_ = (State.QUEUED, State.SENDING)
    for mark, state in ((Mark.TAKEN, State.SENT), (Mark.ENDING, State.DOUBT)):
        for part in _parts(by[mark]):
            rows = Delivery.objects.filter(key__in=part, state__in=open_)
            rows.update(state=state, journal="", done=now)
    _release(journal)
    make_durable()
    journal.clear()


def make_durable() -> None:
    """Force what was committed to the disk. SQLite may keep the last commits in memory for a while (WAL)."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(FULL)")


def _columns(copy: Delivery, found: Outcome, now: datetime) -> dict[str, object]:
    match found.what:
        case What.TAKEN:
            return {"state": State.SENT, "done": now}
        case What.REFUSED:
            return {"state": State.FAILED, "done": now}
        case What.DOUBT:
            return {"state": State.DOUBT, "done": now}
    tries = copy.tries + 1
    if tries >= outcomes.TRIES:
        return {"state": State.FAILED, "done": now, "tries": tries}
    return {"state": State.QUEUED, "tries": tries, "due": now + outcomes.wait(tries)}


def _release(journal: Journal) -> None:
    """What this journal's senders held and gave to nobody waits for the next."""
    held = Delivery.objects.filter(state=State.SENDING, journal=journal.id)
    held.update(state=State.QUEUED, journal="")


def _parts(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[start : start + 500] for start in range(0, len(keys), 500))


def _address(copy: Delivery) -> str:
    return copy.subscriber.address if copy.subscriber else ""
