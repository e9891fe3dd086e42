import pytest

from marsad.web.readers import owned
from marsad.web.readers.owned import Owner


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    monkeypatch.setattr(owned, "_GIVERS", {})
    monkeypatch.setattr(owned, "_ERASERS", {})


@pytest.fixture
def owner():
    return Owner(None, ("amal@example.org",))


def test_parts_stand_in_the_folder_of_their_kind(owner):
    @owned.owned("saved")
    def articles(owner):
        yield "articles.json", [{"title": "a"}]
        yield "files/1.html", b"<p>"

    @owned.owned("follows")
    def follows(owner):
        yield "follows.json", [{"to": owner.addresses[0]}]

    assert list(owned.parts(owner)) == [
        ("follows/follows.json", [{"to": "amal@example.org"}]),
        ("saved/articles.json", [{"title": "a"}]),
        ("saved/files/1.html", b"<p>"),
    ]


def test_all_that_registered_are_asked_to_erase(owner):
    gone = []
    owned.erases("saved")(lambda owner: gone.append("saved"))
    owned.erases("letters")(lambda owner: gone.append(owner.addresses[0]))
    owned.erases("letters")(lambda owner: gone.append("more"))
    owned.erase(owner)
    assert gone == ["amal@example.org", "more", "saved"]
