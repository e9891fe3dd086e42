import pytest

from marsad.web.readers.accounts.environment import (
    AccountsError,
    provider_name,
    providers,
    proxy_header,
    registration,
)

OIDC = {"MARSAD_OIDC_URL": "https://id.example.org", "MARSAD_OIDC_CLIENT": "marsad", "MARSAD_OIDC_SECRET": "s"}


@pytest.fixture
def environment(monkeypatch):
    def put(values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    for name in (*OIDC, "MARSAD_OIDC_NAME", "MARSAD_REGISTRATION", "MARSAD_PROXY_HEADER"):
        monkeypatch.delenv(name, raising=False)
    return put


def test_registration_is_open_unless_it_is_said(environment):
    assert registration() == "open"


@pytest.mark.parametrize("way", ["open", "invite", "closed"])
def test_each_way_of_registration(environment, way):
    environment({"MARSAD_REGISTRATION": way})
    assert registration() == way


def test_another_way_is_refused(environment):
    environment({"MARSAD_REGISTRATION": "yes"})
    with pytest.raises(AccountsError, match="open, invite, closed"):
        registration()


def test_without_a_word_of_a_provider_there_is_none(environment):
    assert (providers(), provider_name()) == ({}, "")


def test_a_provider_has_the_name_of_its_host_or_one_of_its_own(environment):
    environment(OIDC)
    assert provider_name() == "id.example.org"
    environment({"MARSAD_OIDC_NAME": "الهوية"})
    assert provider_name() == "الهوية"


@pytest.mark.parametrize("missing", list(OIDC))
def test_half_a_provider_is_refused(environment, missing):
    environment({name: value for name, value in OIDC.items() if name != missing})
    with pytest.raises(AccountsError, match=missing):
        providers()


@pytest.mark.parametrize("url", ["http://id.example.org", "id.example.org", "ftp://id.example.org", "https://"])
def test_a_provider_speaks_tls(environment, url):
    environment(OIDC | {"MARSAD_OIDC_URL": url})
    with pytest.raises(AccountsError, match="MARSAD_OIDC_URL"):
        providers()


def test_a_header_is_named_as_wsgi_names_it(environment):
    environment({"MARSAD_PROXY_HEADER": "X-Real-IP"})
    assert proxy_header() == "HTTP_X_REAL_IP"
