"""Clusters over cells are those of the ledger's linker, however the cells are cut."""

from collections import Counter

import pytest

from marsad.bulk.folder import Folder
from marsad.bulk.link.ends import deal
from marsad.bulk.link.grid import Grid
from marsad.bulk.link.plan import Plan, Task, perform
from marsad.bulk.link.rows import sketch_of, sketch_row
from marsad.bulk.link.run import CLAIMS, tasks
from marsad.bulk.link.spill import Out, Spill, bucket_of, pack, unpack
from marsad.bulk.linked import LINKS, links_file, rows
from marsad.evaluation.retelling import sketched
from marsad.ledger.linking.linker import Linker
from marsad.ledger.linking.memory import MemoryLinks
from marsad.ledger.linking.weights import weights


def linked(url, sketches, grid, buckets, most=50_000):
    """The incident of each claim, and the links."""
    plan = Plan("", f"{url}/out", (), buckets, grid, most)
    spill, out = Spill(Folder(f"{url}/work")), Out()
    plan.write(spill.folder)
    for sketch in sketches:
        deal(plan, sketch, sketch_row(sketch), 0, out)
    spill.keep("derive", 0, out)
    for stage, each, work in CLAIMS:
        for number in range(tasks(each, plan)):
            perform(Task(stage, number, work, spill.folder.url))
    links = [row for bucket in range(buckets) for row in rows(Folder(plan.out), links_file(bucket), LINKS)]
    return dict(spill.rows("settled", 0)), links


def by_the_ledger(sketches):
    memory = MemoryLinks()
    Linker(memory).replace((), sketches)
    ids = [sketch.id for sketch in sketches]
    return memory.clusters_of(ids), {(link.a, link.b, round(link.score * 100)) for link in memory.links_of(ids)}


@pytest.fixture(scope="module")
def crowded():
    """Two days of wars that are told six hundred times a day, with what the ledger makes of them."""
    sketches, _ = sketched(5, 1_200, 2)
    return sketches, *by_the_ledger(sketches)


@pytest.mark.parametrize(
    ("grid", "buckets"),
    [(Grid(1, 3, 4), 3), (Grid(2, 10, 1), 1), (Grid(64, 500, 2), 2)],
    ids=["cells smaller than their claims", "small cells", "one cell for all"],
)
def test_clusters_and_links_are_the_ledgers(tmp_path, crowded, grid, buckets):
    sketches, clusters, links = crowded
    found, told = linked(tmp_path.as_uri(), sketches, grid, buckets)
    assert found == clusters
    assert set(told) == links
    assert len(told) == len(links)


def test_what_is_too_large_for_one_task_is_cut_as_the_ledger_cuts_it(tmp_path, crowded):
    sketches, clusters, _ = crowded
    found, _ = linked(tmp_path.as_uri(), sketches, Grid(1, 3, 4), 2, most=weights().crowd)
    assert found == clusters
    assert max(Counter(clusters.values()).values()) > 5


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_news_of_years_is_linked_as_the_ledger_does(tmp_path, seed):
    sketches, _ = sketched(seed, 800, 300)
    clusters, links = by_the_ledger(sketches)
    found, told = linked(tmp_path.as_uri(), sketches, Grid(8, 10, 3), 4)
    assert found == clusters
    assert set(told) == links


def test_sketches_are_read_back():
    for sketch in sketched(5, 50, 3)[0]:
        assert sketch_of(unpack(pack([sketch_row(sketch)]))[0]) == sketch


def test_texts_without_a_utf8_form_are_read_back():
    assert unpack(pack([("\ud800", 1 << 63, None, (b"\xff",))])) == [("\ud800", 1 << 63, None, (b"\xff",))]
    assert bucket_of("\ud800", 7) in range(7)


def test_keys_that_are_asked_for_lie_where_they_are_filed():
    grid = Grid(8, 10, 4)
    assert grid.cell("735000.air.175:180") == "91875/17:18"
    assert grid.cell("735000.air.-1:-180") == "91875/-1:-18"
    assert grid.cell("735000.air.wSY-ID") == grid.cell("735000.air.pSY-ID")
    assert grid.cell("t0:1234.91875").startswith("91875/")
