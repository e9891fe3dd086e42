"""Coding a text that is sent: nothing of it is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from marsad import Report, code
from marsad.web.api import schemas
from marsad.web.api.access import CODE_ANONYMOUS, CODE_KEYED, caller, take
from marsad.web.api.asked import TextIn

router = Router(tags=["coding"], by_alias=True)


@router.post("/code", response=schemas.CodingOut, summary="Code a text")
def code_text(request: HttpRequest, told: TextIn) -> dict[str, Any]:
    """What an Arabic text claims happened. The text is not kept. Counted more strictly than reading is."""
    who = caller(request)
    take(CODE_KEYED if who.keyed else CODE_ANONYMOUS, who)
    day = told.published.isoformat() if told.published else None
    return code(Report("text", told.title, told.text, day, told.outlet)).to_dict()
