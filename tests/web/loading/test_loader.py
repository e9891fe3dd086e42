"""What was linked over a cluster, loaded: the very ledger that the same reports make when they are added."""

import pytest

from marsad.bulk.folder import Folder
from marsad.bulk.link.plan import registers
from marsad.bulk.link.run import link_archive
from marsad.bulk.load import load_archive
from marsad.bulk.parts import Manifest, Part, put
from marsad.evaluation.retelling import retold
from marsad.ledger.checking import findings
from marsad.ledger.ledger import Ledger
from marsad.ledger.store import Query
from marsad.ledger.wire import dumps
from marsad.model import Coding, MarsadError, Report
from marsad.web.ledger.store import open_store
from marsad.web.loading.loader import SqlLoader


class Here:
    """Does jobs one after another, here."""

    size = 1

    def run(self, work, jobs, done, killed=None):
        for job in jobs:
            done(job, work(job))


@pytest.fixture(scope="module")
def told():
    return retold(7, 25)[0]


@pytest.fixture(scope="module")
def linked(told, tmp_path_factory):
    """An archive that was linked, in two parts."""
    base = tmp_path_factory.mktemp("linked")
    coded = Folder(f"{base}/coded")
    parts = {"p0": told[:20], "p1": told[20:]}
    for name, reports in parts.items():
        put(coded, Part(name, "x", "rules 1", len(reports), 0, 0.0), reports)
    Manifest("rules 1", tuple(parts), len(told), sum(len(coding.claims) for _, coding in told), 0).write(coded)
    link_archive(coded.url, f"{base}/out", Here(), buckets=2)
    return f"{base}/out"


def picture(store):
    found = (*store.incidents.find(Query()), *store.entries.all(), *store.tells.about(store.tells.places()))
    return sorted(map(dumps, found))


def test_the_ledger_is_the_one_that_adding_makes(url, linked, told, tmp_path):
    loaded = load_archive(linked, url)
    store, other = open_store(url), open_store(f"sqlite:///{tmp_path}/other.sqlite3")
    added = Ledger(other, registers())
    added.add_many(told, "rules 1")
    assert picture(store) == picture(other)
    claims = [entry.id for entry in other.entries.all()]
    assert set(store.links.links_of(claims)) == set(other.links.links_of(claims))
    keys = [report.id for report, _ in told]
    assert store.texts.groups_of(keys) == other.texts.groups_of(keys)
    assert store.codings.coders(keys) == other.codings.coders(keys)
    assert list(findings(Ledger(store, registers()))) == []
    assert (loaded.reports, loaded.claims, loaded.kept) == (len(told), len(claims), 0)
    store.close()
    other.close()


def test_loading_again_changes_nothing(url, linked):
    first = load_archive(linked, url)
    store = open_store(url)
    before = picture(store)
    again = load_archive(linked, url)
    assert (again.reports, again.kept) == (0, first.files)
    assert picture(store) == before
    store.close()


def test_what_was_broken_off_is_gone_on_with(url, linked, monkeypatch):
    def broken(self, name, links):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SqlLoader, "links", broken)
        with pytest.raises(KeyboardInterrupt):
            load_archive(linked, url)
    loaded = load_archive(linked, url)
    assert loaded.kept == 2
    store = open_store(url)
    assert list(findings(Ledger(store, registers()))) == []
    store.close()


def test_reports_can_be_added_afterwards(url, linked, told):
    load_archive(linked, url)
    store = open_store(url)
    report, coding = told[0]
    again = Report("later", report.title, report.text, report.published, "الشرق الأوسط")
    Ledger(store, registers()).add(again, Coding("later", coding.claims))
    assert list(findings(Ledger(store, registers()))) == []
    store.close()


def test_a_ledger_with_other_reports_is_left_alone(url, linked, told):
    store = open_store(url)
    Ledger(store, registers()).add(*told[0])
    with pytest.raises(MarsadError, match="holds other reports"):
        load_archive(linked, url)
    store.close()


def test_what_another_version_linked_is_not_loaded(url, linked, tmp_path):
    folder = Folder(str(tmp_path))
    folder.write("manifest.json", Folder(linked).read("manifest.json").replace(b'"linking": "', b'"linking": "0'))
    with pytest.raises(MarsadError, match="linked by another version"):
        load_archive(folder.url, url)
