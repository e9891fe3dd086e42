import os
import stat
from pathlib import Path

import pytest

from marsad.exchange import InputError, open_whole


def test_the_file_appears_at_the_end(tmp_path):
    target = tmp_path / "out.jsonl"
    with open_whole(target) as stream:
        stream.write(b"one\n")
        assert not target.exists()
    assert target.read_bytes() == b"one\n"
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_is_left_after_a_failure(tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    with pytest.raises(TypeError), open_whole(target) as stream:
        stream.writelines([b"new", "no bytes"])
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_permissions_are_those_of_an_ordinary_file(tmp_path):
    ordinary, target = tmp_path / "ordinary", tmp_path / "target"
    ordinary.write_bytes(b"")
    with open_whole(target):
        pass
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)
    target.chmod(0o640)
    with open_whole(target):
        pass
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_keeps_pointing(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with open_whole(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_what_cannot_be_written_is_told(tmp_path):
    with pytest.raises(InputError, match="is a folder"), open_whole(tmp_path):
        pass
    with pytest.raises(InputError, match="cannot be written"), open_whole(tmp_path / "none" / "out"):
        pass


def test_a_device_is_written_to_as_it_is():
    with open_whole(Path(os.devnull)) as stream:
        stream.write(b"x")
    assert not Path(os.devnull).is_file()
