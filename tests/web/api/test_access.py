import hashlib

import pytest
from django.contrib.auth.models import User

from marsad.web.api import access, keys
from marsad.web.api.models import ApiKey
from marsad.web.api.rates import Rate


def test_a_key_is_kept_as_its_hash_alone(key_of):
    key = key_of("reader")
    row = ApiKey.objects.get()
    assert row.hashed == hashlib.sha256(key.encode()).hexdigest()
    assert key not in str(vars(row))


def test_a_key_is_known_again_and_its_day_noted(key_of):
    found = keys.known(key_of("reader"))
    assert found.owner.username == "own-reader"
    assert ApiKey.objects.get().used is not None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: key + "x",
        lambda key: key[:-1],
        lambda key: key.replace("marsad_", "other_"),
        lambda key: "",
        lambda key: "marsad_x",
        lambda key: "marsad_\0_y",
        lambda key: "marsad_1_" + "x" * 500,
    ],
)
def test_another_key_opens_nothing(ask, key_of, spoil):
    spoilt = spoil(key_of("reviewer"))
    assert keys.known(spoilt) is None
    if spoilt.isprintable() and spoilt:
        response = ask("incidents", key=spoilt, status=401)
        assert response["WWW-Authenticate"] == "Bearer"


def test_a_revoked_key_opens_nothing(ask, key_of):
    key = key_of("reviewer")
    number = ApiKey.objects.get().number
    assert keys.revoke(number)
    assert not keys.revoke(number)
    ask("incidents", key=key, status=401)


def test_the_key_of_a_closed_account_opens_nothing(ask, key_of):
    key = key_of("reviewer")
    User.objects.update(is_active=False)
    ask("incidents", key=key, status=401)


def test_another_scheme_is_refused(client):
    response = client.get("/api/v1/incidents", headers={"Authorization": "Basic YTpi"})
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"


def test_who_is_signed_in_on_the_pages_is_nobody_here(client, key_of, sample_reports):
    key_of("reviewer")
    client.force_login(User.objects.get())
    assert client.get(f"/api/v1/reports/{sample_reports[0].id}").json()["text"] is None


def test_too_many_requests_have_to_wait(ask, monkeypatch):
    monkeypatch.setattr(access, "ANONYMOUS", Rate(2, 60))
    ask("")
    ask("")
    response = ask("", status=429)
    assert 0 < int(response["Retry-After"]) <= 60


def test_with_a_key_more_are_allowed(ask, key_of, monkeypatch):
    monkeypatch.setattr(access, "ANONYMOUS", Rate(1, 60))
    monkeypatch.setattr(access, "KEYED", Rate(3, 60))
    key = key_of("reader")
    for _ in range(3):
        ask("", key=key)
    ask("", key=key, status=429)
    assert access.KEYED.most > access.ANONYMOUS.most


def test_guesses_at_keys_are_counted(ask, monkeypatch):
    monkeypatch.setattr(access, "ANONYMOUS", Rate(2, 60))
    ask("", key="marsad_a_b", status=401)
    ask("", key="marsad_a_c", status=401)
    ask("", key="marsad_a_d", status=429)


def test_other_methods_are_told_as_a_problem(client):
    response = client.delete("/api/v1/incidents")
    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert response.json()["title"] == "Method Not Allowed"


def test_head_is_answered_as_get(client):
    response = client.head("/api/v1/incidents")
    assert (response.status_code, response.content) == (200, b"")


def test_the_pages_policy_stands_here_too(ask):
    assert "default-src 'none'" in ask("")["Content-Security-Policy"]


def test_a_failure_is_told_as_a_problem_without_its_reason(ask, monkeypatch, caplog):
    def fail(*_):
        raise RuntimeError("a secret")

    monkeypatch.setattr("marsad.web.browse.queries.page", fail)
    told = ask("incidents", status=500)
    assert "secret" not in told.content.decode()
    assert "the interface failed at /api/v1/incidents" in caplog.text


def test_there_are_no_pages_of_others(client):
    assert client.get("/api/v1/docs").status_code == 404
    assert client.get("/api/v1").status_code == 404
