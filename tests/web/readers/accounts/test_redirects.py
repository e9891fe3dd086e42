import pytest

PASSWORD = "a long enough phrase"
ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "http://testserver.evil.example/",
    "http://testserver@evil.example/",
    "javascript:alert(1)",
    "%2f%2fevil.example",
    "evil",
    "\t//evil.example",
    "///evil.example",
]


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_sent_elsewhere_on_signing_in(client, person, to):
    person("reader")
    form = {"login": "own-reader", "password": PASSWORD}
    assert client.post("/en/sign-in/", form | {"next": to})["Location"] == "/en/"
    client.post("/en/sign-out/")
    assert client.post("/en/sign-in/", form, query_params={"next": to})["Location"] == "/en/"


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nor_when_signed_in_already(signed, to):
    assert signed("reader").get("/en/sign-in/", {"next": to})["Location"] == "/en/"


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nor_on_signing_out(signed, to):
    assert signed("reader").post("/en/sign-out/", {"next": to})["Location"] == "/en/"


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nor_after_showing_who_one_is(signed, to):
    client = signed("reader")
    response = client.post("/en/account/confirm/", {"password": PASSWORD}, query_params={"next": to})
    assert response["Location"] == "/en/"
