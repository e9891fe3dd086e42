"""Who has to confirm an address before coming in."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.constants import LoginStageKey
from allauth.account.stages import EmailVerificationStage


class ConfirmedStage(EmailVerificationStage):
    """allauth's, but for accounts without an address: those were made at the command line, and open by their name.

    An address that its owner adds counts once it is confirmed; until then a slip of the pen must not lock them out.
    """

    key = LoginStageKey.VERIFY_EMAIL.value

    def handle(self) -> Any:
        """The page that says a letter was sent, or nothing, and whether to go on."""
        user = self.login.user
        if user is not None and not user.email:
            return None, True
        return super().handle()
