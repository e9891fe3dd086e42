"""Metrics as Prometheus reads them: for this machine alone, or for whoever knows the token."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from itertools import groupby
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from marsad.web.work import environment
from marsad.web.work.figures import Figure, all_figures

# What a proxy adds: a request that it passed on is not this machine's own.
_PASSED_ON: Final = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures, read anew each time; 403 for whom they are not meant."""
    if not (_knows(request) or _here(request)):
        said = f"Metrics are for this machine; from elsewhere send {environment.TOKEN} as a bearer token.\n"
        return HttpResponse(said, status=403, content_type="text/plain; charset=utf-8")
    registry = CollectorRegistry()
    registry.register(_Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Figures(Collector):
    def collect(self) -> Iterator[Metric]:
        for _, figures in groupby(all_figures(), lambda one: one.name):
            yield _family(list(figures))

    def describe(self) -> Iterable[Metric]:
        """Nothing: names are known once they are read."""
        return ()


def _family(figures: list[Figure]) -> Metric:
    first = figures[0]
    kind = CounterMetricFamily if first.grows else GaugeMetricFamily
    made = kind(f"marsad_{first.name}", first.said, labels=list(first.labels))
    for one in figures:
        made.add_metric(list(one.labels.values()), one.value)
    return made


def _knows(request: HttpRequest) -> bool:
    token = environment.token()
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return bool(token) and scheme.lower() == "bearer" and hmac.compare_digest(given.encode(), token.encode())


def _here(request: HttpRequest) -> bool:
    """Whether a program of this machine asks, and not a proxy on it for somebody else."""
    if settings.MARSAD_PROXY_HEADER or settings.SECURE_PROXY_SSL_HEADER or any(map(request.META.get, _PASSED_ON)):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
