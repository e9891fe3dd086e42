import email
from email import policy

import pytest
from django.core.mail import EmailMessage

from marsad.web.database import data_folder
from marsad.web.mail import MailError, mail_settings, reply_to, sender, site_address
from marsad.web.outbox import Outbox


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", "mail.example.org", 25, False, False),
        ("smtp+tls://mail.example.org", "mail.example.org", 587, True, False),
        ("smtps://mail.example.org", "mail.example.org", 465, False, True),
        ("smtp+tls://mail.example.org:2525", "mail.example.org", 2525, True, False),
        ("smtp://[::1]:2525", "::1", 2525, False, False),
    ],
)
def test_an_address_of_a_server_becomes_settings(url, host, port, tls, ssl):
    made = mail_settings(url)
    found = [made[f"EMAIL_{name}"] for name in ("HOST", "PORT", "USE_TLS", "USE_SSL")]
    assert found == [host, port, tls, ssl]


def test_name_and_password_may_have_any_letters():
    made = mail_settings("smtp+tls://news%40example.org:p%2Fw%3A%40@mail.example.org?timeout=5")
    assert (made["EMAIL_HOST_USER"], made["EMAIL_HOST_PASSWORD"]) == ("news@example.org", "p/w:@")
    assert made["EMAIL_TIMEOUT"] == 5


def test_without_a_server_mail_is_kept_as_files_in_the_data_folder(monkeypatch):
    monkeypatch.delenv("MARSAD_MAIL_URL", raising=False)
    assert mail_settings() == {
        "EMAIL_BACKEND": "marsad.web.outbox.Outbox",
        "EMAIL_FILE_PATH": str(data_folder() / "outbox"),
    }


def test_a_folder_may_be_named():
    assert mail_settings("outbox:////var/mail%20out")["EMAIL_FILE_PATH"] == "/var/mail out"


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example.org",
        "mail.example.org",
        "smtp://",
        "smtp://h:x",
        "smtp://h?timeout=x",
        "outbox://",
        "outbox:x",
    ],
)
def test_what_is_no_address_is_said_without_its_password(url):
    with pytest.raises(MailError, match="MARSAD_MAIL_URL"):
        mail_settings(url)
    with pytest.raises(MailError) as told:
        mail_settings("imap://news:secret@mail.example.org")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(("variable", "asked"), [("MARSAD_MAIL_FROM", sender), ("MARSAD_MAIL_REPLY_TO", reply_to)])
def test_a_lines_end_begins_no_header(monkeypatch, variable, asked):
    for written in ("a@b.example\nBcc: c@d.example", "a@b.example\r\nX: y", "nobody", "a@b@c"):
        monkeypatch.setenv(variable, written)
        with pytest.raises(MailError, match=variable):
            asked()


def test_the_sender_may_have_an_arabic_name(monkeypatch):
    monkeypatch.setenv("MARSAD_MAIL_FROM", "مرصد <news@example.org>")
    made = EmailMessage("عنوان", "نص", sender(), ["amal@example.org"], reply_to=[reply_to()]).message()
    read = email.message_from_bytes(made.as_bytes(), policy=policy.default)
    assert str(read["From"]) == "مرصد <news@example.org>"
    assert str(read["Reply-To"]) == "مرصد <news@example.org>"


def test_the_sites_address_has_no_slash_at_its_end(monkeypatch):
    monkeypatch.setenv("MARSAD_SITE", "https://marsad.example.org/")
    assert site_address() == "https://marsad.example.org"
    monkeypatch.delenv("MARSAD_SITE")
    assert site_address() == "http://127.0.0.1:8000"


@pytest.mark.parametrize("written", ["marsad.example.org", "ftp://marsad.example.org", "https://", "https://a/b"])
def test_what_is_no_address_of_a_site_is_said(monkeypatch, written):
    monkeypatch.setenv("MARSAD_SITE", written)
    with pytest.raises(MailError, match="MARSAD_SITE"):
        site_address()


def test_the_outbox_keeps_each_mail_in_a_file_of_its_owners(tmp_path):
    folder = tmp_path / "new" / "outbox"
    mails = [EmailMessage("عنوان", f"نص {n}", "a@b.example", ["c@d.example"]) for n in range(3)]
    assert Outbox(file_path=str(folder)).send_messages([*mails, EmailMessage("x", "y", "a@b.example", [])]) == 3
    files = sorted(folder.iterdir())
    assert [file.suffix for file in files] == [".eml"] * 3
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    read = [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    assert {mail.get_content().strip() for mail in read} == {"نص 0", "نص 1", "نص 2"}
