"""Where an account is signed in: which browsers, since when; ending one, the others, or all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

_SEEN: Final = "marsad-seen"  # in the session: the hour it was noted last
_EVERY: Final = timedelta(hours=1)
# Parts of what a browser says of itself; the first that is found counts, for many name others as well.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A browser that is signed in. ``browser`` and ``system`` are empty where it does not say."""

    number: int
    browser: str
    system: str
    address: str
    since: datetime
    seen: datetime
    here: bool


def places(user: User, session_key: str | None) -> Sequence[Place]:
    """Where an account is signed in, this browser first, then the one seen last. Those that ended are forgotten."""
    found = UserSession.objects.purge_and_list(user)
    shown = [
        Place(
            one.pk,
            _named(one.user_agent, _BROWSERS),
            _named(one.user_agent, _SYSTEMS),
            one.ip,
            one.created_at,
            one.last_seen_at,
            one.session_key == session_key,
        )
        for one in found
    ]
    return sorted(shown, key=lambda place: (not place.here, -place.seen.timestamp(), place.number))


def end(user: User, number: int) -> bool:
    """End one of an account's own sessions by its number; whether there was one."""
    found = UserSession.objects.filter(user=user, pk=number).first()
    if found is not None:
        found.end()
    return found is not None


def end_all(user: User, but: str | None = None) -> int:
    """End an account's sessions but for the one of the key ``but``; gives how many."""
    found = list(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
    for one in found:
        one.end()
    return len(found)


def on_new_password(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """allauth's signals of a new password: whoever else was signed in is not any more."""
    here = request.session.session_key if request.user.is_authenticated else None
    end_all(user, but=here)


class SeenMiddleware:
    """Notes, once an hour, that a session is in use."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response of the view."""
        response = self._respond(request)
        # An anonymous reader's request must not open a session, nor a signed-in one's be asked for where none did.
        if request.session.session_key and "_auth_user_id" in request.session:
            _note(request)
        return response


def _note(request: HttpRequest) -> None:
    now = timezone.now()
    noted = request.session.get(_SEEN)
    if noted is None or now - datetime.fromisoformat(noted) >= _EVERY:
        request.session[_SEEN] = now.isoformat()
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)


def _named(said: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for part, name in names if part in said), "")
