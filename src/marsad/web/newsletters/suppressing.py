"""Addresses that nothing is sent to any more: their letters came back, or they were complained of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from marsad.web.newsletters.addresses import hashed
from marsad.web.newsletters.models import Suppression


class Reason(StrEnum):
    """Why."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"


def suppress(address: str, reason: Reason, now: datetime) -> None:
    """Send nothing there any more. A complaint outweighs a bounce."""
    found, new = Suppression.objects.get_or_create(
        hashed=hashed(address), defaults={"reason": str(reason), "made": now}
    )
    if not new and reason is Reason.COMPLAINT and found.reason != reason:
        Suppression.objects.filter(pk=found.pk).update(reason=str(reason), made=now)


def suppressed(addresses: Iterable[str]) -> frozenset[str]:
    """Those of some addresses that nothing is sent to."""
    by = {hashed(address): address for address in addresses}
    found = Suppression.objects.filter(hashed__in=list(by)).values_list("hashed", flat=True)
    return frozenset(by[one] for one in found)


def lift(address: str) -> bool:
    """Send there again if somebody subscribes; whether it was on the list."""
    return bool(Suppression.objects.filter(hashed=hashed(address)).delete()[0])
