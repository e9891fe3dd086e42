"""A whole archive linked: the incidents of a ledger that holds the same reports, to the letter."""

import pytest

from marsad.bulk.coding import code_archive
from marsad.bulk.folder import Folder
from marsad.bulk.link.grid import Grid
from marsad.bulk.link.plan import registers
from marsad.bulk.link.run import STAGES, link_archive
from marsad.bulk.linked import (
    CLAIMS,
    INCIDENTS,
    REPORTS,
    Linked,
    claims_file,
    incidents_file,
    reports_file,
    rows,
)
from marsad.bulk.parts import Manifest, Part, coded, put
from marsad.evaluation.retelling import retold
from marsad.ledger.ledger import Ledger
from marsad.ledger.opening import open_store
from marsad.ledger.store import Query
from marsad.ledger.wire import dumps
from marsad.model import MarsadError

SAMPLES = "samples/reports.jsonl"


def coded_by(folder, *parts):
    """An archive of parts that were coded."""
    for nth, told in enumerate(parts):
        put(folder, Part(f"p{nth}", "x", "rules 1", len(told), 0, 0.0), told)
    told = [one for part in parts for one in part]
    names = tuple(f"p{nth}" for nth in range(len(parts)))
    Manifest("rules 1", names, len(told), sum(len(c.claims) for _, c in told), 0).write(folder)


def in_a_ledger(path, reports):
    store = open_store(f"sqlite:///{path}")
    ledger = Ledger(store, registers())
    ledger.add_many(reports)
    return store


def incidents_of(folder, linked):
    return sorted(row[-1] for n in range(linked.buckets) for row in rows(folder, incidents_file(n), INCIDENTS))


@pytest.fixture(scope="module")
def told():
    return retold(7, 60)[0]


def test_incidents_are_those_of_the_ledger(tmp_path, here, told):
    coded_folder, out = Folder(f"{tmp_path}/coded"), Folder(f"{tmp_path}/out")
    coded_by(coded_folder, told[:30], told[30:90], told[90:])
    linked = link_archive(coded_folder.url, out.url, here, Grid(4, 10, 3), buckets=3)
    store = in_a_ledger(tmp_path / "ledger.sqlite3", told)
    assert incidents_of(out, linked) == sorted(map(dumps, store.incidents.find(Query())))
    assert linked.incidents == len(incidents_of(out, linked))
    store.close()


@pytest.mark.no_cover
def test_real_reports_come_to_the_same_as_in_the_ledger(tmp_path, here, request):
    out, linked_to = Folder(f"{tmp_path}/coded"), Folder(f"{tmp_path}/out")
    code_archive(str(request.config.rootpath / SAMPLES), out.url, here, size=20_000)
    linked = link_archive(out.url, linked_to.url, here, buckets=2)
    reports = [one for name in Manifest.read(out).parts for one in coded(out, name)]
    store = in_a_ledger(tmp_path / "ledger.sqlite3", reports)
    assert incidents_of(linked_to, linked) == sorted(map(dumps, store.incidents.find(Query())))
    texts = {row[1]: row[2:4] for n in range(len(linked.parts)) for row in rows(linked_to, reports_file(n), REPORTS)}
    keys = [report.id for report, _ in reports]
    assert {key: text for key, (text, _) in texts.items()} == store.texts.groups_of(keys)
    assert {key: credit for key, (_, credit) in texts.items() if credit} == store.texts.credits(keys)
    store.close()


def test_of_reports_with_one_id_the_last_counts(tmp_path, here, told):
    coded_folder, out = Folder(f"{tmp_path}/coded"), Folder(f"{tmp_path}/out")
    (first, one), (other, two) = told[0], told[1]
    again = type(first)(first.id, other.title, other.text, other.published, other.outlet), type(two)(one.id, two.claims)
    coded_by(coded_folder, [told[0], told[2]], [again])
    linked = link_archive(coded_folder.url, out.url, here, buckets=2)
    store = in_a_ledger(tmp_path / "ledger.sqlite3", [told[0], told[2], again])
    assert incidents_of(out, linked) == sorted(map(dumps, store.incidents.find(Query())))
    store.close()


def test_a_run_that_was_broken_off_is_gone_on_with(tmp_path, here, told):
    class Weary(type(here)):
        """Leaves after so many jobs."""

        left = 9
        done = 0

        def run(self, work, jobs, done=lambda job, result: None, killed=None):
            for job in jobs:
                if not self.left:
                    raise KeyboardInterrupt
                self.left -= 1
                self.done += 1
                done(job, work(job))

    coded_folder, out = Folder(f"{tmp_path}/coded"), Folder(f"{tmp_path}/out")
    coded_by(coded_folder, told[:20], told[20:40])
    with pytest.raises(KeyboardInterrupt):
        link_archive(coded_folder.url, out.url, Weary(), buckets=2)
    with pytest.raises(MarsadError, match="nothing linked"):
        Linked.read(out)
    again, stands = Weary(), []
    again.left = -1
    link_archive(coded_folder.url, out.url, again, buckets=2, progress=stands.append)
    assert again.done == 2 * (len(STAGES) - 2) + 2 - 9
    assert stands[-1].nth == stands[-1].stages == len(STAGES)
    assert not [name for name in out.fs.ls(out.path("")) if "work-" in name]


def test_claims_tell_their_incident(tmp_path, here, told):
    coded_folder, out = Folder(f"{tmp_path}/coded"), Folder(f"{tmp_path}/out")
    coded_by(coded_folder, told[:20])
    linked = link_archive(coded_folder.url, out.url, here, buckets=2)
    homes = dict(rows(out, claims_file(0), CLAIMS[:2]))
    assert len(homes) == linked.claims == sum(len(coding.claims) for _, coding in told[:20])
    assert set(homes.values()) == {row[0] for n in range(2) for row in rows(out, incidents_file(n), INCIDENTS)}


def test_a_smaller_run_leaves_nothing_of_a_larger_one_behind(tmp_path, here, told):
    coded_folder, out = Folder(f"{tmp_path}/coded"), Folder(f"{tmp_path}/out")
    coded_by(coded_folder, told[:6], told[6:12])
    link_archive(coded_folder.url, out.url, here, buckets=3)
    coded_by(coded_folder, told[:6])
    linked = link_archive(coded_folder.url, out.url, here, buckets=1)
    assert [len(out.names(sub)) for sub in ("claims", "reports", "incidents", "links")] == [1, 1, 1, 1]
    assert Linked.read(out) == linked


def test_an_archive_without_claims_has_no_incidents(tmp_path, here):
    coded_folder, out = Folder(f"{tmp_path}/coded"), Folder(f"{tmp_path}/out")
    coded_by(coded_folder)
    assert link_archive(coded_folder.url, out.url, here).incidents == 0


def test_what_was_never_coded_is_told(tmp_path, here):
    with pytest.raises(MarsadError, match="holds no coded archive"):
        link_archive(f"{tmp_path}/nothing", f"{tmp_path}/out", here)
