"""``python -m marsad.web.bench``: how soon pages are there from a large ledger, under steady requests."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from marsad.exchange import open_whole
from marsad.model import MarsadError
from marsad.web.bench.asking import Answer, arrivals, ask
from marsad.web.bench.figures import Bench, by_page, load, of_machine, table
from marsad.web.bench.pages import holdings, requests
from marsad.web.bench.serving import Server, add, served
from marsad.web.bench.store import Made, store

_SEED: Final = 1
_CHANGES: Final = (0.3, 0.6)  # of the time: when reports are added


def main() -> None:
    """Fill a store unless there is one, measure, print a table, and write the figures as JSON."""
    given = _arguments()
    try:
        made = store(given.folder, given.database, given.reports, given.claims, _tell)
        bench = measure(given.folder, made, given.rate, given.each, _tell)
    except MarsadError as error:
        sys.exit(f"marsad: {error}")
    sys.stdout.write("\n".join(table(bench)) + "\n")
    if given.out:
        with open_whole(given.out) as stream:
            stream.write(bench.to_json().encode() + b"\n")


def measure(folder: Path, made: Made, rate: float, each: int, note: Callable[[str], None] = lambda step: None) -> Bench:
    """Measure on a store of made-up reports: so many requests of each page, ``rate`` a second. ``folder`` is for what
    the server keeps.
    """
    random = Random(_SEED)
    held = holdings(made.address, random)
    asked = requests(held, random, each)
    due = arrivals(len(asked), rate, random)
    changes = [share * due[-1] for share in _CHANGES]
    note("starting the server")
    before, begun = load(), time.monotonic()
    with served(made.address, folder) as server:
        started = round(time.monotonic() - begun, 1)
        note(f"letting it find ahead what it keeps; it listened after {started} s")
        server.settle()
        note(f"sending {len(asked)} requests, {rate:g} a second")
        acts = [(at, _adding(made.address, folder, n, held.days[1])) for n, at in enumerate(changes)]
        answers, cpu = _timed(server, lambda: ask(server.address, asked, due, acts))
        megabytes = server.megabytes()
    return Bench(
        {**of_machine(), **made.versions},
        {"reports": made.reports, "claims": made.claims},
        made.mark_ms,
        rate,
        started,
        megabytes,
        round(1000 * cpu / len(answers), 1) if cpu is not None else None,
        (before, load()),
        by_page(answers, changes),
    )


def _timed(server: Server, run: Callable[[], list[Answer]]) -> tuple[list[Answer], float | None]:
    before = server.cpu_seconds()
    answers = run()
    after = server.cpu_seconds()
    return answers, after - before if before is not None and after is not None else None


def _adding(address: str, folder: Path, number: int, day: str) -> Callable[[], None]:
    """A report that the store has not, added by the command line."""
    report = {
        "id": f"added-{number}-{time.time_ns()}",
        "text": "قال ناشطون إن قصفا مدفعيا نفذته قوات النظام على مدينة حلب أدى إلى مقتل ثلاثة مدنيين وإصابة سبعة.\n",
        "published": day,
        "outlet": "صحيفة الأنموذج",
    }
    path = folder / f"added-{number}.jsonl"
    path.write_text(json.dumps(report, ensure_ascii=False) + "\n", encoding="utf-8")
    return lambda: add(address, folder, path)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m marsad.web.bench", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the store is kept, made when it is not there yet")
    parser.add_argument("--database", help="an empty database of PostgreSQL to make it in (a file of SQLite)")
    parser.add_argument("--reports", type=int, default=100_000, help="reports of the store (100000)")
    parser.add_argument("--claims", type=int, default=500_000, help="claims of the store (500000)")
    parser.add_argument("--rate", type=float, default=10, help="requests a second (10)")
    parser.add_argument("--each", type=int, default=40, help="requests of each kind of page (40)")
    parser.add_argument("--out", type=Path, help="write the figures here as JSON")
    return parser.parse_args()


def _tell(step: str) -> None:
    sys.stderr.write(step + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
