"""So many times a minute, then he is asked to wait."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from marsad.web.api.rates import Rate
from marsad.web.reports import limits


def test_a_minute_is_counted_from_the_first_time_on(client, monkeypatch):
    now = [59.0]
    monkeypatch.setattr(limits, "Rate", partial(Rate, clock=lambda: now[0]))
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert [limits.wait(request, "code") for _ in range(limits.TIMES)] == [0] * limits.TIMES
    now[0] = 61.0  # the clock's next minute
    assert limits.wait(request, "code") == 58
    assert limits.wait(request, "save-page") == 0  # what is counted apart
    now[0] = 119.5
    assert limits.wait(request, "code") == 0
