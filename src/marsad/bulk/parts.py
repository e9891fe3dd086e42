"""What has been coded: a Parquet file for each piece, with its account, and the manifest of them all.

A part is named by its content and its coder, so that what is there need not be made again whatever the run was called
before, and its account is written last: where that is, the part is whole.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from marsad.bulk.folder import Folder
from marsad.exchange.faults import InputError
from marsad.exchange.reading import Item
from marsad.ledger.wire import dumps, loads
from marsad.model import Coding, MarsadError, Report

PARTS: Final = "parts"
MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
_FIELDS: Final = ("id", "title", "text", "published", "outlet", "url")
Fault = tuple[str, str]  # where, and what


@dataclass(frozen=True, slots=True)
class Part:
    """The account of a part. ``name`` is that of its files; ``faults`` are the records that were set aside, each with
    where it stood and why, ``warned`` those that were coded in spite of one.
    """

    name: str
    source: str
    coder: str
    reports: int
    claims: int
    seconds: float
    faults: tuple[Fault, ...] = ()
    warned: tuple[Fault, ...] = ()


def name_of(content: Sequence[Item], coder: str) -> str:
    """32 hexadecimal digits of what a piece holds and of who codes it."""
    digest = hashlib.blake2b(coder.encode() + b"\0", digest_size=16)
    for item in content:
        told = dumps(item) if isinstance(item, Report) else str(item)
        digest.update(told.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def fault_of(error: InputError) -> Fault:
    """A fault as an account holds it."""
    return error.where, f"{error.what}; {error.remedy}" if error.remedy else error.what


def put(folder: Folder, part: Part, coded: Iterable[tuple[Report, Coding]]) -> None:
    """Write a part, and then its account."""
    folder.write(f"{PARTS}/{part.name}.parquet", _parquet(coded, part.coder))
    folder.write(f"{PARTS}/{part.name}.json", json.dumps(asdict(part), ensure_ascii=False).encode("utf-8", "replace"))


def account(folder: Folder, name: str) -> Part | None:
    """The account of a part; ``None`` where it is not there whole."""
    try:
        return _part(json.loads(folder.read(f"{PARTS}/{name}.json")))
    except FileNotFoundError:
        return None


def _part(told: dict[str, Any]) -> Part:
    lists = {key: tuple((where, what) for where, what in told[key]) for key in ("faults", "warned")}
    return Part(**{**told, **lists})


def coded(folder: Folder, name: str) -> Iterator[tuple[Report, Coding]]:
    """The reports of a part, each with its coding, in the order of the archive."""
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(folder.read(f"{PARTS}/{name}.parquet")))
    for batch in table.to_batches(max_chunksize=200):
        for row in batch.to_pylist():
            yield loads(Report, row["report"]), loads(Coding, row["coding"])


def _parquet(coded: Iterable[tuple[Report, Coding]], coder: str) -> bytes:
    """One row a report: what it says in columns, and report and coding whole as the ledger writes them."""
    import pyarrow as arrow
    from pyarrow import parquet

    text = arrow.string()
    kinds = dict.fromkeys(_FIELDS, text) | {"claims": arrow.int32(), "report": text, "coding": text}
    schema = arrow.schema(list(kinds.items()), {"coder": coder})
    rows = [
        [_clean(getattr(report, name)) for name in _FIELDS] + [len(coding.claims), _escaped(report), _escaped(coding)]
        for report, coding in coded
    ]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    out = io.BytesIO()
    table = arrow.table(
        [arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema
    )
    parquet.write_table(table, out, compression="zstd", row_group_size=1_000)
    return out.getvalue()


def _clean(text: str | None) -> str | None:
    """Lone surrogates have no UTF-8 form."""
    return text.encode("utf-8", "backslashreplace").decode() if text else text


def _escaped(value: Report | Coding) -> str:
    """As ``dumps`` has it, but with lone surrogates as JSON writes them, so that they come back."""
    told = dumps(value)
    try:
        told.encode()
    except UnicodeEncodeError:
        return json.dumps(json.loads(told), separators=(",", ":"))
    return told


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that an archive came to: the parts' names in the order of the archive, with how many reports and claims."""

    coder: str
    parts: tuple[str, ...]
    reports: int
    claims: int
    faults: int

    def write(self, folder: Folder) -> None:
        """Put it in place: from then on the run is what it says."""
        folder.write(MANIFEST, json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode())

    @classmethod
    def read(cls, folder: Folder) -> Manifest:
        """Raises ``MarsadError`` where there is none, or one of another format."""
        try:
            told = json.loads(folder.read(MANIFEST))
            written = told.pop("format")
            found = cls(**{**told, "parts": tuple(told["parts"])})
        except FileNotFoundError:
            raise MarsadError(f"{folder.url} holds no coded archive; run marsad bulk code to its end first") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise MarsadError(
                f"{folder.url}/{MANIFEST} cannot be read ({error}); run marsad bulk code again"
            ) from error
        if written != FORMAT:
            raise MarsadError(f"{folder.url}/{MANIFEST} has the format {written}; this Marsad reads {FORMAT}")
        return found
