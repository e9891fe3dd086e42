"""Who is due what."""

import sys
import types
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings

from marsad.web.browse.filters import Filters
from marsad.web.newsletters import issues
from marsad.web.newsletters.follows import Follows
from marsad.web.newsletters.issues import Edition, issue
from marsad.web.newsletters.letters import Frequency, Kind, Letter
from marsad.web.newsletters.models import Delivery, FrozenError, Issue, Subscriber, Subscription
from marsad.web.newsletters.periods import Period
from marsad.web.newsletters.queueing import queue

from .conftest import DAY, NOW


@pytest.fixture
def quiet(monkeypatch):
    """Letters that nobody asked for are not made: it takes time."""
    monkeypatch.setattr("marsad.web.newsletters.queueing.standing", list)


def edition(**more):
    told = {"letter": Letter(Kind.BRIEF), "often": Frequency.DAILY, "language": "ar", "period": Period(DAY, DAY)}
    return Edition(**told | more)


def test_an_issue_is_made_once_and_frozen(ledger, strike):
    first = issue(edition(), NOW)
    assert first.incidents
    again = issue(edition(), NOW + timedelta(days=1))
    assert again.pk == first.pk
    again.subject = "other"
    with pytest.raises(FrozenError):
        again.save()


def test_what_is_added_later_changes_no_issue(ledger, tell, strike):
    first = issue(edition(), NOW)
    tell("قصفت قوات النظام مدينة حلب.", "قصفت", at=["حلب"])
    assert Issue.objects.get(pk=first.pk).html == first.html


def test_the_archive_has_the_general_letters_without_subscribers(ledger):
    assert queue(NOW) == 0
    found = set(Issue.objects.values_list("kind", "language"))
    assert found == {(kind, language) for kind in ("brief", "review", "casualties") for language in ("ar", "en")}


def test_weeks_of_other_days_go_to_who_chose_them_and_not_into_the_archive(quiet, subscribe):
    """NOW is a Friday: the week of who chose Fridays ended yesterday, that of Saturdays a week ago."""
    for address, weekday in (("saturday@example.org", 5), ("friday@example.org", 4)):
        weekly = {"kind": "review", "frequency": "weekly", "weekday": weekday, "empty": True}
        subscribe(address, through=DAY - timedelta(days=7), **weekly)
    assert queue(NOW) == 2
    told = dict(Delivery.objects.values_list("subscriber__address", "issue__last"))
    assert told == {"friday@example.org": DAY, "saturday@example.org": DAY - timedelta(days=6)}
    assert [one.last for one in issues.archive(Letter(Kind.REVIEW), "ar")] == [DAY - timedelta(days=6)]


def test_a_copy_is_queued_once(quiet, subscribe, strike):
    subscribe()
    assert queue(NOW) == 1
    assert queue(NOW) == 0
    assert queue(NOW + timedelta(hours=1)) == 0
    (copy,) = Delivery.objects.select_related("issue")
    assert copy.issue.first == DAY


def test_the_next_comes_the_day_after_at_the_readers_hour(quiet, subscribe, strike):
    one = subscribe(empty=True)
    queue(NOW)
    one.refresh_from_db()
    assert one.through == DAY
    assert one.due == datetime(2016, 3, 5, 5, tzinfo=UTC)  # seven in Damascus, in winter
    assert queue(one.due - timedelta(minutes=1)) == 0
    assert queue(one.due) == 1


def test_an_empty_day_is_skipped_or_told_as_was_chosen(quiet, subscribe):
    nothing = datetime(2090, 5, 5, 12, tzinfo=UTC)
    subscribe("skips@example.org", due=nothing, through=nothing.date() - timedelta(days=2))
    subscribe("wants@example.org", due=nothing, through=nothing.date() - timedelta(days=2), empty=True)
    assert queue(nothing) == 1
    (copy,) = Delivery.objects.select_related("subscriber", "issue")
    assert copy.subscriber.address == "wants@example.org"
    assert copy.issue.empty
    assert "لم تُسجَّل أي حادثة" in copy.issue.text


def test_one_render_for_all_who_get_the_same(quiet, subscribe, strike, monkeypatch):
    made = []
    render = issues.render
    monkeypatch.setattr(issues, "render", lambda *args: made.append(args) or render(*args))
    for n in range(20):
        subscribe(f"r{n}@example.org", language="en" if n % 2 else "ar")
    assert queue(NOW) == 20
    assert len(made) == 2


def test_who_has_not_confirmed_gets_nothing_and_is_forgotten(quiet, subscribe):
    subscribe(confirmed=None, asked=NOW - timedelta(days=4))
    assert queue(NOW) == 0
    assert not Subscription.objects.exists()
    assert not Subscriber.objects.exists()


def test_a_sender_that_stood_still_makes_up_for_a_few(quiet, subscribe):
    one = subscribe(through=DAY - timedelta(days=30), empty=True)
    assert queue(NOW) == 3
    one.refresh_from_db()
    assert one.through == DAY


def test_a_letter_of_what_no_register_holds_any_more_is_passed_over(quiet, subscribe):
    subscribe(kind="place", about="no-such-place")
    assert queue(NOW) == 0


def test_ones_own_letter_is_made_of_what_one_follows(quiet, subscribe, person, strike, monkeypatch):
    user, _ = person("nour")
    module = types.ModuleType("tests_follows")
    module.follows = lambda account: Follows((Filters(place=("SY-ID",)),)) if account == user.pk else Follows()
    monkeypatch.setattr(django_settings, "MARSAD_FOLLOWS", "tests_follows.follows")
    monkeypatch.setitem(sys.modules, "tests_follows", module)
    subscribe(kind="follows", about=str(user.pk), owner=user)
    assert queue(NOW) == 1
    found = Issue.objects.get()
    assert (found.owner_id, found.incidents) == (user.pk, 1)
    module.follows = lambda account: Follows((Filters(place=("SY-ID",)),), (Filters(place=("SY",)),))
    found.delete()
    Subscription.objects.update(due=NOW, through=DAY - timedelta(days=1), empty=True)
    queue(NOW)
    assert Issue.objects.get().incidents == 0


def test_a_closed_account_gets_no_letter_of_its_own(quiet, subscribe, person):
    user, _ = person("nour")
    user.is_active = False
    user.save()
    subscribe(kind="follows", about=str(user.pk), owner=user, empty=True)
    assert queue(NOW) == 0
