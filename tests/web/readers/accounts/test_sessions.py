from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

PASSWORD = "a long enough phrase"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Mobile Safari/537.36"


@pytest.fixture
def phone(reader):
    client = Client(HTTP_USER_AGENT=PHONE, REMOTE_ADDR="192.0.2.7")
    client.post("/en/sign-in/", {"login": "amal", "password": PASSWORD})
    return client


def opens(client):
    return client.get("/en/account/").status_code == 200


def number(address):
    return UserSession.objects.get(ip=address).pk


def test_the_list_says_which_browser_where_and_which_is_this_one(reader, phone):
    page = phone.get("/en/account/sessions/").content.decode()
    first, second = page.split('class="card line"')[1:]
    assert "Chrome" in first
    assert "Android" in first
    assert "192.0.2.7" in first
    assert "this one" in first
    assert "this one" not in second


def test_one_session_is_ended(reader, phone):
    reader.post("/en/account/sessions/", {"number": number("192.0.2.7")})
    assert opens(reader)
    assert not opens(phone)


def test_all_others_are_ended(reader, phone):
    phone.post("/en/account/sessions/", {"number": "others"})
    assert opens(phone)
    assert not opens(reader)


def test_nobody_ends_anothers(reader, signed):
    other = signed("reader", "nour")
    other.post("/en/account/sessions/", {"number": UserSession.objects.get(user__username="amal").pk})
    other.post("/en/account/sessions/", {"number": "others"})
    assert opens(reader)


@pytest.mark.parametrize("written", ["-1", "0", "9" * 18, "9" * 400, "1; DROP", "٣"])
def test_what_is_no_session_ends_none_of_another(reader, signed, written):
    signed("reader", "nour").post("/en/account/sessions/", {"number": written})
    assert opens(reader)


def test_signing_out_takes_the_session_from_the_list(reader, phone):
    reader.post("/en/sign-out/")
    assert phone.get("/en/account/sessions/").content.decode().count('class="card line"') == 1


def test_that_a_session_is_in_use_is_noted_once_an_hour(reader, monkeypatch):
    hours = [timezone.now() + timedelta(hours=n) for n in range(3)]
    seen = []
    for hour in (hours[0], hours[1], hours[1] + timedelta(minutes=20), hours[2]):
        monkeypatch.setattr("marsad.web.readers.accounts.sessions.timezone.now", lambda hour=hour: hour)
        reader.get("/en/")
        seen.append(UserSession.objects.get(user__username="amal").last_seen_at)
    assert seen[1] == seen[2]
    assert seen[0] < seen[1] < seen[3]


def test_a_reader_without_an_account_has_no_session(client):
    for page in ("/", "/en/sign-in/", "/en/sign-up/"):
        client.get(page)
        assert "sessionid" not in client.cookies
