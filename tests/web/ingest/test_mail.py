"""Articles forwarded by mail, out of a Maildir and a real server of IMAP; what their sender wrote is not kept."""

import imaplib
import socket
import subprocess
import sys
import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from marsad.web.database import data_folder
from marsad.web.ingest import adding, visiting
from marsad.web.ingest.guard import FeedError
from marsad.web.ingest.mail import forwarding
from marsad.web.ingest.mail.address import Mailbox, mailbox
from marsad.web.ingest.mail.messages import entry
from marsad.web.ingest.models import Feed, Item, Kind, Reason, State

from .conftest import page, story

SENDER = "colleague@example.org"
ANYBODY = frozenset(("*",))


def mail(text, sender=SENDER, subject="Fwd: قصف على سراقب", number=1, html=None, inner=None, **headers):
    """The bytes of a mail as it comes from a server."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"Colleague <{sender}>", "desk@example.net", subject
    made["Date"], made["Message-ID"] = "Sat, 11 Jun 2016 08:00:00 +0000", f"<{number}@example.org>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    if inner is not None:
        made.add_attachment(inner)
    return made.as_bytes(policy=SMTP)


@pytest.mark.parametrize("example", forwarding.data()["example"], ids=lambda one: one["title"] or "bare")
def test_every_example(example):
    found = forwarding.passed(example["mail"])
    assert (found.text, found.subject, found.day) == (example["text"].strip(), example["title"], example["day"])


def test_a_mail_is_an_article():
    found = entry(mail(story(1)), {SENDER})
    assert found.content == story(1)
    assert (found.title, str(found.published), found.address) == ("قصف على سراقب", "2016-06-11", "")


def test_what_its_sender_wrote_to_it_is_not_kept():
    told = f"سرّي: المصدر فلان\n\n---------- Forwarded message ---------\nFrom: a@b\nSubject: خبر\n\n{story(1)}"
    found = entry(mail(told), {SENDER})
    assert found.content == story(1)
    assert SENDER not in repr(found)
    assert "1@example.org" not in repr(found)


def test_the_only_address_in_it_is_the_articles():
    one, two = (f"https://news.example.org/{n}" for n in (1, 2))
    assert entry(mail(f"{story(1)}\n\n{one}?utm_source=mail\n"), {SENDER}).address == one
    assert entry(mail(f"{one} {two}"), {SENDER}).address == ""


def test_markup_is_taken_out():
    html = f"<html><body><p>{story(1)}</p><script>alert(1)</script><p onclick='x'>وقال شاهد</p></body></html>"
    found = entry(mail("ignored", html=html), {SENDER})
    assert found.content.splitlines()[-1] == "وقال شاهد"
    assert "<" not in found.content
    assert "alert" not in found.content


def test_a_mail_forwarded_as_it_is():
    inner = EmailMessage()
    inner["Subject"], inner["Date"] = "انفجار على طريق المطار", "Fri, 10 Jun 2016 08:00:00 +0000"
    inner.set_content(story(3))
    found = entry(mail("انظر المرفق", inner=inner), {SENDER})
    assert (found.title, str(found.published), found.content) == ("انفجار على طريق المطار", "2016-06-10", story(3))


@pytest.mark.parametrize(
    ("sender", "senders", "may"),
    [
        (SENDER, {SENDER}, True),
        (SENDER, {"@example.org"}, True),
        (SENDER.upper(), {SENDER}, True),
        ("x@evilexample.org", {"@example.org"}, False),
        ("x@example.org.evil.net", {"@example.org"}, False),
        ("x@elsewhere.example", {SENDER}, False),
        ("x@elsewhere.example", {"*"}, True),
    ],
)
def test_who_may_forward(sender, senders, may):
    found = entry(mail(story(1), sender=sender), senders)
    assert (found.reason == "") == may
    assert bool(found.content) == may


def test_two_senders_are_none():
    raw = mail(story(1)).replace(b"From: Colleague", b"From: other@evil.example, Colleague")
    assert entry(raw, {SENDER}).reason == Reason.SENDER


def test_a_name_that_our_server_found_forged():
    told = "mx.example.net; spf=fail; dmarc=fail header.from=example.org"
    assert entry(mail(story(1), Authentication_Results=told), {SENDER}).reason == Reason.SENDER
    assert entry(mail(story(1), Authentication_Results=told), ANYBODY).reason == Reason.SENDER


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 1000,
        b"From: " + b"(" * 50_000,
        b"Content-Type: text/plain; charset=no-such\r\n\r\n\xff\xfe",
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n"
        + b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" * 3_000,
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"Date: 99999999999999999999\r\nSubject: =?utf-8?b?////?=\r\n\r\nx",
    ],
    ids=["empty", "nul", "brackets", "charset", "nested", "base64", "date"],
)
@pytest.mark.no_cover
def test_a_mail_of_any_form_is_an_entry(raw):
    found = entry(raw, ANYBODY)
    assert found.guid
    assert found.reason in ("", Reason.TEXT)


@pytest.fixture
def maildir(tmp_path):
    """A folder as servers deliver into, and what delivers."""
    for name in ("new", "cur", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)

    def deliver(raw, number, folder="new", flags=""):
        path = tmp_path / "box" / folder / f"146563{number:04}.M1P{number}.host{flags}"
        path.write_bytes(raw)
        return path

    deliver.path = tmp_path / "box"
    return deliver


@pytest.fixture
def box(ledger, maildir):
    return adding.add(f"maildir://{maildir.path}?from={SENDER}")[0]


def test_a_maildir_is_read_into_the_ledger(box, maildir, ledger, run):
    maildir(mail(story(1)), 1)
    maildir(mail(story(2), number=2), 2, "cur", ":2,S")
    maildir(mail(story(3), number=3, sender="x@evil.example"), 3)
    assert visiting.visit(box).new == 3
    run()
    assert sorted(Item.objects.values_list("state", "reason")) == [("aside", "sender"), ("coded", ""), ("coded", "")]
    assert not Item.objects.filter(reason=Reason.SENDER).exclude(title="", content="").exists()


def test_a_mail_that_was_read_is_not_read_again(box, maildir):
    file = maildir(mail(story(1)), 1)
    visiting.visit(box)
    file.rename(maildir.path / "cur" / f"{file.name}:2,S")
    maildir(mail(story(2), number=2), 2)
    assert visiting.visit(Feed.objects.get(pk=box.pk)).new == 1


def test_a_mail_with_an_address_alone_has_its_page_fetched(box, maildir, site, run):
    site.pages["/news/1"] = page(story(5))
    maildir(mail(f"خبر مهم\n\n{site.base}/news/1"), 1)
    visiting.visit(box)
    run()
    assert Item.objects.get().state == State.CODED
    assert "/news/1" in site.paths()


def test_what_is_no_maildir_is_told(box, maildir):
    (maildir.path / "new").rmdir()
    assert "is no Maildir" in visiting.visit(box).fault


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture(scope="module")
def server():
    """A server of IMAP with one account; gives its port."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("pymap")), "--host", "127.0.0.1", "--port", str(port), "--no-tls"]
    account = ["dict", "--demo-user", "monitor", "--demo-password", "a-password"]
    process = subprocess.Popen([*command, *account], stderr=subprocess.DEVNULL)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield port
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture
def inbox(server, monkeypatch, ledger):
    """A mailbox of that account, known to us, and what delivers into it."""
    monkeypatch.setenv("MARSAD_FETCH_HOSTS", "127.0.0.1")
    secret = data_folder() / "mailboxes.toml"
    secret.write_text('[[mailbox]]\nuser = "monitor"\nhost = "127.0.0.1"\npassword = "a-password"\n')
    secret.chmod(0o600)
    name = f"Marsad{time.monotonic_ns()}"
    with imaplib.IMAP4("127.0.0.1", server) as client:
        client.login("monitor", "a-password")
        client.create(name)

        def deliver(raw):
            assert client.append(name, "", None, raw)[0] == "OK"

        deliver.address = f"imap://monitor@127.0.0.1:{server}/{name}?from={SENDER}"
        deliver.client, deliver.name = client, name
        yield deliver
    secret.unlink()


