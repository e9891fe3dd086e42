"""The app's name, and what it listens for."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """Accounts of readers."""

    name = "marsad.web.readers.accounts"
    label = "marsad_accounts"

    def ready(self) -> None:
        """Make readers of new accounts, end sessions with the password, and find what each app keeps for an account.

        The last is what its module ``owned`` registers.
        """
        from allauth.account.signals import password_changed, password_reset, password_set, user_signed_up

        from marsad.web.readers.accounts import sessions
        from marsad.web.review.roles import on_signed_up

        user_signed_up.connect(on_signed_up, dispatch_uid="marsad-readers")
        for signal in (password_changed, password_reset, password_set):
            signal.connect(sessions.on_new_password, dispatch_uid="marsad-sessions-end")
        autodiscover_modules("owned")
