import pytest

from marsad.web.api import coding
from marsad.web.api.rates import Rate
from marsad.web.ledger import models

TEXT = "قصفت مدفعية الجيش بلدة سراقب صباح أمس، ما أدى إلى مقتل ثلاثة مدنيين."


def test_a_text_is_coded_and_not_kept(post, ledger):
    before = models.Report.objects.count()
    told = post("code", {"text": TEXT, "published": "2016-06-12"}).json()
    claim = told["claims"][0]
    assert claim["type"] == "shelling"
    assert claim["when"]["from"] == "2016-06-11"
    assert TEXT[claim["trigger"]["start"] : claim["trigger"]["end"]] == claim["trigger"]["text"]
    assert models.Report.objects.count() == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "ا" * 50_001},
        {"text": TEXT, "published": "soon"},
        {"text": TEXT, "owner": "me"},
        {"text": 3},
    ],
)
def test_what_cannot_be_coded_is_told(post, body):
    response = post("code", body)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")


@pytest.mark.parametrize("body", ["{", "\x00", '{"text": NaN', "[1e999999"])
def test_what_is_no_json_is_told(client, body):
    response = client.post("/api/v1/code", body, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("body", ['{"text": "\\ud800"}', '{"text": "\\u202e \\u0000"}'])
def test_odd_characters_break_nothing(client, body):
    assert client.post("/api/v1/code", body, content_type="application/json").status_code in {200, 422}


def test_a_request_too_large_is_told(client, settings_of):
    settings_of(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
    response = client.post("/api/v1/code", '{"text": "%s"}' % ("x" * 200), content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")


def test_coding_is_counted_more_strictly(post, monkeypatch, key_of):
    monkeypatch.setattr(coding, "CODE_ANONYMOUS", Rate(1, 60))
    assert post("code", {"text": "نص"}).status_code == 200
    response = post("code", {"text": "نص"})
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert post("code", {"text": "نص"}, key=key_of("reader")).status_code == 200


def test_no_cookie_is_needed_or_looked_at(strict, ledger):
    response = strict.post("/api/v1/code", {"text": "نص"}, content_type="application/json")
    assert response.status_code == 200
    assert response.cookies == {}


@pytest.fixture
def settings_of():
    """Changes settings until the test ends."""
    from django.test import override_settings

    changed = []

    def change(**settings):
        changed.append(override_settings(**settings))
        changed[-1].enable()

    yield change
    for one in changed:
        one.disable()
