import dataclasses
import json
import zipfile

import pytest

from marsad.exchange import archive as archives
from marsad.exchange.archive import MANIFEST, archive, fingerprint, restore, verify
from marsad.exchange.codings import to_coding
from marsad.exchange.faults import InputError
from marsad.ledger.judgements.desk import Desk
from marsad.ledger.ledger import Ledger
from marsad.ledger.registers import Registers
from marsad.ledger.store import Query
from marsad.model import ClaimType, Coding, MarsadError
from marsad.model.judgement import Field, Judgement, Undo
from marsad.places.library import load
from marsad.web.ledger.store import open_store

WHEN = "2026-11-29T10:00:00+00:00"


@pytest.fixture(scope="module")
def registers():
    return Registers.shipped(load(("embedded",)))


@pytest.fixture
def new(tmp_path, ledger_file, registers):
    """Makes an empty ledger."""
    stores = []

    def make():
        stores.append(open_store(ledger_file(tmp_path / f"{len(stores)}.sqlite3")))
        return Ledger(stores[-1], registers)

    yield make
    for store in stores:
        store.close()


@pytest.fixture
def full(new, sample_reports, sample_golds):
    """A ledger of six reports, one of which has an earlier version, with judgements, one of them taken back."""
    ledger = new()
    codings = {gold["id"]: to_coding(gold, "gold") for gold in sample_golds}
    reports = sample_reports[:6]
    first = dataclasses.replace(reports[0], title="before")
    ledger.add_many([(report, codings[report.id]) for report in (first, *reports[1:4])], "people")
    ledger.add_many([(report, codings[report.id]) for report in (reports[0], *reports[4:])], "others")
    desk, claims = Desk(ledger.store), [entry.id for entry in ledger.store.entries.all()]
    undone = judge(ledger, desk.reject(claims[0]))
    judge(ledger, Undo(undone.id))
    judge(ledger, desk.correct(claims[1], Field.TYPE, ClaimType.BOMBING))
    judge(ledger, desk.merge([claims[2], claims[-1]]))
    return ledger


def judge(ledger, act):
    return ledger.judge(Judgement(act, "Amal", WHEN, "seen"))


