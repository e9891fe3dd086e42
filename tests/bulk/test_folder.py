import pytest

from marsad.bulk.folder import Folder
from marsad.model import MarsadError


def test_what_is_written_is_read(folder):
    folder.write("a/b.bin", b"one")
    folder.write("a/b.bin", b"two")
    assert folder.read("a/b.bin") == b"two"
    assert folder.has("a/b.bin")
    assert not folder.has("a/c.bin")


def test_names_are_those_in_a_folder(folder):
    folder.write("a/2", b"")
    folder.write("a/1", b"")
    assert folder.names("a") == ["a/1", "a/2"]
    assert folder.names("nowhere") == []


def test_a_file_that_breaks_off_is_not_there(folder):
    with pytest.raises(TypeError):
        folder.write("a/b.bin", "no bytes")
    assert not folder.has("a/b.bin")


def test_what_is_cleared_is_gone(folder):
    folder.sub("a").write("b", b"1")
    folder.clear("a")
    folder.clear("a")
    assert folder.names("a") == []


def test_an_address_that_nobody_knows_is_told():
    with pytest.raises(MarsadError, match="driver"):
        Folder("nothing-of-the-kind://x").read("a")
