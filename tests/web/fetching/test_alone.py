"""There is one way out: whoever opens an outside address does so through ``fetch`` or ``dial``."""

import re
import socket
from pathlib import Path

import pytest

from marsad.web.fetching import Fault, FetchError, dial

WEB = Path(__file__).parents[3] / "src" / "marsad" / "web"
OTHERS = re.compile(
    r"urlopen|urlretrieve|urllib\.request|httpx\.(get|post|request|stream|Client|AsyncClient)|import requests|"
    r"http\.client|HTTPSConnection|create_connection|ftplib|aiohttp|trafilatura\.(fetch_url|downloads)"
)


def test_nothing_else_opens_outside_addresses():
    files = [file for file in WEB.rglob("*.py") if not {"fetching", "bench"} & set(file.parts)]
    assert len(files) > 100
    found = {str(file.relative_to(WEB)): OTHERS.findall(file.read_text(encoding="utf-8")) for file in files}
    assert {name: told for name, told in found.items() if told} == {}


def test_another_protocol_has_the_same_guard(rules):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with dial("news.example", port, rules()):
            server.accept()[0].close()
        for address in ("10.0.0.1", "127.0.0.2", "::1", "169.254.169.254"):
            with pytest.raises(FetchError) as told:
                dial("inside.example", port, rules({"inside.example": [address]}))
            assert told.value.fault is Fault.CLOSED


def test_a_server_that_is_away_is_told(rules):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchError) as told:
        dial("news.example", port, rules())
    assert (told.value.fault, told.value.again) == (Fault.CONNECTION, True)


def test_a_name_without_an_address_is_told(rules):
    def nowhere(host, port):
        raise socket.gaierror("no such name")

    with pytest.raises(FetchError) as told:
        dial("news.example", 993, rules(resolve=nowhere))
    assert told.value.fault is Fault.NAME