def damaged(path, name, turn):
    """An archive with one part changed; without it where ``turn`` gives nothing."""
    other = path.with_name("damaged.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as changed:
        for part in old.namelist():
            raw = old.read(part) if part != name else turn(old.read(part))
            if raw is not None:
                changed.writestr(part, raw)
    return other


def test_an_archive_holds_all_and_comes_back(full, new, tmp_path):
    path, steps = tmp_path / "a.zip", []
    told = archive(full, path, steps.append)
    assert (told.reports, told.codings, told.judgements, steps) == (6, 6, 4, [6])
    assert verify(path) == told
    back = new()
    found = restore(back, path, steps.append)
    assert found == told
    assert steps == [6, 6]
    ids = list(full.store.reports.ids())
    assert list(back.store.reports.ids()) == ids
    assert back.store.reports.get(ids) == full.store.reports.get(ids)
    assert [v.title for v in back.store.reports.versions(ids[0])] == ["before"]
    assert back.store.codings.get(ids) == full.store.codings.get(ids)
    assert back.store.codings.coders(ids) == full.store.codings.coders(ids)
    assert set(back.store.codings.coders(ids).values()) == {"people", "others"}
    assert list(back.store.incidents.find(Query())) == list(full.store.incidents.find(Query()))
    assert [(j.who, j.when, type(j.act)) for j in back.store.judgements.all()] == [
        (j.who, j.when, type(j.act)) for j in full.store.judgements.all()
    ]


def test_judgements_are_numbered_anew_and_an_undoing_follows(full, new, tmp_path):
    there = new()
    told = [dataclasses.replace(one, id=one.id + 40) for one in full.store.judgements.all()]
    told[1] = dataclasses.replace(told[1], act=Undo(told[0].id))
    archives._put_judgements(there.store, (json.loads(archives.judgements.dump(one)) for one in told))
    first, second, *_ = there.store.judgements.all()
    assert second.act == Undo(first.id)


def test_the_fingerprint_changes_with_any_incident(full):
    before = fingerprint(full.store)
    judge(full, Desk(full.store).reject(next(iter(full.store.entries.all())).id))
    assert fingerprint(full.store) != before


def test_an_empty_ledger_can_be_kept_too(new, tmp_path):
    told = archive(new(), tmp_path / "a.zip")
    assert (told.reports, restore(new(), tmp_path / "a.zip")) == (0, told)


def test_only_an_empty_ledger_takes_an_archive(full, tmp_path):
    archive(full, tmp_path / "a.zip")
    before = fingerprint(full.store)
    with pytest.raises(MarsadError, match="is not empty"):
        restore(full, tmp_path / "a.zip")
    assert fingerprint(full.store) == before


def test_judgements_alone_make_a_ledger_not_empty(full, tmp_path):
    archive(full, tmp_path / "a.zip")
    full.remove(list(full.store.reports.ids()))
    with pytest.raises(MarsadError, match="is not empty"):
        restore(full, tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("name", "turn", "told"),
    [
        ("reports.jsonl", lambda raw: raw.replace(b"before", b"beyond"), "reports.jsonl is not what was written"),
        ("codings.jsonl", lambda raw: None, "codings.jsonl cannot be read"),
        (MANIFEST, lambda raw: None, "has no manifest that can be read"),
        (MANIFEST, lambda raw: b"[]", "has no manifest that can be read"),
        (MANIFEST, lambda raw: b"\xff", "has no manifest that can be read"),
        (MANIFEST, lambda raw: raw.replace(b'"format": 1', b'"format": 9'), "has the format 9"),
        (MANIFEST, lambda raw: raw.replace(b'"version"', b'"varsion"'), "lacks something"),
        (MANIFEST, lambda raw: raw.replace(b"codings.jsonl", b"cadings.jsonl"), "lacks something"),
    ],
)
def test_what_is_damaged_changes_nothing(full, new, tmp_path, name, turn, told):
    archive(full, tmp_path / "a.zip")
    there = new()
    with pytest.raises(InputError, match=told):
        restore(there, damaged(tmp_path / "a.zip", name, turn))
    assert list(there.store.reports.ids()) == []


def test_bytes_flipped_in_the_packed_part(full, tmp_path):
    path = tmp_path / "a.zip"
    archive(full, path)
    raw = bytearray(path.read_bytes())
    raw[200:260] = bytes(60)
    path.write_bytes(raw)
    with pytest.raises(InputError, match=r"is damaged: reports\.jsonl cannot be read; take another copy"):
        verify(path)


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_what_is_no_archive(tmp_path, content):
    path = tmp_path / "a.zip"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="is no archive"):
        verify(path)


def test_an_archive_cut_short(full, tmp_path):
    path = tmp_path / "a.zip"
    archive(full, path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(InputError, match="is no archive"):
        verify(path)


def test_a_rebuilding_that_fails_leaves_an_empty_ledger(full, new, tmp_path, monkeypatch):
    archive(full, tmp_path / "a.zip")
    there = new()

    def fail(progress):
        raise MarsadError("no room")

    monkeypatch.setattr(there, "rebuild", fail)
    with pytest.raises(MarsadError, match="no room"):
        restore(there, tmp_path / "a.zip")
    assert list(there.store.reports.ids()) == []


def test_an_archiving_that_fails_leaves_no_file(full, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "fingerprint", lambda store: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        archive(full, tmp_path / "a.zip")
    assert not list(tmp_path.glob("*.zip*"))


def test_a_report_without_a_coding_is_kept(full, new, sample_reports, tmp_path):
    full.store.reports.put([sample_reports[10]])
    told = archive(full, tmp_path / "a.zip")
    assert (told.reports, told.codings) == (7, 6)


def test_texts_with_odd_ends_of_lines_come_back(new, sample_reports, tmp_path):
    ledger = new()
    report = dataclasses.replace(sample_reports[0], text="سطر\u2028آخر\x85\r\nنهاية")
    ledger.add(report, Coding(report.id))
    archive(ledger, tmp_path / "a.zip")
    back = new()
    restore(back, tmp_path / "a.zip")
    assert back.store.reports.get([report.id])[report.id] == report
