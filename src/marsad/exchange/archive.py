"""The whole ledger in one file, and back: reports with their versions, codings and judgements, each part with its hash.

An archive is a ZIP (deflated) of lines of JSON (``marsad.ledger.wire``) and ``manifest.json``. Incidents, tolls and
control are not in it, for they follow from the rest; the manifest has their hash, by which a restored ledger is held
against the one that was archived.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final

from marsad import __version__
from marsad.exchange.atomic import open_whole
from marsad.exchange.faults import InputError
from marsad.ledger.judgements import wire as judgements
from marsad.ledger.ledger import Ledger
from marsad.ledger.store import Query, Store
from marsad.ledger.wire import built, dumps, plain
from marsad.model import Coding, MarsadError, Report
from marsad.model.judgement import Judgement, Undo

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
_BATCH: Final = 500
_PARTS: Final = ("reports.jsonl", "codings.jsonl", "judgements.jsonl")
_BLOCK: Final = 1 << 20  # bytes read at once
_NEW: Final = "give a file that marsad archive wrote"
_ANOTHER: Final = "take another copy of it"
# What the reader of ZIP files raises for one that is damaged, cut short, encrypted or packed in another way.
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError)
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds, or what was restored: how many of each, the version that wrote it, the incidents' hash."""

    reports: int
    codings: int
    judgements: int
    version: str
    incidents: str


