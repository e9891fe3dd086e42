import pytest


def test_a_choice_is_kept_and_leads_back(client):
    response = client.post("/choose/", {"name": "theme", "value": "dark", "next": "/en/"})
    assert (response.status_code, response["Location"]) == (302, "/en/")
    assert client.cookies["marsad_theme"].value == "dark"
    assert client.cookies["marsad_theme"]["httponly"]


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example/", "/\\evil.example", "%2f%2fevil.example"]
)
def test_a_choice_leads_nowhere_else(client, address):
    response = client.post("/choose/", {"name": "digits", "value": "arab", "next": address})
    assert "evil" not in response["Location"] or response["Location"].startswith("%")


@pytest.mark.parametrize("data", [{}, {"name": "theme", "value": "pink"}, {"name": "role", "value": "admin"}])
def test_what_is_no_option(client, data):
    assert client.post("/choose/", data).status_code == 400


def test_a_choice_is_not_made_by_looking(client):
    assert client.get("/choose/").status_code == 405
