"""The reference of the interface tells what there is, and nothing besides."""

import re
from pathlib import Path

from marsad.web.api import access
from marsad.web.api.v1 import api

INTERFACE = (Path(__file__).parents[3] / "docs" / "reference" / "api.md").read_text(encoding="utf-8")


def test_every_address_of_the_interface_is_documented_and_no_other():
    described = {
        f"{method.upper()} {path}"
        for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items()
        for method in methods
    }
    assert set(re.findall(r"`((?:GET|POST) /api/v1/[^`]*)`", INTERFACE)) == described


def test_every_status_of_an_error_is_documented():
    incidents = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]["/api/v1/incidents"]["get"]
    statuses = {status for status in incidents["responses"] if status != "200"}
    assert statuses | {"405"} == set(re.findall(r"^\| (\d{3}) \|", INTERFACE, re.MULTILINE))


def test_the_rates_are_those_that_are_kept():
    rows = re.findall(r"^\| .*?(?:minute|code`) \| (\d+) \| (\d+) \|", INTERFACE, re.MULTILINE)
    kept = [(access.ANONYMOUS, access.KEYED), (access.CODE_ANONYMOUS, access.CODE_KEYED)]
    assert [(int(one), int(other)) for one, other in rows] == [(one.most, other.most) for one, other in kept]