def archive(ledger: Ledger, path: Path, progress: Progress = lambda done: None) -> Contents:
    """Write the whole ledger to ``path``, whole or not at all. ``progress`` is called with the reports done.

    Nobody can change the ledger meanwhile, so that the parts fit each other.
    """
    store, hashes, counts = ledger.store, {}, {}
    with store.transaction(), open_whole(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        sources = (_reports(store, progress), _codings(store), map(judgements.dump, store.judgements.all()))
        for name, lines in zip(_PARTS, sources, strict=True):
            hashes[name], counts[name] = _write(zipped, name, lines)
        reports, codings, judged = (counts[name] for name in _PARTS)
        contents = Contents(reports, codings, judged, __version__, fingerprint(store))
        zipped.writestr(MANIFEST, json.dumps({"format": FORMAT, "sha256": hashes, **plain(contents)}, indent=1))
    return contents


def fingerprint(store: Store) -> str:
    """SHA-256 over all incidents, by day and id: equal for equal ledgers, however they came about."""
    digest = hashlib.sha256()
    for incident in store.incidents.find(Query()):
        digest.update(dumps(incident).encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def verify(path: Path) -> Contents:
    """What an archive says that it holds, once each part has been found to be what was written.

    Raises ``InputError`` for what is no archive, is damaged or of a later format.
    """
    with _opened(path) as zipped:
        return _verified(zipped, path)


def restore(ledger: Ledger, path: Path, progress: Progress = lambda done: None) -> Contents:
    """Put an archive into an empty ledger and make all that follows anew; whole or not at all.

    Raises ``InputError`` as ``verify`` does, and ``MarsadError`` for a ledger that is not empty. ``progress`` is called
    with the reports made anew; ``Contents.incidents`` is the restored ledger's own hash.
    """
    store = ledger.store
    with _opened(path) as zipped:
        contents = _verified(zipped, path)
        with store.transaction():
            if any(next(iter(part), None) is not None for part in (store.reports.ids(), store.judgements.all())):
                raise MarsadError("the ledger is not empty; restore into a new one (--database sqlite:///PATH)")
            _put_reports(store, _lines(zipped, "reports.jsonl"))
            _put_codings(store, _lines(zipped, "codings.jsonl"))
            _put_judgements(store, _lines(zipped, "judgements.jsonl"))
            ledger.rebuild(progress)
    return replace(contents, incidents=fingerprint(store))


def _reports(store: Store, progress: Progress) -> Iterator[str]:
    """Each report with what it said before, oldest first."""
    ids, done = iter(store.reports.ids()), 0
    while batch := list(islice(ids, _BATCH)):
        reports = store.reports.get(batch)
        for key in batch:
            yield json.dumps([plain(said) for said in (*store.reports.versions(key), reports[key])], ensure_ascii=False)
        done += len(batch)
        progress(done)


def _codings(store: Store) -> Iterator[str]:
    ids = iter(store.reports.ids())
    while batch := list(islice(ids, _BATCH)):
        codings, coders = store.codings.get(batch), store.codings.coders(batch)
        for key in batch:
            if key in codings:
                told = {"coder": coders.get(key, ""), "coding": plain(codings[key])}
                yield json.dumps(told, ensure_ascii=False)


def _write(zipped: zipfile.ZipFile, name: str, lines: Iterable[str]) -> tuple[str, int]:
    digest, count = hashlib.sha256(), 0
    with zipped.open(name, "w", force_zip64=True) as out:
        for line in lines:
            raw = line.encode("utf-8", "surrogatepass") + b"\n"
            digest.update(raw)
            out.write(raw)
            count += 1
    return digest.hexdigest(), count


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(str(path), f"is no archive ({error})", _NEW) from error


def _verified(zipped: zipfile.ZipFile, path: Path) -> Contents:
    manifest = _manifest(zipped, path)
    for name in _PARTS:
        _check(zipped, name, manifest["sha256"][name], path)
    found: Contents = built(Contents, manifest)
    return found


def _manifest(zipped: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(zipped.read(MANIFEST))
        written = found["format"]
        whole = {*Contents.__slots__} <= found.keys() and {*_PARTS} <= found["sha256"].keys()
    except (*_BROKEN, AttributeError, TypeError, ValueError) as error:
        raise InputError(str(path), "has no manifest that can be read", _NEW) from error
    if written != FORMAT:
        raise InputError(str(path), f"has the format {written}", f"this Marsad reads {FORMAT}; take a newer one")
    if not whole:
        raise InputError(str(path), "has a manifest that lacks something", _NEW)
    return found


def _check(zipped: zipfile.ZipFile, name: str, wanted: str, path: Path) -> None:
    digest = hashlib.sha256()
    try:
        with zipped.open(name) as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except _BROKEN as error:
        raise InputError(str(path), f"is damaged: {name} cannot be read", _ANOTHER) from error
    if digest.hexdigest() != wanted:
        raise InputError(str(path), f"is damaged: {name} is not what was written", _ANOTHER)


def _lines(zipped: zipfile.ZipFile, name: str) -> Iterator[Any]:
    with zipped.open(name) as stream:
        for line in stream:  # bytes: a line ends at a newline alone, whatever ends of lines a text holds
            yield json.loads(line.decode("utf-8", "surrogatepass"))


def _put_reports(store: Store, told: Iterator[Any]) -> None:
    while batch := list(islice(told, _BATCH)):
        said = [[built(Report, one) for one in versions] for versions in batch]
        for turn in range(max(map(len, said))):
            store.reports.put(versions[turn] for versions in said if turn < len(versions))


def _put_codings(store: Store, told: Iterator[Any]) -> None:
    while batch := list(islice(told, _BATCH)):
        for coder, part in groupby(sorted(batch, key=lambda one: str(one["coder"])), key=lambda one: str(one["coder"])):
            store.codings.put([built(Coding, one["coding"]) for one in part], coder)


def _put_judgements(store: Store, told: Iterator[Any]) -> None:
    """In their order; an undoing follows the judgement that it is about, which may have another number here."""
    numbers: dict[int, int] = {}
    for one in told:
        judgement = judgements.load(json.dumps(one))
        numbers[judgement.id] = store.judgements.record(_renumbered(judgement, numbers)).id


def _renumbered(judgement: Judgement, numbers: dict[int, int]) -> Judgement:
    act = judgement.act
    return replace(judgement, id=0, act=Undo(numbers[act.of]) if isinstance(act, Undo) else act)
