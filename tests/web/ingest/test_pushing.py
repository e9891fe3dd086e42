"""Articles that a program sends to the interface."""

import pytest
from django.contrib.auth.models import Group, User

from marsad.web.api import keys
from marsad.web.ingest.models import Item, Kind, State

from .conftest import story


@pytest.fixture
def send(client):
    """Sends articles as somebody with a role."""
    made = {}

    def go(*reports, role="reviewer"):
        if role and role not in made:
            user = User.objects.create_user(f"push-{role}", password="a long enough phrase")
            user.groups.add(Group.objects.get(name=role))
            made[role] = keys.make(user, "tests")
        headers = {"Authorization": f"Bearer {made[role]}"} if role else {}
        body = {"reports": list(reports)}
        return client.post("/api/v1/articles", body, content_type="application/json", headers=headers)

    return go


def sent(number, **more):
    return {"id": str(number), "title": f"قصف {number}", "text": story(number), "published": "2016-06-11"} | more


def test_what_is_sent_goes_into_the_ledger(send, ledger, run):
    answer = send(sent(1, outlet="وكالة المثال", author="فلان"), sent(2))
    assert (answer.status_code, answer.json()) == (202, {"new": 2, "changed": 0, "same": 0})
    run()
    first = Item.objects.get(guid="1")
    assert (first.state, first.outlet, first.author, first.feed.kind) == (
        State.CODED,
        "وكالة المثال",
        "فلان",
        Kind.PUSHED,
    )
    report = ledger.store.reports.get([first.report])[first.report]
    assert (report.text, report.published, report.outlet) == (story(1), "2016-06-11", "وكالة المثال")


def test_what_is_sent_again_is_there_once_and_changes_become_versions(send, ledger, run, forget):
    send(sent(1))
    run()
    assert send(sent(1)).json() == {"new": 0, "changed": 0, "same": 1}
    forget()
    assert send(sent(1, text=story(7))).json() == {"new": 0, "changed": 1, "same": 0}
    run()
    assert len(ledger.store.reports.versions(Item.objects.get().report)) == 1


def test_markup_is_taken_out(send):
    send(sent(1, title="<b>خبر</b>", text=f"<p onclick='x'>{story(1)}</p><script>alert(1)</script>"))
    item = Item.objects.get()
    assert (item.title, item.content) == ("خبر", story(1))


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("reader", 403)])
def test_only_reviewers_send(send, role, status):
    assert send(sent(1), role=role).status_code == status
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    "body", [[], [sent(1, text="")], [sent(1, owner="me")], [sent(1, published="soon")], [sent(n) for n in range(101)]]
)
def test_what_cannot_be_taken_is_told(send, body):
    assert send(*body).status_code == 422
    assert not Item.objects.exists()
