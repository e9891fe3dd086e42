"""Second factors: turned on only by their owner, asked for at each sign-in, kept sealed."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from marsad.web.readers.accounts.environment import AccountsError

PASSWORD = "a long enough phrase"
FACTORS = "/en/account/factors"


def code(secret):
    """What an authenticator app shows now."""
    good = list(yield_hotp_counters_from_time())  # the one before and the one after do as well
    return format_hotp_value(hotp_value(secret, good[len(good) // 2]))


@pytest.fixture
def guarded(proven):
    """An account with an authenticator app; its secret stands in ``secret``."""
    form = proven.get(f"{FACTORS}/totp/activate/").context["form"]
    assert proven.post(f"{FACTORS}/totp/activate/", {"code": code(form.secret)}).status_code == 302
    proven.secret = form.secret
    return proven


def begin(client):
    return client.post("/en/sign-in/", {"login": "amal", "password": PASSWORD})


def test_after_the_password_a_code_is_asked_for(guarded):
    client = Client()
    assert begin(client)["Location"] == f"{FACTORS}/authenticate/"
    assert "_auth_user_id" not in client.session


def test_the_code_signs_in_once(guarded):
    from django.core.cache import cache

    cache.clear()  # the code that turned it on was used up; this stands for the next half minute
    shown = code(guarded.secret)
    first, second = Client(), Client()
    begin(first), begin(second)
    assert first.post(f"{FACTORS}/authenticate/", {"code": shown}).status_code == 302
    assert first.get("/en/account/").status_code == 200
    assert second.post(f"{FACTORS}/authenticate/", {"code": shown}).status_code == 200
    assert second.get("/en/account/").status_code == 302


def test_a_recovery_code_signs_in_once(guarded):
    listed = guarded.get(f"{FACTORS}/recovery-codes/").context["unused_codes"]
    assert len(listed) == 10
    for status in (200, 302):
        client = Client()
        begin(client)
        client.post(f"{FACTORS}/authenticate/", {"code": listed[0]})
        assert client.get("/en/account/").status_code == status


def test_wrong_codes_are_counted(guarded):
    client = Client()
    begin(client)
    answers = [client.post(f"{FACTORS}/authenticate/", {"code": "000000"}) for _ in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert answers[-1]["Retry-After"] == "900"


def test_a_new_password_by_letter_does_not_leave_the_code_out(guarded, letter):
    visitor = Client()
    visitor.post("/en/account/password/reset/", {"email": "amal@example.org"})
    form = visitor.get(letter.link(), follow=True)
    other = "another phrase altogether"
    visitor.post(form.request["PATH_INFO"], {"password1": other, "password2": other})
    response = visitor.post("/en/sign-in/", {"login": "amal", "password": other})
    assert response["Location"] == f"{FACTORS}/authenticate/"


@pytest.mark.parametrize("page", ["totp/activate", "recovery-codes/generate", "webauthn/add"])
def test_whoever_finds_an_open_browser_changes_none(reader, page):
    for method in (reader.get, reader.post):
        assert method(f"{FACTORS}/{page}/")["Location"].startswith("/en/account/confirm/")


def test_turning_it_off_takes_the_recovery_codes_along(guarded):
    assert guarded.post(f"{FACTORS}/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.exists()


def test_the_owner_is_told_by_letter(guarded, letter):
    guarded.post(f"{FACTORS}/totp/deactivate/")
    assert letter.last.to == ["amal@example.org"]
    assert letter.last.subject == "Authenticator app turned off"


def test_nor_turns_it_off(guarded):
    used = guarded.get(f"{FACTORS}/recovery-codes/").context["unused_codes"][0]
    client = Client()
    begin(client)
    client.post(f"{FACTORS}/authenticate/", {"code": used})
    assert client.post(f"{FACTORS}/totp/deactivate/")["Location"].startswith("/en/account/confirm/")
    assert Authenticator.objects.filter(type="totp").exists()


def test_the_secret_is_kept_sealed(guarded):
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert guarded.secret not in kept


def test_with_another_key_of_the_site_it_is_said_what_to_do(guarded, setting):
    setting("SECRET_KEY", "another")
    with pytest.raises(AccountsError, match="secret-key"):
        Authenticator.objects.get(type="totp").wrap().validate_code("000000")


def test_the_recovery_codes_come_as_a_file(guarded):
    response = guarded.get(f"{FACTORS}/recovery-codes/download/")
    assert response["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert len(response.content.decode().split()) == 10


def test_without_a_confirmed_address_there_is_no_second_factor(proven):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.update(verified=False)
    proven.post(f"{FACTORS}/totp/activate/", {"code": "000000"})
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "credential",
    [
        "",
        '{"id": "a", "rawId": "!", "response": {"clientDataJSON": "e30", "authenticatorData": "e30"}}',
        "null",
        "[]",
        "{}",
        '"x"',
        '{"id": 1}',
        '{"response": {}}',
        '{"response": {"userHandle": "!"}}',
    ],
)
def test_what_is_no_passkey_signs_nobody_in(client, credential):
    client.get(f"{FACTORS}/webauthn/login/", headers={"Accept": "application/json"})
    assert client.post(f"{FACTORS}/webauthn/login/", {"credential": credential}).status_code in (200, 302)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", ["", "[]", "{}", '{"id": 1}', '{"id": "a", "rawId": "!", "response": {}}'])
def test_what_is_no_passkey_is_not_added(proven, credential):
    proven.get(f"{FACTORS}/webauthn/add/")
    answer = proven.post(f"{FACTORS}/webauthn/add/", {"name": "x", "credential": credential})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
