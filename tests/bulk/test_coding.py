"""Archives coded: nothing twice, nothing lost, faults told."""

from dataclasses import replace

import pytest

from marsad.bulk import coding
from marsad.bulk.coding import Order, code_archive, code_piece
from marsad.bulk.parts import Manifest, coded
from marsad.bulk.pieces import cut
from marsad.bulk.versions import coder_version, ledger_version
from marsad.coder.pipeline import code
from marsad.exchange.reading import Defaults
from marsad.model import MarsadError, Report

from .conftest import TEXT, lines, report


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(lines(report("r1"), report("r2")))
    (tmp_path / "in" / "b.jsonl").write_bytes(lines(report("r3")))
    return tmp_path / "in"


def reports(folder):
    return [one for name in Manifest.read(folder).parts for one in coded(folder, name)]


def test_codings_are_those_of_the_coder(archive, folder, here):
    account = code_archive(str(archive), folder.url, here)
    found = reports(folder)
    assert [one.id for one, _ in found] == ["r1", "r2", "r3"]
    assert all(coding == code(one) for one, coding in found)
    assert account.reports == 3
    assert account.claims == sum(len(coding.claims) for _, coding in found) > 0
    assert account.kept == 0


def test_only_what_is_new_is_coded(archive, folder, here):
    code_archive(str(archive), folder.url, here)
    (archive / "b.jsonl").write_bytes(lines(report("r3"), report("r4")))
    account = code_archive(str(archive), folder.url, here)
    assert account.kept == 1
    assert [one.id for one, _ in reports(folder)] == ["r1", "r2", "r3", "r4"]


def test_a_part_whose_account_was_not_written_is_coded_again(archive, folder, here):
    code_archive(str(archive), folder.url, here)
    name = Manifest.read(folder).parts[0]
    folder.fs.rm(folder.path(f"parts/{name}.json"))
    assert code_archive(str(archive), folder.url, here).kept == 1


def test_another_coder_codes_all_anew(archive, folder, here, monkeypatch):
    code_archive(str(archive), folder.url, here)
    monkeypatch.setattr(coding, "coder_version", lambda name: "rules 9")
    assert code_archive(str(archive), folder.url, here).kept == 0


def test_a_worker_with_another_coder_is_told(archive, folder):
    (piece,) = cut(str(archive / "a.jsonl"), 5_000)
    with pytest.raises(MarsadError, match="a worker has the coder"):
        code_piece(piece, Order(folder.url, "rules", "rules 0", Defaults()))


def test_faults_and_warnings_are_in_the_account(archive, folder, here):
    (archive / "b.jsonl").write_bytes(b"{broken\n" + lines(report("r3", day="last week"), report("r4", "short text")))
    account = code_archive(str(archive), folder.url, here)
    ((where, what),) = account.faults
    assert where.endswith("b.jsonl:1")
    assert "broken JSON" in what
    warned = [fault for part in account.parts.values() for fault in part.warned]
    assert any("no ISO date" in told for _, told in warned)


def test_a_file_that_cannot_be_read_does_not_end_the_run(archive, folder, here):
    (archive / "c.parquet").write_bytes(b"PAR1 and nothing more")
    (archive / "c.parquet").rename(archive / "z.warc")
    account = code_archive(str(archive), folder.url, here)
    assert [one.id for one, _ in reports(folder)] == ["r1", "r2", "r3"]
    assert "cannot be read as WARC" in account.faults[0][1]


def test_progress_tells_how_far_it_is(archive, folder, here):
    told = []
    code_archive(str(archive), folder.url, here, progress=told.append)
    assert [pace.done for pace in told][-1] == told[-1].total
    assert told[-1].reports == 3
    assert told[-1].left == 0
    assert replace(told[-1], done=0).left is None


def test_a_coder_that_is_not_there_is_told(archive, folder, here):
    with pytest.raises(MarsadError, match="there is no coder 'nobody'"):
        code_archive(str(archive), folder.url, here, "nobody")


def test_defaults_fill_what_is_missing(tmp_path, folder, here):
    (tmp_path / "a.jsonl").write_bytes(lines({"id": "r1", "text": TEXT}))
    code_archive(str(tmp_path / "a.jsonl"), folder.url, here, defaults=Defaults("2016-06-14", "الحياة"))
    ((one, _),) = reports(folder)
    assert one == Report("r1", "", TEXT, "2016-06-14", "الحياة")


def test_versions_follow_from_what_there_is():
    assert coder_version().startswith("rules ")
    assert coder_version() == coder_version()
    assert len(ledger_version()) == 16
