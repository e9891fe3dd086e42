"""What linking leaves in Parquet files: claims with their incidents, reports, incidents, links; and the manifest."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from marsad.bulk.folder import Folder
from marsad.model import MarsadError

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
CLAIMS: Final = ("claim", "incident", "report", "document")  # the document is a ledger's entry
REPORTS: Final = ("place", "report", "text", "credit", "signature", "sketches", "tells", "belongings")
INCIDENTS: Final = ("incident", "type", "first", "last", "certainty", "claims", "document")
LINKS: Final = ("a", "b", "score")  # two claims, the smaller id first, and log-odds in hundredths


@dataclass(frozen=True, slots=True)
class Linked:
    """What was linked, and what came of it. ``ledger`` is the version of all that incidents follow from; ``largest`` is
    the number of claims in the largest incident, ``seams`` that of links across the edges of cells.
    """

    coded: str
    coder: str
    ledger: str
    linking: str
    parts: tuple[str, ...]
    buckets: int
    claims: int
    incidents: int
    links: int
    largest: int
    seams: int

    def write(self, folder: Folder) -> None:
        """Put it in place, last of all."""
        folder.write(MANIFEST, json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode())

    @classmethod
    def read(cls, folder: Folder) -> Linked:
        """Raises ``MarsadError`` where there is none, or one of another format."""
        try:
            told = json.loads(folder.read(MANIFEST))
            written = told.pop("format")
            found = cls(**{**told, "parts": tuple(told["parts"])})
        except FileNotFoundError:
            raise MarsadError(f"{folder.url} holds nothing linked; run marsad bulk link to its end first") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise MarsadError(f"{folder.url}/{MANIFEST} cannot be read ({error}); link again") from error
        if written != FORMAT:
            raise MarsadError(f"{folder.url}/{MANIFEST} has the format {written}; this Marsad reads {FORMAT}")
        return found


def claims_file(part: int) -> str:
    """The name of a part's claims."""
    return f"claims/{part:06}.parquet"


def reports_file(part: int) -> str:
    """The name of what follows from a part's reports."""
    return f"reports/{part:06}.parquet"


def incidents_file(bucket: int) -> str:
    """The name of a bucket's incidents."""
    return f"incidents/{bucket:06}.parquet"


def links_file(bucket: int) -> str:
    """The name of a bucket's links."""
    return f"links/{bucket:06}.parquet"


def table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows as a Parquet file."""
    import pyarrow as arrow
    from pyarrow import parquet

    columns: list[Any] = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    out = io.BytesIO()
    made = arrow.table(dict(zip(names, map(list, columns), strict=True)))
    parquet.write_table(made, out, compression="zstd", row_group_size=10_000)
    return out.getvalue()


def rows(folder: Folder, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a file that ``table`` made."""
    from pyarrow import parquet

    read = parquet.ParquetFile(io.BytesIO(folder.read(name)))
    for batch in read.iter_batches(batch_size=1_000, columns=list(columns)):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
