"""Accounts as the one who runs the site keeps them, at the command line: nothing here is reached from a page.

Registered under the entry point ``marsad.people``, for the command line knows no database. Which one it is is said by
the environment before this is loaded, as for the server.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marsad.model import MarsadError
from marsad.web.database import address
from marsad.web.ledger.store import open_store, told


class PeopleError(MarsadError):
    """An account, role or key that cannot be."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account. ``roles`` are names of groups, ``since`` and ``last`` ISO days; ``last`` is empty before the first
    sign-in.
    """

    name: str
    roles: tuple[str, ...]
    since: str
    last: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key to the interface: ``used`` is the last ISO day, empty before the first."""

    number: str
    name: str
    owner: str
    made: str
    used: str
    revoked: bool


class People:
    """The accounts in the settings' own database. Raises ``PeopleError`` for what cannot be."""

    def __init__(self) -> None:
        open_store()  # brings the tables up to date, or says what is wrong
        self._where = address()

    def add(self, name: str, role: str, password: str) -> None:
        """Make an account. The password has to pass the site's rules."""
        from django.contrib.auth.models import User
        from django.core.exceptions import ValidationError
        from django.db import transaction

        with told(self._where), transaction.atomic():
            user = User(username=User.normalize_username(name))
            self._check(password, user)
            user.set_password(password)
            try:
                user.clean_fields(exclude=["password"])
            except ValidationError as error:
                raise PeopleError(f"{name!r} is no name for an account: {'; '.join(error.messages)}") from error
            if User.objects.filter(username__iexact=user.username).exists():
                raise PeopleError(f"there is an account {name!r} already; marsad people list shows all")
            user.save()
            self._set(user, role)
            _audit("people add", f"{user.username} as {role}")

    def all(self) -> Iterator[Person]:
        """All accounts by name."""
        from django.contrib.auth.models import User

        with told(self._where):
            found = list(User.objects.order_by("username").prefetch_related("groups"))
        for user in found:
            roles = tuple(sorted(group.name for group in user.groups.all()))
            last = user.last_login.date().isoformat() if user.last_login else ""
            yield Person(user.username, roles, user.date_joined.date().isoformat(), last)

    def set_role(self, name: str, role: str) -> None:
        """Give an account this role in the place of those it has."""
        with told(self._where):
            self._set(self._user(name), role)
            _audit("people role", f"{name} as {role}")

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password: its sessions end."""
        from marsad.web.readers.accounts.sessions import end_all

        with told(self._where):
            user = self._user(name)
            self._check(password, user)
            user.set_password(password)
            user.save(update_fields=["password"])
            end_all(user)
            _audit("people password", name)

    def invite(self, days: int) -> str:
        """A new invitation, good for one account for some days: the address that makes it."""
        from marsad.web.readers.accounts import invitations

        with told(self._where):
            _audit("people invite", f"for {days} days")
            return invitations.link(invitations.make(days))

    def make_key(self, name: str, label: str) -> str:
        """A new key to the interface for an account."""
        from marsad.web.api import keys

        with told(self._where):
            made = keys.make(self._user(name), label)
            _audit("people key", name)
        return made

    def all_keys(self) -> Iterator[Key]:
        """All keys, the oldest first."""
        from marsad.web.api.models import ApiKey

        with told(self._where):
            found = list(ApiKey.objects.select_related("owner").order_by("pk"))
        for one in found:
            used = one.used.isoformat() if one.used else ""
            yield Key(one.number, one.name, one.owner.username, one.made.isoformat(), used, one.revoked)

    def revoke(self, number: str) -> None:
        """End a key."""
        from marsad.web.api import keys

        with told(self._where):
            if not keys.revoke(number):
                raise PeopleError(f"no key that counts has the number {number!r}; marsad people keys shows all")
            _audit("people revoke", number)

    def _user(self, name: str) -> Any:
        from django.contrib.auth.models import User

        found = User.objects.filter(username=User.normalize_username(name)).first()
        if found is None:
            raise PeopleError(f"there is no account {name!r}; marsad people list shows all")
        return found

    def _set(self, user: Any, role: str) -> None:
        from django.contrib.auth.models import Group

        from marsad.web.review.roles import ROLES

        if role not in ROLES:
            raise PeopleError(f"{role!r} is no role; take one of {', '.join(ROLES)}")
        user.groups.set([Group.objects.get(name=role)])

    def _check(self, password: str, user: Any) -> None:
        from django.contrib.auth.password_validation import validate_password
        from django.core.exceptions import ValidationError
        from django.utils.translation import override

        with override("en"):
            try:
                validate_password(password, user)
            except ValidationError as error:
                raise PeopleError(f"the password will not do: {' '.join(error.messages)}") from error


def _audit(what: str, about: str) -> None:
    from marsad.web.work.audit import at_the_command_line

    at_the_command_line(what, about)
