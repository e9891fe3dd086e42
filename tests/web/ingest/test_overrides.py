import pytest

from marsad.model import MarsadError
from marsad.web.fetching import Fetched
from marsad.web.ingest import articles, overrides
from marsad.web.ingest.models import Feed, Item

EXAMPLES = [(one, *example) for one in overrides.shipped() for example in one.examples]


@pytest.mark.parametrize(("one", "page", "text"), EXAMPLES, ids=[one.hosts[0] for one, _, _ in EXAMPLES])
def test_every_example(one, page, text):
    host = "news.example.com" if one.hosts[0] == "*" else one.hosts[0]
    item = Item(feed=Feed(), address=f"https://{host}/1")
    found = articles.read(item, Fetched(item.address, 200, {"content-type": "text/html; charset=utf-8"}, page.encode()))
    assert found.text == text
    assert found.outlet == (one.name or found.outlet)


def test_every_override_has_an_example():
    assert all(one.examples for one in overrides.shipped())


def test_a_subdomain_is_covered_and_a_look_alike_is_not():
    one = overrides.Override(("example.org",))
    assert one.covers("example.org")
    assert one.covers("ar.example.org")
    assert not one.covers("evilexample.org")
    assert not one.covers("example.org.evil.net")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('[[outlet]]\nhosts = ["a.org"]\narticle = "div["', "a.org"),
        ('[[outlet]]\nname = "x"', "no hosts"),
        ('[[outlet]]\nhosts = ["a.org"]\nselector = "x"', "'selector'"),
        ("[[outlet", "no TOML"),
    ],
)
def test_a_mistake_is_told(tmp_path, monkeypatch, written, told):
    (tmp_path / "outlets.toml").write_text(written)
    monkeypatch.setattr(overrides, "data_folder", lambda: tmp_path)
    with pytest.raises(MarsadError, match=told):
        overrides.of("a.org")


def test_the_operator_comes_first(tmp_path, monkeypatch):
    (tmp_path / "outlets.toml").write_text('[[outlet]]\nhosts = ["akhbar.example.org"]\nname = "غيره"')
    monkeypatch.setattr(overrides, "data_folder", lambda: tmp_path)
    assert overrides.outlet("akhbar.example.org") == "غيره"