def test_a_mailbox_is_read_into_the_ledger(inbox, run):
    inbox(mail(story(1)))
    inbox(mail(story(2), number=2, sender="x@evil.example"))
    feed = adding.add(inbox.address)[0]
    assert feed.kind == Kind.MAILBOX
    assert visiting.visit(feed).fault == ""
    run()
    assert sorted(Item.objects.values_list("state", "reason")) == [("aside", "sender"), ("coded", "")]


def test_only_what_is_new_is_read_and_nothing_is_changed(inbox):
    inbox(mail(story(1)))
    feed = adding.add(inbox.address)[0]
    assert visiting.visit(feed).new == 1
    inbox(mail(story(2), number=2))
    found = visiting.visit(Feed.objects.get(pk=feed.pk))
    assert (found.new, found.same) == (1, 0)
    inbox.client.select(inbox.name, readonly=True)
    assert inbox.client.search(None, "UNSEEN")[1] == [b"1 2"]


def test_more_mails_than_a_look_takes(inbox, monkeypatch):
    from marsad.web.ingest.mail import boxes

    monkeypatch.setattr(boxes, "MOST", 2)
    for number in range(3):
        inbox(mail(story(number), number=number))
    feed = adding.add(inbox.address)[0]
    first = visiting.visit(feed)
    assert (first.new, first.wait) == (2, 0)
    assert visiting.visit(Feed.objects.get(pk=feed.pk)).new == 1


def test_a_wrong_password_is_told_without_it(inbox):
    feed = adding.add(inbox.address)[0]
    secret = data_folder() / "mailboxes.toml"
    secret.write_text(secret.read_text().replace("a-password", "wrong-password"))
    fault = visiting.visit(feed).fault
    assert "does not let us in" in fault
    assert "wrong-password" not in fault


def test_a_file_of_passwords_that_others_may_read_is_refused(inbox):
    (data_folder() / "mailboxes.toml").chmod(0o644)
    with pytest.raises(FeedError, match="chmod 600"):
        adding.add(inbox.address)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("imaps://monitor:secret@mail.example.org/INBOX?from=*", "write the password to"),
        ("imaps://mail.example.org/?from=*", "names no user"),
        ("imap://monitor@mail.example.org/?from=*", "unencrypted"),
        ("imaps://monitor@127.0.0.1/INBOX", "who may forward"),
    ],
)
def test_what_is_no_mailbox(inbox, address, said):
    with pytest.raises(FeedError, match=said):
        mailbox(address)


def test_a_mail_server_in_a_closed_network_is_refused(inbox, monkeypatch):
    feed = adding.add(inbox.address.replace("imap://", "imaps://"))[0]
    monkeypatch.setenv("MARSAD_FETCH_HOSTS", "")
    assert "closed network" in visiting.visit(feed).fault


def test_the_password_is_not_in_the_mailboxs_own_words():
    assert "secret" not in repr(Mailbox("h", 1, "u", "n", True, ANYBODY, "secret"))
