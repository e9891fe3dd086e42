"""Which addresses are out in the public: an outside page must not lead a fetch into the machine or its network.

Registries: IANA's special-purpose addresses for IPv4 and IPv6 (RFC 6890 and what amends it).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

# What ``is_private`` leaves out in some releases of Python, or rightly calls no private network.
_CLOSED4 = tuple(
    ip_network(net)
    for net in (
        "0.0.0.0/8",  # this network
        "100.64.0.0/10",  # shared between a provider and its customers
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # relays from IPv6, given up
        "198.18.0.0/15",  # benchmarks
        "240.0.0.0/4",  # reserved, and the broadcast address
    )
)
_GLOBAL6 = IPv6Network("2000::/3")  # all that has been given out; the rest is loopback, local, multicast or reserved
_CLOSED6 = tuple(
    IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments, Teredo among them, which carries an IPv4 address in disguise
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")  # the last 32 bits are an IPv4 address


def public(address: str) -> bool:
    """Whether an address in text is one of the open net's. Raises ``ValueError`` for what is no address."""
    parsed = ip_address(address.partition("%")[0])
    return _public4(parsed) if isinstance(parsed, IPv4Address) else _public6(parsed)


def _public4(address: IPv4Address) -> bool:
    closed = address.is_private or address.is_multicast or address.is_loopback or address.is_link_local
    return not closed and not any(address in net for net in _CLOSED4)


def _public6(address: IPv6Address) -> bool:
    inner = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return _public4(inner)
    return address in _GLOBAL6 and not address.is_private and not any(address in net for net in _CLOSED6)
