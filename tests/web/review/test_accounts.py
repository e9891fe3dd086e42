import pytest
from django.contrib.auth.models import User
from django.test import Client

from marsad.web.api.rates import Rate
from marsad.web.review import accounts

PASSWORD = "a long enough phrase"


def sign_in(client, name="own-reader", password=PASSWORD, address="/en/sign-in/", **more):
    return client.post(address, {"name": name, "password": password, **more})


def test_the_right_password_signs_in(client, person):
    user = person("reader")
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/en/")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("name", ["own-reader", "nobody", "a\0b", "x" * 5000, ""])
def test_a_wrong_name_and_a_wrong_password_read_the_same(client, person, name):
    person("reader")
    page = sign_in(client, name, "another phrase altogether")
    assert page.status_code == 401
    assert "This name and password do not belong together." in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_closed_account_reads_the_same(client, person):
    person("reader")
    User.objects.update(is_active=False)
    assert sign_in(client).status_code == 401


def test_the_session_has_another_id_after_signing_in(client, person):
    person("reader")
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in(client)
    assert client.session.session_key != session.session_key


def test_sessions_end_when_the_password_changes(client, person):
    user = person("reviewer")
    sign_in(client, "own-reviewer")
    assert client.get("/en/review/").status_code == 200
    user.set_password("another phrase altogether")
    user.save()
    assert client.get("/en/review/").status_code == 302


@pytest.mark.parametrize(
    "next_",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "%2f%2fevil.example",
        "evil",
        "\t//evil.example",
        "///evil.example",
    ],
)
def test_nobody_is_sent_elsewhere(client, person, next_):
    person("reader")
    assert sign_in(client, next=next_)["Location"] == "/en/"
    assert sign_in(client, address=f"/en/sign-in/?next={next_}")["Location"] == "/en/"


def test_after_signing_in_the_page_that_was_asked_for_is_shown(client, person):
    person("reviewer")
    asked = client.get("/en/review/?disputed=1")
    assert asked["Location"] == "/en/sign-in/?next=/en/review/%3Fdisputed%3D1"
    page = client.get(asked["Location"]).content.decode()
    assert 'name="next" value="/en/review/?disputed=1"' in page
    assert sign_in(client, "own-reviewer", next="/en/review/?disputed=1")["Location"] == "/en/review/?disputed=1"


def test_who_guesses_has_to_wait(client, person, monkeypatch):
    monkeypatch.setattr(accounts, "BY_ACCOUNT", Rate(2, 900))
    person("reader")
    for _ in range(2):
        assert sign_in(client, password="wrong").status_code == 401
    page = sign_in(client)
    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 900
    assert sign_in(client, "OWN-READER").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.9")).status_code == 302  # the account is open from elsewhere


def test_an_address_that_guesses_at_many_names_has_to_wait(client, person, monkeypatch):
    monkeypatch.setattr(accounts, "BY_ADDRESS", Rate(3, 900))
    for n in range(3):
        sign_in(client, f"name{n}", "wrong")
    assert sign_in(client, "name9", "wrong").status_code == 429


def test_who_signs_in_rightly_begins_anew(client, person, monkeypatch):
    monkeypatch.setattr(accounts, "BY_ACCOUNT", Rate(2, 900))
    person("reader")
    for _ in range(2):
        assert sign_in(client, password="wrong").status_code == 401
        accounts.BY_ACCOUNT.clear()
        assert sign_in(client).status_code == 302


def test_signing_out_ends_the_session_and_is_no_link(signed):
    client = signed("reader")
    assert client.get("/en/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/en/sign-out/")["Location"] == "/en/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("page", ["/sign-in/", "/sign-out/", "/review/undo/"])
def test_forms_from_elsewhere_are_refused(signed, page):
    assert signed("reviewer", enforce_csrf_checks=True).post(page, {}).status_code == 403


def test_the_page_is_in_both_languages_and_kept_by_nobody(client):
    arabic = client.get("/sign-in/")
    assert "كلمة المرور" in arabic.content.decode()
    assert "no-store" in arabic["Cache-Control"]
    assert "Password" in client.get("/en/sign-in/").content.decode()


def test_who_is_signed_in_is_told_so(signed):
    assert "own-reader" in signed("reader").get("/en/sign-in/").content.decode()


def test_no_page_makes_an_account_or_changes_a_role(client):
    from django.urls import get_resolver

    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert not [name for name in names if "sign-up" in name or "admin" in name or "role" in name]
