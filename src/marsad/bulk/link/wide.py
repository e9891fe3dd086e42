"""Wide claims brought to the precise clusters that they fit, by the ledger's own rules (``linking.attach``).

Three joins: each link between a precise and a wide claim takes the precise one's cluster along to the wide one; all
links of a wide cluster meet, and it chooses; the chosen cluster welcomes those that chose it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from marsad.bulk.link.plan import Plan
from marsad.bulk.link.rows import Members, by_claim, members
from marsad.bulk.link.spill import Out, Row, Spill, bucket_of
from marsad.ledger.linking.attach import choice, welcome
from marsad.ledger.linking.clusters import Cluster, founder
from marsad.ledger.linking.memory import MemoryLinks
from marsad.ledger.linking.traits import Traits
from marsad.ledger.linking.units import View

_Links = Iterable[tuple[str, str, int]]


class Settled(View):
    """A view of clusters that are known already, and of the links between them."""

    def __init__(self, cores: Iterable[Members], wides: Iterable[Members], links: _Links) -> None:
        super().__init__(MemoryLinks())
        self._cluster: dict[str, Cluster] = {}
        self._core: set[str] = set()
        for told in cores:
            self._take(told)
            self._core.update(member.claim for member in told)
        for told in wides:
            self._take(told)
        for a, b, found in links:
            self.pairs.setdefault(a, {})[b] = found
            self.pairs.setdefault(b, {})[a] = found

    def _take(self, told: Members) -> None:
        sketches = {member.claim: member.sketch for member in told}
        self.found.update(sketches)
        self.traits.update((claim, Traits(sketch)) for claim, sketch in sketches.items())
        cluster = Cluster.of(sorted(sketches), self.traits)
        self._cluster.update(dict.fromkeys(sketches, cluster))

    def fetch(self, claims: Iterable[str]) -> None:
        """All there is to know is known."""
        for claim in claims:
            self.pairs.setdefault(claim, {})

    def core(self, claim: str) -> bool:
        """See ``View``."""
        return claim in self._core

    def cluster(self, claim: str) -> Cluster:
        """See ``View``."""
        return self._cluster[claim]


def host(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Take the cluster of a precise claim along each of its links to wide claims."""
    homes = by_claim(spill.rows("homes", bucket))
    for core, wide, found in spill.rows("mixed", bucket):
        out.put("guests", bucket_of(wide, plan.buckets), (wide, core, found, homes[core]))


def guest(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Bring all that the wide claims of a bucket are linked to together with their clusters."""
    met: defaultdict[str, list[Row]] = defaultdict(list)
    rivals: defaultdict[str, list[Row]] = defaultdict(list)
    for wide, core, found, home in spill.rows("guests", bucket):
        met[wide].append((core, found, home))
    for claim, other, found in spill.rows("rivals", bucket):
        rivals[claim].append((other, found))
    for claim, row in spill.rows("wides", bucket):
        first = row[0][0]
        told = (claim, row, met.get(claim, ()), rivals.get(claim, ()))
        out.put("choosing", bucket_of(first, plan.buckets), told)


def choose(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Let each wide cluster choose the precise one that it fits; one that fits none is an incident of its own."""
    wanted: defaultdict[Members, list[Row]] = defaultdict(list)
    for row in spill.rows("choosing", bucket):
        wanted[members(row[1])].append(row)
    for wide, rows in wanted.items():
        links = [(claim, core, found) for claim, _, met, _ in rows for core, found, _ in met]
        rivals = [(claim, other, found) for claim, _, _, told in rows for other, found in told]
        hosts = {members(home) for _, _, met, _ in rows for _, _, home in met}
        view = Settled(hosts, [wide], links)
        chosen = choice(view.cluster(wide[0].claim), view)
        if chosen is None:
            _name(wide, out)
            continue
        home, fit = chosen[0].claims, chosen[1]
        inside = set(home)
        kept = [link for link in links if link[1] in inside] + rivals
        out.put("hosted", bucket_of(home[0], plan.buckets), (home[0], wide, fit, kept))


def receive(plan: Plan, spill: Spill, bucket: int, out: Out) -> None:
    """Let each precise cluster welcome the wide ones that chose it; those it cannot hold are incidents of their own."""
    wanting: defaultdict[str, list[Row]] = defaultdict(list)
    for first, wide, fit, links in spill.rows("hosted", bucket):
        wanting[first].append((members(wide), fit, links))
    for (row,) in spill.rows("cores", bucket):
        core = members(row)
        _receive(core, wanting.get(core[0].claim, ()), out)


def _receive(core: Members, wanting: Iterable[Row], out: Out) -> None:
    told: list[Row] = list(wanting)
    if not told:
        _name(core, out)
        return
    links = [link for _, _, each in told for link in each]
    view = Settled([core], [wide for wide, _, _ in told], links)
    wides: Mapping[str, Members] = {wide[0].claim: wide for wide, _, _ in told}
    asking = [(view.cluster(wide[0].claim), fit) for wide, fit, _ in told]
    taken = {cluster.claims[0] for cluster in welcome(view.cluster(core[0].claim), asking, view)}
    _name((*core, *(member for first in sorted(taken) for member in wides[first])), out)
    for first in wides.keys() - taken:
        _name(wides[first], out)


def _name(found: Members, out: Out) -> None:
    """Tell the parts of an incident's claims which one it is."""
    name = founder(member.sketch for member in found)
    for member in found:
        out.put("settled", member.part, (member.claim, name))
