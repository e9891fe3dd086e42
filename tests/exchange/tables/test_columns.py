import pytest

from marsad.exchange.tables.acled import ACLED
from marsad.exchange.tables.casualties import CASUALTIES
from marsad.exchange.tables.claims import CLAIMS
from marsad.exchange.tables.columns import KINDS, joined
from marsad.exchange.tables.ged import GED
from marsad.exchange.tables.incidents import INCIDENTS

TABLES = (ACLED, CASUALTIES, CLAIMS, GED, INCIDENTS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_has_a_name_of_its_own_a_kind_and_a_meaning(table):
    assert len(set(table.header)) == len(table.header)
    assert all(column.kind in KINDS and column.meaning for column in table.columns)


def test_several_values_share_a_cell():
    assert joined(["a", None, "", "b"]) == "a; b"
    assert joined([]) is None
