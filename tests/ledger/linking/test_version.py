import pytest

from marsad.ledger.linking.blocking import filed
from marsad.ledger.linking.version import version
from marsad.ledger.linking.weights import FILE


@pytest.fixture
def changed(tmp_path):
    """Gives the version with a text of the data in place of another."""

    def read(old, new):
        text = FILE.read_text("utf-8")
        assert old in text
        file = tmp_path / "linking.toml"
        file.write_text(text.replace(old, new, 1), "utf-8")
        return version(file)

    return read


def test_another_weight_makes_another_version(changed):
    assert changed("rival_types = -1.0", "rival_types = -1.1") != version()


def test_a_comment_makes_none(changed):
    assert changed("keep =", "# a word more\nkeep =") == version()


def test_other_keys_make_another_version(monkeypatch):
    before = version()
    version.cache_clear()
    monkeypatch.setattr("marsad.ledger.linking.version.filed", lambda sketch, traits: filed(sketch, traits)[1:])
    assert version() != before
    version.cache_clear()


def test_other_scores_make_another_version(monkeypatch):
    before = version()
    version.cache_clear()
    monkeypatch.setattr("marsad.ledger.linking.version.score", lambda one, two: 0)
    assert version() != before
    version.cache_clear()
