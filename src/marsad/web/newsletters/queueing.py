"""Who is due which letter: one copy each is queued, in the same step that notes that they have had it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from marsad.web.newsletters import periods
from marsad.web.newsletters.issues import Edition, issue
from marsad.web.newsletters.letters import LANGUAGES, Kind, LetterError, letter, standing
from marsad.web.newsletters.models import Delivery, Issue, Subscriber, Subscription
from marsad.web.newsletters.periods import Rhythm
from marsad.web.newsletters.tokens import VALID

_BATCH: Final = 500  # subscriptions queued in one step
_OWN: Final = timedelta(days=60)  # how long letters of somebody's own are kept


def queue(now: datetime) -> int:
    """Make the issues that are due and queue a copy for everybody who is due one; gives how many.

    Done again at once, or by two senders together, it queues nothing twice: an issue and a subscriber have one copy.
    """
    _forget(now)
    made: dict[Edition, Issue] = {}
    for found, often in standing():
        for language in LANGUAGES:
            _issue(made, Edition(found, often, language, periods.over(now, Rhythm(often))), now)
    queued = 0
    while batch := _due(now):
        wanted = {one.pk: _editions(one, now) for one in batch}
        for edition in dict.fromkeys(edition for editions in wanted.values() for edition in editions):
            _issue(made, edition, now)
        queued += _queue(batch, wanted, made, now)
    return queued


def _due(now: datetime) -> Sequence[Subscription]:
    rows = Subscription.objects.filter(due__lte=now).exclude(confirmed=None).select_related("owner")
    return list(rows.order_by("due", "pk")[:_BATCH])


def _editions(subscription: Subscription, now: datetime) -> tuple[Edition, ...]:
    """What a subscriber has not had yet; nothing where the letter is no more (a place that a gazetteer has lost), or is
    that of an account that is closed.
    """
    rhythm, owner = subscription.rhythm, subscription.owner
    if subscription.kind == Kind.FOLLOWS and not (owner and owner.is_active):
        return ()
    try:
        found = letter(subscription.kind, subscription.about)
    except LetterError:
        return ()
    through = subscription.through or periods.over(now, rhythm).last
    untold = periods.untold(through, now, rhythm, subscription.hour, subscription.zone)
    return tuple(Edition(found, rhythm.often, subscription.language, period) for period in untold)


def _issue(made: dict[Edition, Issue], edition: Edition, now: datetime) -> None:
    """Render outside of any transaction: it takes a second, in which nobody else could write."""
    if edition not in made:
        made[edition] = issue(edition, now)


def _queue(
    batch: Sequence[Subscription],
    wanted: Mapping[int, Sequence[Edition]],
    made: Mapping[Edition, Issue],
    now: datetime,
) -> int:
    with transaction.atomic():
        # Who left, or was served by another sender, since the batch was read is passed over.
        rows = Subscription.objects.select_for_update().filter(pk__in=[one.pk for one in batch], due__lte=now)
        found = list(rows)
        copies = [copy for one in found for copy in _copies(one, wanted[one.pk], made, now)]
        known = _known(copies)
        fresh = [copy for copy in copies if (copy.issue_id, copy.subscriber_id) not in known]
        Delivery.objects.bulk_create(fresh)
        _move_on(found, now)
    return len(fresh)


def _copies(
    subscription: Subscription, editions: Sequence[Edition], made: Mapping[Edition, Issue], now: datetime
) -> Iterator[Delivery]:
    for edition in editions:
        found = made[edition]
        if subscription.empty or not found.empty:
            yield Delivery(issue=found, subscriber_id=subscription.subscriber_id, subscription=subscription, due=now)


def _known(copies: Sequence[Delivery]) -> set[tuple[int, int | None]]:
    """The copies that there are already, of somebody who left and came back on the same day."""
    issues, people = {one.issue_id for one in copies}, [one.subscriber_id for one in copies]
    rows = Delivery.objects.filter(issue__in=issues, subscriber__in=people)
    return set(rows.values_list("issue", "subscriber"))


def _move_on(found: Sequence[Subscription], now: datetime) -> None:
    """Note what each has had and when the next is due: a statement for all who have the same."""
    groups: dict[tuple[date, datetime], list[int]] = defaultdict(list)
    for one in found:
        groups[_next(one, now)].append(one.pk)
    for (through, due), numbers in groups.items():
        Subscription.objects.filter(pk__in=numbers).update(through=through, due=due)


def _next(subscription: Subscription, now: datetime) -> tuple[date, datetime]:
    rhythm = subscription.rhythm
    through = subscription.through or periods.over(now, rhythm).last
    untold = periods.untold(through, now, rhythm, subscription.hour, subscription.zone)
    through = untold[-1].last if untold else through
    following = periods.following(through, rhythm)
    return through, periods.due(following, subscription.hour, subscription.zone)


def _forget(now: datetime) -> None:
    """Let go of what nobody confirmed in time, and of letters of somebody's own that are old."""
    Subscription.objects.filter(confirmed=None, asked__lt=now - VALID).delete()
    Subscriber.objects.filter(subscriptions=None).delete()
    Issue.objects.filter(kind=str(Kind.FOLLOWS), made__lt=now - _OWN).delete()
