from ipaddress import IPv4Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.fetching.addresses import public
from marsad.web.fetching.network import numeric

CLOSED = ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12")
CLOSED += ("192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4")


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "172.15.255.255", "100.63.0.1", "2606:4700::1111"])
def test_open(address):
    assert public(address)


@pytest.mark.parametrize(
    "address",
    [
        "::1",
        "::",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "fec0::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:1::1",
        "2001:db8::1",
        "255.255.255.255",
    ],
)
def test_closed(address):
    assert not public(address)


@given(st.sampled_from(CLOSED), st.integers(min_value=0))
def test_every_address_of_a_closed_network_in_every_dress(net, number):
    network = ip_network(net)
    address = IPv4Address(int(network.network_address) + number % network.num_addresses)
    high, low = divmod(int(address), 65536)
    forms = (
        f"{address}",
        f"::ffff:{address}",
        f"64:ff9b::{high:x}:{low:x}",
        f"2002:{high:x}:{low:x}::1",
        f"::{address}",
    )
    assert not any(public(form) for form in forms)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "127.0.0.1"])
def test_every_way_to_write_a_number(host):
    assert numeric(host) == "127.0.0.1"


@pytest.mark.parametrize("host", ["news.example", "127.0.0.1.example", "cafe"])
def test_names_are_no_numbers(host):
    assert numeric(host) is None


def test_what_is_no_address_is_told():
    with pytest.raises(ValueError, match="example"):
        public("example")
