"""The interface against its own description, by schemathesis, through the real WSGI application."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from marsad.web.api import access, coding
from marsad.web.api.rates import Rate
from marsad.web.api.v1 import api
from marsad.web.wsgi import application

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def described(observatory, monkeypatch):
    """The description as the application gives it, with no bound on how often it may be asked. Nothing is changed."""
    for name in ("ANONYMOUS", "KEYED"):
        monkeypatch.setattr(access, name, Rate(10**9, 60))
    monkeypatch.setattr(coding, "CODE_ANONYMOUS", Rate(10**9, 60))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


OPERATIONS = [
    (method, path)
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items()
    for method in methods
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_as_described(described, method, path):
    @settings(max_examples=15, database=None, suppress_health_check=list(HealthCheck))
    @given(case=described[path][method].as_strategy())
    def check(case):
        case.call_and_validate(checks=CHECKS)

    check()


def test_the_description_tells_of_keys_errors_and_bounds(ask):
    told = ask("openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert told["security"] == [{}, {"key": []}]
    for path in told["paths"].values():
        for operation in path.values():
            assert {"401", "404", "422", "429"} <= set(operation["responses"])
            assert {"200", "202"} & set(operation["responses"])
            assert "application/problem+json" in operation["responses"]["422"]["content"]
            assert operation["summary"]
            limits = [one["schema"] for one in operation.get("parameters", ()) if one["name"] == "limit"]
            assert all((one["minimum"], one["maximum"]) == (1, 200) for one in limits)


def test_every_reference_of_the_description_leads_somewhere(ask):
    raw = ask("openapi.json").content.decode()
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', raw))
    assert names <= set(ask("openapi.json").json()["components"]["schemas"])
