"""What comes back, as mail servers write it, and what becomes of it."""

import io
import json
import mailbox
from datetime import timedelta

import pytest
from django.test import Client

from marsad.web.newsletters import mailboxes
from marsad.web.newsletters.bounces import Kind, Told, hear, read
from marsad.web.newsletters.models import Bounce, Delivery, Subscriber, Subscription, Suppression

from .conftest import NOW

KEY = "0123456789abcdef01234567"
SECRET = "a secret of many characters"


def bounced(status="5.1.1", action="failed", key=KEY, original="text/rfc822-headers"):
    return (
        "From: MAILER-DAEMON@mx.example\r\nTo: bounces@marsad.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; nour@example.org\r\nAction: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 no such user\r\n\r\n"
        f"--b\r\nContent-Type: {original}\r\n\r\nMessage-ID: <{key}@marsad.example>\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()


def complained(kind="abuse", key=KEY):
    return (
        "From: feedback@mx.example\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nThis is an abuse report.\r\n"
        f"--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\nVersion: 1\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{key}@marsad.example>\r\nSubject: x\r\n\r\nText.\r\n"
        "--b--\r\n"
    ).encode()


@pytest.fixture
def copy(copies):
    copies("nour@example.org", key=KEY)
    return Delivery.objects.get()


@pytest.mark.parametrize("original", ["text/rfc822-headers", "message/rfc822"])
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("5.1.1", Kind.HARD),
        ("5.2.1", Kind.HARD),
        ("5.2.2", Kind.SOFT),
        ("4.4.7", Kind.SOFT),
        ("5.7.1", Kind.SOFT),
        ("", Kind.SOFT),
    ],
)
def test_a_bounce_is_read(status, kind, original):
    assert read(bounced(status, original=original)) == [Told(KEY, kind, status)]


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_is_no_failure_is_none(action):
    assert read(bounced(action=action)) == []


def test_a_complaint_is_read():
    assert read(complained()) == [Told(KEY, Kind.COMPLAINT)]
    assert read(complained("not-spam")) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\x00" * 50,
        b"Subject: on holiday\r\n\r\nBack on Monday",
        b"Content-Type: multipart/report; report-type=disposition-notification\r\n\r\n",
        b"Content-Type: multipart/report; report-type=delivery-status\r\n\r\nx",
        bounced()[:300],
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 5000,
    ],
)
def test_any_other_mail_is_let_be(raw):
    assert read(raw) == []


def test_an_address_that_is_gone_gets_no_more_mail(copy):
    heard = hear(read(bounced()), NOW)
    assert (heard.known, heard.stopped) == (1, 1)
    assert Suppression.objects.get().reason == "bounce"
    assert not Subscription.objects.exists()
    assert not Subscriber.objects.exists()
    assert hear(read(bounced()), NOW).known == 1  # read twice, it counts once
    assert Bounce.objects.count() == 1


def test_a_complaint_stops_all(copy, subscribe):
    subscribe(kind="review", frequency="weekly")
    hear(read(complained()), NOW)
    assert Suppression.objects.get().reason == "complaint"
    assert not Subscriber.objects.exists()


def test_a_full_mailbox_is_borne_with_for_a_while(copies, issue):
    for n in range(3):
        made = issue(first=NOW.date() + timedelta(days=n))
        if n:
            Delivery.objects.create(
                issue=made, subscriber=Subscriber.objects.get(), subscription=Subscription.objects.get(), due=NOW
            )
        else:
            copies("nour@example.org", issue=made)
        assert hear([Told(Delivery.objects.get(issue=made).key, Kind.SOFT, "5.2.2")], NOW).stopped == (n == 2)
    assert Suppression.objects.exists()


def test_who_does_not_know_the_id_of_a_letter_ends_nobodys(copy):
    assert hear(read(bounced(key="f" * 24)), NOW).known == 0
    assert hear([Told(key, Kind.HARD) for key in ("nour@example.org", "\0", "", "a" * 5000)], NOW).known == 0
    assert Subscription.objects.exists()


def test_a_maildir_is_read_once(tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(bounced())
    box.add(complained())
    assert len(list(mailboxes.mails(str(tmp_path / "box")))) == 2
    assert list(mailboxes.mails(str(tmp_path / "box"))) == []
    assert len(box) == 2


def test_a_file_of_mails_a_single_one_and_input(tmp_path, monkeypatch):
    box = mailbox.mbox(tmp_path / "mbox")
    for one in (bounced(), complained()):
        box.add(one)
    box.close()
    assert [read(raw)[0].kind for raw in mailboxes.mails(str(tmp_path / "mbox"))] == [Kind.HARD, Kind.COMPLAINT]
    (tmp_path / "one.eml").write_bytes(bounced())
    assert [read(raw)[0].kind for raw in mailboxes.mails(str(tmp_path / "one.eml"))] == [Kind.HARD]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bounced())))
    assert [read(raw)[0].kind for raw in mailboxes.mails("-")] == [Kind.HARD]


@pytest.mark.parametrize("name", ["none", ""])
def test_what_is_no_mailbox(tmp_path, name):
    with pytest.raises(mailboxes.MailboxError):
        list(mailboxes.mails(str(tmp_path / name)))


@pytest.fixture
def call(monkeypatch, copy):
    monkeypatch.setenv("MARSAD_MAIL_HOOK_SECRET", SECRET)

    def post(body, secret=SECRET, kind="application/json"):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Client(enforce_csrf_checks=True).post(
            "/newsletters/hook", content, content_type=kind, headers={"authorization": f"Bearer {secret}"}
        )

    return post


def test_a_server_tells_of_a_bounce_itself(call):
    answer = call({"message_id": f"<{KEY}@marsad.example>", "event": "bounce", "status": "5.1.1 no such user"})
    assert answer.json() == {"known": 1, "stopped": 1}


def test_a_server_hands_on_the_mail_as_it_is(call):
    assert call(complained(), kind="message/rfc822").json() == {"known": 1, "stopped": 1}


@pytest.mark.parametrize("secret", ["", "wrong", "é", SECRET + "x"])
def test_who_does_not_know_the_secret_tells_nothing(call, secret):
    assert call({"message_id": KEY, "event": "complaint"}, secret).status_code == 401
    assert Subscription.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[" * 100_000,
        [1],
        {"event": "bounce"},
        {"message_id": 1, "event": "bounce"},
        {"message_id": KEY, "event": "open"},
        "x",
        [[]] * 1001,
    ],
)
def test_what_is_not_understood_is_told(call, body):
    assert call(body).status_code == 400


def test_without_a_secret_there_is_no_such_page(copy, monkeypatch):
    monkeypatch.delenv("MARSAD_MAIL_HOOK_SECRET", raising=False)
    assert Client().post("/newsletters/hook", {}, content_type="application/json").status_code == 404


def test_a_short_secret_is_none(call, monkeypatch):
    monkeypatch.setenv("MARSAD_MAIL_HOOK_SECRET", "short")
    assert call({}).status_code == 400
