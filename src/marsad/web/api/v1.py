"""The interface, version 1, put together: its routes, its errors, and its description (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema

from marsad import __version__
from marsad.web.api import coding, ledger, registry, schemas
from marsad.web.api.access import guarded
from marsad.web.api.problems import TYPE, ProblemOut, handle, problem
from marsad.web.ingest import pushing

_ABOUT = (
    "Incidents, the claims behind them, reports, registers and the record of control. Reading needs no key; with one, "
    "made by `marsad people key NAME` and sent as `Authorization: Bearer KEY`, more requests are allowed. Lists are "
    "paged by key: send `next` as `after`. Who is in no register is told as `unregistered`."
)
_ERRORS = {
    "400": "The request could not be understood.",
    "401": "The key is not valid.",
    "404": "There is nothing at this address.",
    "413": "The request is too large.",
    "422": "The request holds values that cannot be.",
    "429": "Too many requests: wait as many seconds as Retry-After says.",
}


class Interface(NinjaAPI):
    """The description tells also what stands outside of the routes: the key, and the errors."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """OpenAPI."""
        found = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        parts = found.setdefault("components", {})
        parts.setdefault("schemas", {})["Problem"] = ProblemOut.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        parts["schemas"].update(parts["schemas"]["Problem"].pop("$defs", {}))
        parts["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        found["security"] = [{}, {"key": []}]
        for path in found["paths"].values():
            for operation in path.values():
                told = {status: _problem(why) for status, why in _ERRORS.items()}
                operation["responses"] = {str(status): one for status, one in operation["responses"].items()} | told
        return found


def _problem(why: str) -> dict[str, Any]:
    return {"description": why, "content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


api = Interface(title="Marsad", version=__version__, description=_ABOUT, docs_url=None, urls_namespace="api-v1")
_root = Router(tags=["about"])


@_root.get("/", response=schemas.About, summary="What this is")
def about(request: HttpRequest) -> dict[str, Any]:
    """The version, and whether texts of reports are open to all."""
    texts = bool(getattr(settings, "MARSAD_API_TEXTS", False))
    return {"name": "Marsad", "version": __version__, "openapi": f"{request.path}openapi.json", "texts": texts}


handle(api)
for router in (_root, ledger.router, registry.router, coding.router, pushing.router):
    api.add_router("", router)


def patterns() -> list[URLPattern | URLResolver]:
    """The addresses, each guarded (see ``access``)."""
    found: list[URLPattern | URLResolver] = []
    for one in api.urls[0]:
        if isinstance(one, URLPattern):
            one.callback = guarded(one.callback)
        found.append(one)
    return found


def missing(request: HttpRequest) -> HttpResponse:
    """404 for all other addresses under the interface."""
    return problem(404, "There is nothing at this address.")
