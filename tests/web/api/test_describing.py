import pytest

from marsad.web.api.describing import Piece, described, kind_of
from marsad.web.api.v1 import api


@pytest.fixture(scope="module")
def whole():
    return described(api.get_openapi_schema(path_prefix="/api/v1/"))


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "format": "date"}, "date"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "integer or null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Claim"}}, "list of Claim"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "object of integer"),
        ({}, "any value"),
    ],
)
def test_a_type_is_told_in_words(schema, kind):
    assert "".join(piece.text for piece in kind_of(schema)) == kind


def test_a_shape_s_name_leads_to_it():
    assert kind_of({"$ref": "#/components/schemas/Claim"}) == (Piece("Claim", "Claim"),)


def test_every_address_is_described_with_all_that_it_takes(whole):
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    known = {(path, method): one for path, methods in schema["paths"].items() for method, one in methods.items()}
    assert [(one.path, one.method) for one in whole.operations] == list(known)
    for one in whole.operations:
        told = known[one.path, one.method]
        assert [field.name for field in one.fields] == [found["name"] for found in told.get("parameters", ())]
        assert bool(one.body) is ("requestBody" in told)
        assert one.answers
    assert len({one.anchor for one in whole.operations}) == len(known)


def test_every_shape_that_is_named_is_there_and_none_besides(whole):
    fields = [field for one in (*whole.operations, *whole.shapes) for field in one.fields]
    kinds = [*(field.kind for field in fields), *(one.body for one in whole.operations)]
    kinds += [answer.kind for one in whole.operations for answer in one.answers]
    named = {piece.shape for kind in kinds for piece in kind if piece.shape}
    assert {shape.name for shape in whole.shapes} == named | {"Problem"}


def test_what_a_value_must_keep_to_is_told(whole):
    incidents = next(one for one in whole.operations if one.path == "/api/v1/incidents")
    fields = {field.name: field for field in incidents.fields}
    assert fields["limit"].bounds == ("at least 1", "at most 200")
    assert (fields["limit"].default, fields["limit"].place, fields["limit"].required) == ("50", "query", False)
    assert "shelling" in fields["type"].values
    assert fields["place"].bounds == ("20 items at most",)


def test_errors_are_told_once_for_all(whole):
    assert [one.status for one in whole.faults] == ["400", "401", "404", "413", "422", "429"]
    assert all(answer.status.startswith("2") for one in whole.operations for answer in one.answers)
