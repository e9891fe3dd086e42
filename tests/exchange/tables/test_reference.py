"""docs/reference/tables.md tells each column as the tables have it."""

from pathlib import Path

import pytest

from marsad.exchange.tables.acled import ACLED
from marsad.exchange.tables.acled_names import EVENT_TYPES
from marsad.exchange.tables.casualties import CASUALTIES
from marsad.exchange.tables.claims import CLAIMS
from marsad.exchange.tables.ged import GED
from marsad.exchange.tables.incidents import INCIDENTS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "tables.md"


def columns(table):
    """A table's columns as Markdown: what the page is to hold."""
    rows = "".join(f"| `{c.name}` | {c.kind} | {c.meaning} |\n" for c in table.columns)
    return f"{table.about}\n\n| column | type | meaning |\n| --- | --- | --- |\n{rows}"


def types():
    """Claim types to ACLED's names."""
    rows = "".join(f"| `{kind}` | {n.disorder} | {n.event} | {n.sub_event} |\n" for kind, n in EVENT_TYPES.items())
    return f"| type | `disorder_type` | `event_type` | `sub_event_type` |\n| --- | --- | --- | --- |\n{rows}"


@pytest.mark.parametrize("table", [INCIDENTS, CLAIMS, CASUALTIES, ACLED, GED], ids=lambda table: table.name)
def test_the_page_tells_every_column(table):
    expected = columns(table)
    assert expected in PAGE.read_text(encoding="utf-8"), f"{PAGE} is to hold:\n\n{expected}"


def test_the_page_tells_what_each_type_is_to_acled():
    assert types() in PAGE.read_text(encoding="utf-8"), f"{PAGE} is to hold:\n\n{types()}"
