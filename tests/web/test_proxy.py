"""A reader's address is believed from the header that the operator named, and from no other."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from marsad.web.api.rates import asker
from marsad.web.proxy import ProxyMiddleware

PROXY = "10.0.0.1"


def seen(**headers):
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=PROXY)
    ProxyMiddleware(lambda _: HttpResponse())(request)
    return asker(request)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP"])
def test_without_a_proxy_no_header_is_believed(header):
    assert seen(**{header: "192.0.2.1"}) == PROXY


def test_the_named_header_is_believed_and_no_other(monkeypatch):
    monkeypatch.setattr(settings, "MARSAD_PROXY_HEADER", "HTTP_X_REAL_IP")
    assert seen(**{"X-Real-IP": "192.0.2.1", "X-Forwarded-For": "192.0.2.2"}) == "192.0.2.1"
    assert seen(**{"X-Forwarded-For": "192.0.2.2"}) == PROXY


def test_of_several_addresses_the_proxys_own_word_counts(monkeypatch):
    monkeypatch.setattr(settings, "MARSAD_PROXY_HEADER", "HTTP_X_FORWARDED_FOR")
    assert seen(**{"X-Forwarded-For": "192.0.2.1, 192.0.2.2,192.0.2.3"}) == "192.0.2.3"


@pytest.mark.parametrize("said", ["", "unknown", "192.0.2.1:443", "a" * 5000, "192.0.2.1,", "'; DROP"])
def test_what_is_no_address_counts_as_the_proxys(monkeypatch, said):
    monkeypatch.setattr(settings, "MARSAD_PROXY_HEADER", "HTTP_X_REAL_IP")
    assert seen(**{"X-Real-IP": said}) == PROXY


def test_an_address_of_ipv6_counts_by_its_network(monkeypatch):
    monkeypatch.setattr(settings, "MARSAD_PROXY_HEADER", "HTTP_X_REAL_IP")
    assert seen(**{"X-Real-IP": "2001:db8::1"}) == seen(**{"X-Real-IP": "2001:db8::2"}) == "2001:db8::"
