"""Whether the site is well, for what watches it: no figures, no addresses, nothing that helps an attacker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marsad.web.work import environment
from marsad.web.work.models import Worker

OK: Final = "ok"
_SILENT: Final = 2  # leases after which a worker that says nothing is missed


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 if all is well, else 503, with a word on each part. ``?without=worker`` asks for the pages' part alone."""
    parts = dict(examined(with_worker=request.GET.get("without") != "worker"))
    well = all(state == OK for state in parts.values())
    return JsonResponse({"status": OK if well else "failing", **parts}, status=200 if well else 503)


def examined(*, with_worker: bool) -> Mapping[str, str]:
    """Each part with ``ok`` or what is wrong with it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        parts = {"database": OK, "migrations": "missing" if unapplied() else OK}
        if with_worker and parts["migrations"] == OK:
            parts["worker"] = OK if worker_seen() else "not seen"
    except Error:
        connection.close()
        return {"database": "unreachable"}
    return parts


def unapplied() -> list[str]:
    """The migrations that the database lacks, in the order in which they would be made."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]


def worker_seen() -> bool:
    """Whether a worker said lately that it is there."""
    return Worker.objects.filter(seen__gte=seen_since(timezone.now())).exists()


def seen_since(now: datetime) -> datetime:
    """What «lately» is."""
    return now - _SILENT * environment.lease()
