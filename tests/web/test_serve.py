"""The server itself, and what it lets through of what proxies say."""

import re
import threading
import time

import httpx
import pytest
from django.conf import settings
from waitress import server as waitress

from marsad.web.api.rates import Rate
from marsad.web.readers.accounts import limits
from marsad.web.serve import serve


@pytest.fixture
def served(observatory, monkeypatch):
    """Serves the observatory; gives its address."""
    made, ready = [], threading.Event()
    create = waitress.create_server

    def kept(*args, **more):
        made.append(create(*args, **more))
        return made[-1]

    monkeypatch.setattr(waitress, "create_server", kept)
    threads = []

    def start():
        where = []
        thread = threading.Thread(
            target=serve, args=("127.0.0.1", 0, None, lambda address: (where.append(address), ready.set()))
        )
        thread.start()
        threads.append(thread)
        assert ready.wait(30)
        return where[0]

    yield start
    for one in made:
        # Who closes a server in the middle of an answer closes it under its threads' hands.
        for _ in range(1_000):
            if not one.active_channels:
                break
            time.sleep(0.01)
        one.close()
    for thread in threads:
        thread.join(timeout=10)


def guess(address, said):
    """Try a wrong password, with a word about where one comes from; gives the status."""
    with httpx.Client(base_url=address, headers={"X-Forwarded-For": said}) as client:
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/en/sign-in/").text)[1]
        form = {"login": "nobody", "password": "x", "csrfmiddlewaretoken": token}
        return client.post("/en/sign-in/", data=form).status_code


@pytest.mark.parametrize(("header", "second"), [("", 429), ("HTTP_X_FORWARDED_FOR", 401)])
def test_what_a_proxy_says_counts_where_one_was_named(served, monkeypatch, header, second):
    monkeypatch.setattr(settings, "MARSAD_PROXY_HEADER", header)
    monkeypatch.setattr(limits, "BY_ADDRESS", Rate(1, 900))
    address = served()
    assert guess(address, "192.0.2.1") == 401
    assert guess(address, "192.0.2.2") == second
