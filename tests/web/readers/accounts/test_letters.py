import email
from email import policy
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.template.loader import get_template
from django.test import Client, RequestFactory

from marsad.web.readers.accounts.letters import letter as written

PASSWORD = "a long enough phrase"
TEMPLATES = [
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/account_already_exists",
    "account/email/unknown_account",
    "account/email/password_reset_key",
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_set",
    "account/email/email_changed",
    "account/email/email_confirm",
    "account/email/email_deleted",
    "account/email/login_code",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/recovery_codes_generated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
    "socialaccount/email/account_connected",
    "socialaccount/email/account_disconnected",
    "accounts/invitation",
]
TOLD = {
    "activate_url": "http://testserver/a/",
    "password_reset_url": "http://testserver/p/",
    "code": "AB-12",
    "days": 3,
}


@pytest.fixture
def request_():
    return RequestFactory().get("/")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_letter_is_ours_and_in_both_languages(template, language, request_):
    from django.utils.translation import override

    assert "/marsad/" in get_template(f"{template}_message.txt").origin.name
    with override(language):
        made = written(
            template, "amal@example.org", TOLD | {"link": "http://testserver/l/", "username": "أمل"}, request_
        )
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in made.subject + made.body)
    assert (arabic > len(made.body) / 3) if language == "ar" else ("\u0627" not in made.subject)
    assert made.subject.strip()
    html = made.alternatives[0].content
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html


def test_no_letter_is_left_to_the_library():
    folder = Path(allauth.__file__).parent / "templates"
    used = {path.name for path in folder.glob("*/email/*_message.txt")}
    ours = {f"{template.rpartition('/')[2]}_message.txt" for template in TEMPLATES}
    # A base, and letters of what is not offered here: a sign-in by code, a password by code.
    assert used - ours == {"base_message.txt", "password_reset_code_message.txt"} & used


def test_a_letter_says_who_it_is_from_and_where_answers_go(sign_up, letter, monkeypatch):
    monkeypatch.setenv("MARSAD_MAIL_FROM", "Marsad <no-reply@example.org>")
    monkeypatch.setenv("MARSAD_MAIL_REPLY_TO", "people@example.org")
    sign_up()
    sent = letter.last.message()
    assert (sent["From"], sent["Reply-To"]) == ("Marsad <no-reply@example.org>", "people@example.org")
    assert sent["Auto-Submitted"] == "auto-generated"


def test_nothing_in_it_is_fetched_or_tracked(sign_up, letter):
    sign_up()
    html = letter.last.alternatives[0].content
    for sign in ("<img", "<script", "src=", "url(", "@import", "<link"):
        assert sign not in html


def test_the_letter_is_in_the_language_of_the_page(sign_up, letter):
    sign_up(address="/sign-up/")
    assert letter.last.subject == "تأكيد عنوان البريد"
    assert letter.link().startswith("/account/email/confirm/")


def test_links_lead_to_the_sites_own_address(sign_up, letter, setting):
    setting("MARSAD_SITE", "https://marsad.example.org")
    sign_up()
    assert "https://marsad.example.org/en/account/email/confirm/" in letter.last.body
    assert "testserver" not in letter.last.body


@pytest.mark.parametrize("name", ["a\nBcc: all@example.org", "a\r\n\r\n<b>", "a\u2028b", "a\x0bb"])
def test_no_name_begins_a_header_or_a_tag(name, request_):
    made = written("account/email/password_reset_key", "amal@example.org", TOLD | {"username": name}, request_)
    sent = email.message_from_bytes(made.message().as_bytes(), policy=policy.default)
    assert sent["Bcc"] is None
    assert len(sent.get_all("Subject")) == 1
    assert "<b>" not in made.alternatives[0].content


@pytest.mark.parametrize("address", ["amal@example.org\nBcc: all@example.org", "amal@example.org\r\nX: y"])
def test_no_address_begins_a_header(address, request_):
    made = written("account/email/password_changed", address, {}, request_)
    with pytest.raises(ValueError, match="newline"):
        made.message()


def test_a_subject_is_one_line(request_, monkeypatch):
    made = written("account/email/password_changed", "amal@example.org", {}, request_)
    assert "\n" not in made.subject


@pytest.mark.parametrize("page", ["/en/sign-up/", "/en/account/password/reset/"])
def test_a_mail_server_that_is_down_is_said(client, page, monkeypatch, caplog):
    def down(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", down)
    answer = client.post(page, {"email": "amal@example.org", "username": "amal", "password1": PASSWORD})
    assert answer.status_code == 503
    assert "no letter could be sent" in answer.content.decode()
    assert "took no letter" in caplog.text


def test_what_was_done_stands_even_if_the_letter_of_it_is_lost(reader, monkeypatch, caplog):
    def down(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", down)
    form = {"oldpassword": PASSWORD, "password1": "another phrase altogether", "password2": "another phrase altogether"}
    assert reader.post("/en/account/password/", form).status_code == 302
    assert User.objects.get(username="amal").check_password("another phrase altogether")
    assert "what it told of was done" in caplog.text


def test_the_hosts_name_of_a_request_does_not_lead_a_link_elsewhere(client, sign_up, letter, setting):
    setting("MARSAD_SITE", "https://marsad.example.org")
    attacker = Client(HTTP_X_FORWARDED_HOST="evil.example")
    attacker.post("/en/account/password/reset/", {"email": "amal@example.org"})
    assert "evil" not in letter.last.message().as_string()
    assert Client(HTTP_HOST="evil.example").get("/en/sign-in/").status_code == 400
    assert get_adapter().get_client_ip(RequestFactory().get("/")) == "127.0.0.1"
    assert settings.USE_X_FORWARDED_HOST is False
