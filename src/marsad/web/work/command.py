"""The worker and the care of the site as the command line runs them.

Registered under the entry point ``marsad.operations``, for the command line knows no database. Which one it is is said
by the environment before this is loaded, as for the server.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.web.database import address
from marsad.web.ledger.store import open_store, told

if TYPE_CHECKING:
    from marsad.web.work.backup import Backup
    from marsad.web.work.doctor.findings import Finding


class Operations:
    """The care of the settings' own database and data folder."""

    def work(self, threads: int, log: str, once: bool, ready: Callable[[str], None]) -> None:
        """Do tasks until a signal comes, or with ``once`` what is due now. Raises ``WorkError`` if it cannot."""
        self.logs(log)
        open_store(migrate=False)  # several start at once: none of them changes the tables
        from marsad.web.work.alone import alone
        from marsad.web.work.jobs import JOBS
        from marsad.web.work.worker import Worker

        with told(address()), alone():
            worker = Worker(JOBS, threads)
            if once:
                worker.until_empty()
            else:
                worker.run(ready)

    def logs(self, kind: str) -> None:
        """Write logs as ``text`` or ``json``."""
        from marsad.web.work.logs import configure

        configure(kind)

    def findings(self) -> Sequence[Finding]:
        """What the doctor found, in a fixed order."""
        from marsad.web.work.doctor import examine

        return examine()

    def backup(self, path: Path) -> Backup:
        """Write a backup, and check it. Raises ``BackupError`` if it cannot be made."""
        from marsad.web.work.backup import write

        return write(path)

    def restore(self, path: Path) -> Backup:
        """Put a backup back into an empty database and data folder. Raises ``BackupError`` if it cannot be."""
        from marsad.web.work.restoring import restore

        return restore(path)

    def upgrade(self, path: Path | None) -> tuple[Sequence[str], Path | None]:
        """Bring the tables up to date, after a backup; what was changed, and where the backup is."""
        from marsad.web.work.upgrading import upgrade

        return upgrade(path)
